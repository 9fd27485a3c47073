// Makes the package that netvet takes as --data from data/, as npm packs one: the same bytes each time.
// Usage: npm run pack:data [-- FOLDER [DAY]], by default here and of the newest day on which a list was checked; a
// later DAY is for a correction of data that was given out.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { isDay } from '../../src/core/dates.ts';
import { UserError } from '../../src/core/errors.ts';
import { KNOWLEDGE, PACKAGE } from '../../src/knowledge/data-package.ts';
import { knowledgeOf, readDataFolder } from '../../src/knowledge/data.ts';
import { FORMAT, serialiseKnowledge } from '../../src/knowledge/knowledge.ts';

type Packed = readonly [path: string, text: string];

/**
 * The files of the package of a data folder; `wanted`: the day as of which it is said to be right, not before that of
 * its files. Throws UserError with every mistake.
 */
export function packData(
  dir: string,
  wanted: string | null = null,
): { readonly day: string; readonly files: readonly Packed[] } {
  const knowledge = knowledgeOf(readDataFolder(dir));
  const data = { ...knowledge.data, day: wanted ?? knowledge.data.day };
  if (!isDay(data.day) || data.day < knowledge.data.day)
    throw new UserError(`${data.day} is not a day from ${knowledge.data.day} on, when a list was checked last`);
  const text = serialiseKnowledge({ ...knowledge, data });
  const netvetData = { format: FORMAT, day: data.day, sha256: data.sha256 };
  const manifest = {
    name: PACKAGE,
    version: data.day.split('-').map(Number).join('.'),
    description: `Vendors, lists and words for netvet, as known on ${data.day}`,
    license: 'Apache-2.0',
    netvetData,
  };
  const files = [
    ['package.json', `${JSON.stringify(manifest, null, 2)}\n`],
    [KNOWLEDGE, text],
  ] as const;
  return { day: data.day, files };
}

const BLOCK = 512;
/** No name, no time, no system: the same bytes wherever it is packed. */
const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 0xff]);

/** A gzipped tar (POSIX ustar) of the files of a package, without times and owners. */
export function archiveOf(files: readonly Packed[]): Buffer {
  const parts = files.flatMap(([path, text]) => {
    const bytes = Buffer.from(text);
    return [header(`package/${path}`, bytes.length), bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)];
  });
  const packed = gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]), { level: 9 });
  GZIP_HEAD.copy(packed);
  return packed;
}

function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  block.write(path, 0);
  block.write(octal(0o644, 7) + octal(0, 7) + octal(0, 7) + octal(size, 11) + octal(0, 11), 100);
  block.write(' '.repeat(8) + '0', 148);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((all, byte) => all + byte, 0);
  block.write(`${octal(sum, 6)} `, 148);
  return block;
}

export function main([folder = '.', wanted]: readonly string[]): string {
  const { day, files } = packData('data', wanted ?? null);
  const archive = join(folder, `${PACKAGE}-${day}.tgz`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(archive, archiveOf(files));
  return archive;
}
