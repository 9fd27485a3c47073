import { suggest } from '../core/distance.ts';
import { wholeFile } from '../core/errors.ts';
import type { TextFile } from '../yaml/parse.ts';
import { readFile, type Reading } from '../yaml/read.ts';
import type { Part } from './columns.ts';
import { TABLES, TABLE_NAMES, type RawWords, type TableName, type WordTables } from './tables.ts';

/** The table that a path is the file of; null for any other file. */
export function tableOf(path: string): TableName | null {
  const name = /(?:^|[/\\])words[/\\]([^/\\]+)\.ya?ml$/i.exec(path)?.[1];
  return TABLE_NAMES.find((table) => table === name) ?? null;
}

/** Reads word tables by their shapes; what words and patterns say is checked by those who keep data/. */
export function readWords(files: readonly TextFile[], reading: Reading): RawWords {
  const raw: Partial<Record<TableName, unknown>> = {};
  for (const file of files) {
    const table = tableOf(file.path);
    if (table === null) {
      const name = /([^/\\]*?)(?:\.ya?ml)?$/i.exec(file.path)?.[1] ?? '';
      reading.addProblem(wholeFile(file.path), `${name} is not a word table`, suggest(name, TABLE_NAMES));
    } else raw[table] = readFile<unknown>(file, TABLES[table].key.shape, reading);
  }
  return raw as RawWords;
}

/** Works out the forms in which words are compared. What has no file has no words. The files must have been checked. */
export function compileWords(raw: RawWords): WordTables {
  const compiled = (name: TableName, part: Part): unknown => part.compile(raw[name] ?? part.key.fallback);
  return Object.fromEntries(TABLE_NAMES.map((name) => [name, compiled(name, TABLES[name])])) as WordTables;
}
