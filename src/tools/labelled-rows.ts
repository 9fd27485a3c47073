import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A model whose maker is known: a row of a labelled file. */
export interface LabelledModel {
  readonly texts: readonly string[];
  /** A vendor's id, '' for a maker of no vendor file, `?` for what is not counted. */
  readonly label: string;
  /** The maker as its source spells it; '' where the file does not say. */
  readonly maker: string;
  /** All labels of its file. Without a maker, '' says nothing about a vendor that its file labels nowhere. */
  readonly labelled: ReadonlySet<string>;
}

/** The columns that hold models, also those of sysDescr. */
const TEXTS = ['model', 'part_number', 'sysDescr', 'hardware'];

/**
 * The labelled rows of the CSV files of a folder and of its folder `3`: those with a column label and one of models.
 */
export function labelledModels(dir: string): readonly LabelledModel[] {
  const folders = [dir, join(dir, '3')].filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((name) => (name.endsWith('.csv') ? [join(folder, name)] : [])),
  );
  return files.sort().flatMap((file) => modelsIn(readFileSync(file, 'utf8')));
}

function modelsIn(text: string): readonly LabelledModel[] {
  const [header = [], ...rows] = parseCsv(text);
  const label = header.indexOf('label');
  const maker = header.indexOf('maker');
  const columns = TEXTS.map((name) => header.indexOf(name)).filter((at) => at !== -1);
  if (label === -1 || columns.length === 0) return [];
  const labelled = new Set(rows.map((row) => row[label] ?? ''));
  return rows.map((row) => ({
    texts: columns.flatMap((at) => row[at]?.trim() || []),
    label: row[label] ?? '',
    maker: row[maker] ?? '',
    labelled,
  }));
}

/** RFC 4180. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows;
}
