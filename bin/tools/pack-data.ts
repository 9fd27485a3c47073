// Makes the folder that netvet takes as --data, and an archive of it, from data/: the same bytes each time.
// Usage: npm run pack:data [-- FOLDER], by default netvet-data; the archive is FOLDER-DAY.tar.gz.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { UserError } from '../../src/core/errors.ts';
import { newestDay, readData } from '../../src/knowledge/data.ts';
import { MANIFEST, manifestText, readDataFolder } from '../../src/knowledge/folder.ts';

interface Packed {
  readonly path: string;
  readonly bytes: Buffer;
}

/** The files of a data folder and its manifest, in the order of their paths. Throws UserError with every mistake. */
export function packData(dir: string): { readonly day: string; readonly files: readonly Packed[] } {
  const given = readDataFolder(dir);
  const { raw, complaints } = readData(given);
  if (complaints.length > 0) throw new UserError(complaints);
  const { vendors, lists, exemptions, words, profiles, macPrefixes } = given;
  const paths = [...vendors, ...lists, ...exemptions, ...words, profiles, macPrefixes]
    .flatMap((file) => file?.path.slice(dir.length + 1) ?? [])
    .sort();
  const files = paths.map((path) => ({ path, bytes: readFileSync(join(dir, path)) }));
  const day = newestDay(raw);
  return { day, files: [{ path: MANIFEST, bytes: Buffer.from(manifestText(day, files)) }, ...files] };
}

/** Writes packed files as a folder. One that is there must be an earlier one: all of it goes. */
export function writeFolder(folder: string, files: readonly Packed[]): void {
  if (existsSync(folder) && !existsSync(join(folder, MANIFEST)))
    throw new UserError(`${folder} is there and is no data folder`, 'name one that may be replaced');
  rmSync(folder, { recursive: true, force: true });
  for (const { path, bytes } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

const BLOCK = 512;

/** A gzipped tar (POSIX ustar) of the files under a folder of that name, without times and owners. */
export function archiveOf(name: string, files: readonly Packed[]): Buffer {
  const parts = files.flatMap(({ path, bytes }) => [
    header(`${name}/${path}`, bytes.length),
    bytes,
    Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK),
  ]);
  const packed = gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]), { level: 9 });
  // The tenth byte is the operating system, which says nothing of the data.
  packed[9] = 0xff;
  return packed;
}

function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  block.write(path, 0);
  block.write(octal(0o644, 7) + octal(0, 7) + octal(0, 7) + octal(size, 11) + octal(0, 11), 100);
  block.write(' '.repeat(8) + '0', 148);
  block.write('ustar\x0000', 257);
  block.write(
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    )} `,
    148,
  );
  return block;
}

export function main([folder = 'netvet-data']: readonly string[]): string {
  const { day, files } = packData('data');
  writeFolder(folder, files);
  const archive = `${folder}-${day}.tar.gz`;
  writeFileSync(archive, archiveOf(folder.split(/[/\\]/).at(-1) ?? folder, files));
  return `${folder}: ${files.length} files, data of ${day}\n${archive}`;
}
