import type { Field } from '../../core/fields.ts';
import { MENTION, NO_TRAITS, type Column, type Meaning } from '../../core/layout.ts';
import type { ColumnOverride, ReadOptions } from '../inventory.ts';
import { columnsNamed } from '../rows.ts';
import { areMakers, guessByCells, valuesOf } from './cells.ts';
import { understandTogether, type Sampled } from './context.ts';
import { ONE_WORD, SECRET } from '../../words/headers.ts';

type Hints = Pick<ReadOptions, 'isMakerName' | 'words'>;

const NO_HEADER: Meaning = { fields: ['text'], why: 'no header', traits: NO_TRAITS };
const UNKNOWN: Meaning = { fields: ['text'], why: 'header not known', traits: NO_TRAITS };
/** Headers that are not believed where most cells are the names of makers: so many cells, at the least. */
const NO_MAKERS: ReadonlySet<Field> = new Set<Field>(['hostname', 'assetTag', 'serial', 'ip', 'acquired', 'quantity']);
const LEAST_MAKERS = 3;
/** How a CPE name begins; the same letters are customer premises equipment. */
const OF_CPE = /^\s*cpe:/i;
/** Columns that are understood by their cells and beside each other; those past them by their header alone. */
const MAX_UNDERSTOOD = 1000;

/**
 * Understands the columns of a table: by their headers (names or dotted JSON keys; empty or null where there is none),
 * then by their cells, then by each other, then by what the user said. `rows` is a sample of the data, about 200 rows;
 * `nameOf` names a column without a header.
 */
export function understandColumns(
  headers: readonly (string | null)[],
  rows: readonly (readonly string[])[],
  options: Pick<ReadOptions, 'columns'> & Hints,
  nameOf = (index: number): string => `#${index + 1}`,
): readonly Column[] {
  const { words } = options;
  const sampled = headers.map((header, index): Sampled => {
    const name = header?.trim() ?? '';
    const meaning = name === '' ? NO_HEADER : (words.headers.read(name) ?? UNKNOWN);
    const values = index < MAX_UNDERSTOOD ? valuesOf(rows, index, words.noValue) : [];
    const signs = words.headers.signs(name);
    const isSecret = signs.isSecretByLook && lookSecret(values);
    return {
      name: name === '' ? nameOf(index) : name,
      signs,
      values,
      meaning: isSecret ? SECRET : byCells(meaning, values, options),
    };
  });
  understandTogether(sampled.slice(0, MAX_UNDERSTOOD), options);
  override(sampled, options.columns);
  return sampled.map(({ name, meaning }) => ({ name, ...meaning }));
}

/** Letters and digits in one word, as keys and passwords have them; codes of models are capitals and dashes. */
const LIKE_SECRET = /^(?=.*\p{L})(?=.*\d)(?![A-Z\d]+(?:[-/.][A-Z\d]+)+$)\S{8,}$/u;

/** Whether the cells of a column look like secrets: most are of letters and digits, and each is another one. */
function lookSecret(values: readonly string[]): boolean {
  const alike = values.filter((value) => LIKE_SECRET.test(value.trim()));
  return alike.length > 0 && alike.length * 4 >= values.length * 3 && new Set(alike).size === alike.length;
}

/** What the cells of a column make of the meaning that its header has. */
function byCells(meaning: Meaning, values: readonly string[], hints: Hints): Meaning {
  const { fields, why, traits } = meaning;
  if (meaning === ONE_WORD && values.some((value) => /\S\s+\S/.test(value)))
    return { fields: ['text'], why: 'cells: several words, not a secret', traits: MENTION };
  if (fields[0] === 'cpe' && values.length > 0 && !values.some((value) => OF_CPE.test(value)))
    return { fields: ['model'], why: 'cells: customer equipment, no CPE names', traits: ['describes'] };
  if (fields.every((field) => NO_MAKERS.has(field)) && values.length >= LEAST_MAKERS && areMakers(values, hints))
    return { fields: [...fields, 'vendor'], why: `${why}; cells: names of vendors`, traits };
  return (meaning === UNKNOWN || meaning === NO_HEADER ? guessByCells(values, hints) : null) ?? meaning;
}

/** A column the user named feeds what the user said and nothing else; other columns keep feeding the field. */
function override(sampled: readonly Sampled[], overrides: readonly ColumnOverride[]): void {
  const said = new Map<Sampled, Set<Field>>();
  const names = sampled.map(({ name }) => name);
  for (const { field, header } of overrides) {
    for (const index of columnsNamed(names, header)) {
      const column = sampled[index] as Sampled;
      said.set(column, (said.get(column) ?? new Set()).add(field));
    }
  }
  for (const [column, fields] of said) {
    // It says what the column holds, not that the rows are no software.
    const traits = column.meaning.traits.filter((trait) => trait === 'software');
    column.meaning = { fields: [...fields], why: 'override', traits };
  }
}
