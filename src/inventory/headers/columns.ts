import type { Field } from '../../core/fields.ts';
import { fold, squeeze } from '../../core/text.ts';
import { flagsOf, type Column } from '../../core/layout.ts';
import type { HeaderWords } from '../../words/header-words.ts';
import type { ColumnOverride, ReadOptions } from '../inventory.ts';
import { noColumn } from '../rows.ts';
import { areMakers, guessByCells, valuesOf } from './cells.ts';
import { adjustByContext } from './context.ts';
import type { Draft } from './draft.ts';
import { readHeader } from './read-header.ts';
import type { HeaderReading } from './withheld-header.ts';

/**
 * Understands the columns of a table: by their headers (names or dotted JSON keys; empty or null where there is none),
 * then by their cells, then by each other, then by what the user said. `rows` is a sample of the data, about 200 rows.
 * Throws UserError for an override of a header that does not exist.
 */
export function understandColumns(
  source: string,
  headers: readonly (string | null)[],
  rows: readonly (readonly string[])[],
  options: Pick<ReadOptions, 'columns' | 'isMakerName' | 'words'>,
): readonly Column[] {
  const { words } = options;
  const drafts = headers.map((header, index) =>
    index < MAX_UNDERSTOOD
      ? draft(header ?? '', index, valuesOf(rows, index, words.noValue), options)
      : byHeader(header ?? '', index, words.headers),
  );
  adjustByContext(drafts.slice(0, MAX_UNDERSTOOD), options);
  override(source, drafts, options.columns);
  return drafts.map(({ name, fields, why, notMaker, withheld, ...flags }) => ({
    ...{ name, fields, why, notMaker },
    ...flagsOf(flags),
    ...(withheld !== undefined && { withheld }),
  }));
}

function draft(
  header: string,
  index: number,
  values: readonly string[],
  options: Pick<ReadOptions, 'isMakerName' | 'words'>,
): Draft {
  const read = { ...byHeader(header, index, options.words.headers), values };
  if (read.oneWord === true && values.some((value) => /\S\s+\S/.test(value)))
    return { ...read, fields: ['text'], why: 'cells: several words, not a secret' };
  if (read.fields.every((field) => NO_MAKERS.has(field)) && values.length >= LEAST_MAKERS && areMakers(values, options))
    return { ...read, fields: [...read.fields, 'vendor'], why: `${read.why}; cells: names of vendors` };
  const guess = read.why === UNKNOWN || read.why === NO_HEADER ? guessByCells(values, options) : null;
  if (guess === null) return read;
  return {
    ...read,
    fields: [guess.field],
    why: guess.why,
    notMaker: guess.field === 'withheld',
    withheld: guess.withheld,
  };
}

function byHeader(header: string, index: number, words: HeaderWords): Draft & HeaderReading {
  const blank = header.trim() === '';
  const name = blank ? `#${index + 1}` : header.trim();
  const reading: HeaderReading = readHeader(header, words) ?? {
    fields: ['text'],
    why: blank ? NO_HEADER : UNKNOWN,
    notMaker: false,
  };
  return { name, header, values: [], ofOther: false, ...reading };
}

const NO_HEADER = 'no header';
const UNKNOWN = 'header not known';
/** Headers that are not believed where most cells are the names of makers: so many cells, at the least. */
const NO_MAKERS: ReadonlySet<Field> = new Set<Field>(['hostname', 'assetTag', 'serial', 'ip', 'acquired', 'quantity']);
const LEAST_MAKERS = 3;
/** Columns that are understood by their cells and beside each other; those past them by their header alone. */
const MAX_UNDERSTOOD = 1000;

/** A column the user named feeds what the user said and nothing else; other columns keep feeding the field. */
function override(source: string, drafts: readonly Draft[], overrides: readonly ColumnOverride[]): void {
  const said = new Map<Draft, Field[]>();
  for (const { field, header } of overrides) {
    for (const draft of find(source, drafts, header)) said.set(draft, [...(said.get(draft) ?? []), field]);
  }
  for (const [draft, fields] of said) {
    draft.fields = [...new Set(fields)];
    draft.why = 'override';
    draft.ofOther = false;
    draft.notMaker = fields.includes('withheld');
    draft.otherDay = false;
    draft.component = false;
    draft.portId = false;
    draft.withheld = undefined;
  }
}

function find(source: string, drafts: readonly Draft[], header: string): readonly Draft[] {
  const wanted = header.trim();
  const same = drafts.filter((draft) => draft.name === wanted);
  if (same.length > 0) return same;
  const alike = drafts.filter((draft) => squeeze(fold(draft.name)) === squeeze(fold(wanted)));
  if (alike.length > 0) return alike;
  const position = /^#(\d{1,6})$/.exec(wanted)?.[1];
  const byPosition = position === undefined ? undefined : drafts[Number(position) - 1];
  if (byPosition !== undefined) return [byPosition];
  throw noColumn(source, header, drafts);
}
