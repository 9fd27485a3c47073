import { assetOf } from '../../src/app/asset.ts';
import { openInventory } from '../../src/inventory/open.ts';
import type { Inventory, ReadOptions } from '../../src/inventory/inventory.ts';
import type { Problem } from '../../src/core/problem.ts';
import type { InventoryRecord } from '../../src/core/record.ts';
import { words } from '../words.ts';

const MAKERS = new Set(['huawei', 'zte', 'hikvision', 'dahua', 'hytera']);

/** Options of a run that says nothing, with a handful of makers. */
export const OPTIONS: ReadOptions = {
  columns: [],
  delimiter: null,
  encoding: null,
  skipLines: 0,
  noHeader: false,
  inputFormat: null,
  sheet: null,
  words,
  isMakerName: (cell) => MAKERS.has(cell.trim().toLowerCase()),
  namesDesignated: (text) => (/华为|華為|хуавэй|ファーウェイ|화웨이/iu.test(text) ? ['Huawei'] : []),
  lostName: (text) => (/hua\ufffd+ei/iu.test(text) ? 'Huawei' : null),
};

export interface ReadAll {
  readonly inventory: Inventory;
  readonly records: InventoryRecord[];
  readonly problems: Problem[];
  /** What stands outside records. */
  readonly outside: string[];
  readonly rejected: number;
}

/** Opens bytes or text as an input, in chunks of `size`. */
export async function open(
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  options: Partial<ReadOptions> = {},
  name = 'site.csv',
  size = 65_536,
): Promise<Inventory> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return openInventory(
    { name, bytes: bytes instanceof Uint8Array ? chunks(bytes, size) : bytes },
    { ...OPTIONS, ...options },
  );
}

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

export async function readAll(
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  options: Partial<ReadOptions> = {},
  name = 'site.csv',
  size = 65_536,
): Promise<ReadAll> {
  const inventory = await open(content, options, name, size);
  const records: InventoryRecord[] = [];
  const problems: Problem[] = [];
  const outside: string[] = [];
  for await (const batch of inventory.batches()) {
    records.push(...batch.records);
    problems.push(...batch.problems);
    outside.push(...(batch.outside ?? []).map(({ text }) => text));
  }
  return { inventory, records, problems, outside, rejected: problems.filter((one) => one.rejected).length };
}

/** Problems as `code line`, the way the tables of tests write them. */
export function codes(problems: readonly Problem[]): string[] {
  return problems.map(({ code, line }) => (line === null ? code : `${code} ${line}`));
}

/** What tells one record from another: the fields of its asset. */
export async function devicesIn(text: string): Promise<Record<string, string | undefined>[]> {
  const { records } = await readAll(text, {}, 'capture.txt');
  return records
    .filter(({ noRow }) => noRow !== true)
    .map((record: InventoryRecord) => {
      const { hostname, model, partNumber, platform, sysDescr, vendor, serial, mac, ip } = assetOf(record, words);
      const told = { hostname, vendor, model, partNumber, platform, sysDescr, serial, mac, ip };
      return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
    });
}
