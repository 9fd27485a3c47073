import { expect, test } from '@jest/globals';
import { CATEGORIES } from '../../src/core/fields.ts';
import type { Conflict, Identification } from '../../src/core/finding.ts';
import type { InventoryRecord } from '../../src/core/record.ts';
import { compileIdentifier, type Identifier } from '../../src/identify/compile.ts';
import { blocksOf } from '../blocks.ts';
import { open, readAll } from '../inventory/read.ts';
import { shipped } from '../knowledge.ts';
import { brief } from './row.ts';

const CASES = ['rows', 'words'].flatMap((name) =>
  blocksOf(new URL(`../fixtures/identify/${name}.txt`, import.meta.url)),
);
const knowledge = shipped();
const identifier = compileIdentifier(knowledge);

const ofConflict = (conflict: Conflict): string =>
  `against ${conflict.seen} in ${conflict.column} (${conflict.vendor ?? 'nobody known'})`;

/** Whose a device is, by what in which column, and what speaks against it. */
function ofVendor(one: Identification): string {
  const by = one.evidence.map(
    ({ kind, matched, column, part }) =>
      `${kind} ${matched.replace(/ \(.*?\)/, '')} in ${column}${part === 'device' ? '' : `, ${part}`}`,
  );
  const against = one.conflict === null ? '' : ` ${ofConflict(one.conflict)}`;
  return `${brief([one]).join('')}: ${by.join(' + ')}${against}${one.isDoubted === true ? ' (in doubt)' : ''}`;
}

/** What is made of a row. */
function saidOf(record: InventoryRecord, by: Identifier): string {
  const { identifications, setAside } = by.read(record);
  const aside = setAside.map(({ vendor, reason, by }) => `aside ${vendor.id}: ${reason}${by === null ? '' : ` ${by}`}`);
  const isJudged = by.identity.has(record);
  const judged = isJudged ? [] : [by.identity.isNoDevice(record) ? 'no device' : 'not judged'];
  const router = by.isUnclearRouter(record) ? ['which kind of router?'] : [];
  return [...identifications.map(ofVendor), ...aside, ...router, ...judged].join(' | ');
}

/** A run that looks for whatever is known: what the columns of a table remember must not change what is said. */
const all = { vendors: new Set(knowledge.vendors.map(({ id }) => id)), categories: new Set(CATEGORIES) };
const remembering = compileIdentifier(knowledge, { designated: all });

/** What is read in a row. What is the same in all rows that were read alike differs in what their evidence saw alone. */
function readBy(by: Identifier, record: InventoryRecord) {
  const { alike, ...reading } = by.read(record);
  const judgedBy = ({ evidence, ...rest }: Identification) => [rest, evidence.map((one) => ({ ...one, seen: '' }))];
  expect(alike.map(judgedBy)).toEqual(reading.identifications.map(judgedBy));
  return reading;
}

/** Rows that come three times: what is made of each that becomes a record, and how many are judged. */
async function remembered([header = '', ...rows]: readonly string[]) {
  const text = [header, ...rows, ...rows, ...rows].join('\n');
  const inventory = await open(`${text}\n`, { isMakerName: (cell) => remembering.identity.isMakerName(cell) });
  const readings = new Map<number, ReturnType<typeof readBy>>();
  let judged = 0;
  for await (const { passed, records } of inventory.batches((layout) => remembering.searchOf(layout))) {
    judged += passed + records.filter((record) => remembering.identity.has(record)).length;
    for (const record of records) readings.set(record.line ?? 0, readBy(remembering, record));
  }
  return { readings, judged };
}

test.each(CASES)('$name', async ({ lines, said }) => {
  const isMakerName = (cell: string): boolean => identifier.identity.isMakerName(cell);
  const { records } = await readAll(`${lines.join('\n')}\n`, { isMakerName });
  expect(records.map((record, at) => [String(at + 1), saidOf(record, identifier)])).toEqual(said);
  const { readings, judged } = await remembered(lines);
  expect(judged).toBe(3 * records.filter((record) => identifier.identity.has(record)).length);
  for (let at = 0; at < 3 * records.length; at += 1) {
    const record = records[at % records.length] as InventoryRecord;
    const [reading, again] = [readBy(identifier, record), readings.get(at + 2)];
    // A row that was only counted is one of which nothing is said.
    expect([at, again ?? { identifications: [], setAside: [] }]).toEqual([at, reading]);
  }
});
