import { suggest } from '../../core/distance.ts';
import type { TextFile } from '../../yaml/parse.ts';
import type { Reading } from '../../yaml/read.ts';
import { readFile } from '../../yaml/read.ts';
import { checkWords } from './check-words.ts';
import type { RawWords, TableName } from './shapes.ts';
import { TABLE_NAMES, WORD_SHAPES } from './shapes.ts';

/** The table that a path is the file of; null for any other file. */
export function tableOf(path: string): TableName | null {
  const name = /(?:^|[/\\])words[/\\]([^/\\]+)\.ya?ml$/i.exec(path)?.[1];
  return TABLE_NAMES.find((table) => table === name) ?? null;
}

/** Whether a file stands in a folder of word tables. */
export function isWordFile(path: string): boolean {
  return /(?:^|[/\\])words[/\\][^/\\]+$/.test(path);
}

/** Reads word tables and checks each, and all against each other. */
export function readWords(files: readonly TextFile[], reading: Reading): RawWords {
  const raw: Partial<Record<TableName, unknown>> = {};
  for (const file of files) {
    const table = tableOf(file.path);
    if (table === null) {
      const name = /([^/\\]*?)(?:\.ya?ml)?$/i.exec(file.path)?.[1] ?? '';
      reading.complain(
        { file: file.path, line: null, column: null },
        `${name} is not a word table`,
        suggest(name, TABLE_NAMES),
      );
      continue;
    }
    const value = readFile<unknown>(file, WORD_SHAPES[table], reading);
    if (value !== undefined) raw[table] = value;
  }
  checkWords(raw as RawWords, reading);
  return raw as RawWords;
}
