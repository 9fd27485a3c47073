import { CELL_LIMIT, LINE_LIMIT, fold } from '../core/text.ts';
import type { Field } from '../core/fields.ts';
import type { SecretTexts } from '../words/secret-texts.ts';
import type { NameIndex } from './names/name-index.ts';
import { scanNames, tokenise, type NameMatch, type Token } from './names/name-scan.ts';
import type { Role } from './role.ts';

/** One cell of a column; its folded text and its words are computed when first needed. */
export class Cell {
  readonly text: string;
  readonly role: Role;
  readonly fields: readonly Field[];
  #folded: string | null = null;
  #tokens: readonly Token[] | null = null;
  #names: readonly NameMatch[] | null = null;
  #places: readonly number[] | null = null;

  constructor(text: string, role: Role, fields: readonly Field[], secrets: SecretTexts) {
    const limit = role === 'line' ? LINE_LIMIT : CELL_LIMIT;
    const withoutSecrets = secrets.without(text.length > limit ? text.slice(0, limit) : text);
    this.text = fields.length === 1 && fields[0] === 'text' ? secrets.withoutPeople(withoutSecrets) : withoutSecrets;
    this.role = role;
    this.fields = fields;
  }

  get folded(): string {
    return (this.#folded ??= fold(this.text));
  }

  /** The place in the folded text of a place in the text. Folding may add letters or drop some: ½, …, soft hyphens. */
  placeInFolded(at: number): number {
    return this.folded.length === this.text.length ? at : fold(this.text.slice(0, at)).length;
  }

  /** The place in the text of a place in the folded text: exact where folding changes each letter by itself. */
  placeInText(at: number): number {
    if (this.folded.length === this.text.length) return at;
    return (this.#places ??= placesOf(this.text))[at] ?? this.text.length;
  }

  get tokens(): readonly Token[] {
    return (this.#tokens ??= tokenise(this.folded));
  }

  /** The first field of the column: the field of evidence whose kind has none of its own. */
  get field(): Field {
    return this.fields[0] ?? 'text';
  }

  /** The known names in the cell; scanned once for all kinds of evidence. */
  names(index: NameIndex): readonly NameMatch[] {
    return (this.#names ??= scanNames(index, this, this.role === 'maker'));
  }
}

/** The place in the text of each letter of the folded text. */
function placesOf(text: string): readonly number[] {
  const letters = Array.from(text.matchAll(/./gsu));
  return letters.flatMap(({ 0: letter, index }) => Array<number>(fold(letter).length).fill(index));
}
