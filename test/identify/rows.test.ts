import { expect, test } from '@jest/globals';
import type { Conflict, Identification } from '../../src/core/finding.ts';
import type { InventoryRecord } from '../../src/core/record.ts';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { blocksOf } from '../blocks.ts';
import { readAll } from '../inventory/read.ts';
import { shipped } from '../knowledge.ts';
import { brief } from './row.ts';

const CASES = blocksOf(new URL('../fixtures/identify/rows.txt', import.meta.url));
const identifier = compileIdentifier(shipped());

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
function saidOf(record: InventoryRecord): string {
  const { identifications, setAside } = identifier.read(record);
  const aside = setAside.map(({ vendor, reason, by }) => `aside ${vendor.id}: ${reason}${by === null ? '' : ` ${by}`}`);
  const isJudged = identifier.hasIdentity(record);
  const judged = isJudged ? [] : [identifier.isNoDevice(record) ? 'no device' : 'not judged'];
  const router = identifier.isUnclearRouter(record) ? ['which kind of router?'] : [];
  return [...identifications.map(ofVendor), ...aside, ...router, ...judged].join(' | ');
}

test.each(CASES)('$name', async ({ lines, said }) => {
  const isMakerName = (cell: string): boolean => identifier.isMakerName(cell);
  const { records } = await readAll(`${lines.join('\n')}\n`, { isMakerName });
  expect(records.map((record, at) => [String(at + 1), saidOf(record)])).toEqual(said);
});
