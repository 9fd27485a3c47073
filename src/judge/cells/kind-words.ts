import { Cache } from '../../core/cache.ts';
import { fold, unshared, words as wordsOf } from '../../core/text.ts';
import { Phrases, setOf } from '../../words/look-up.ts';
import type { Category, WordTables } from '../../words/tables.ts';

/** Longer cells say no more. */
const LENGTH = 200;

/** Descriptions whose kinds are kept. */
const MOST_DESCRIBED = 1_000;

/** A kind of equipment that a description names. */
type Described = Pick<Category, 'id' | 'alsoSoftware'>;

interface KindPhrases extends Category {
  readonly isCell: Phrases;
  readonly isIn: Phrases;
  readonly isNot: Phrases;
}

/**
 * What cells call a thing, in kinds of data/words/categories.yaml; software and services by data/words/services.yaml.
 */
export class KindWords {
  readonly #kinds: readonly KindPhrases[];
  /** Those that a description can name. */
  readonly #equipment: readonly KindPhrases[];
  /** Whether any of them is named: most descriptions name none, and to look for each takes ten times as long. */
  #anyEquipment: RegExp | null = null;
  readonly #services: WordTables['services'];
  /** What follows one of these in a description is not what the thing is. */
  readonly #governing: ReadonlySet<string>;
  readonly #isOneOf: (kind: string, general: string) => boolean;
  readonly #described = new Cache<string, readonly Described[]>(MOST_DESCRIBED);

  constructor(
    { categories, services, negation }: Pick<WordTables, 'categories' | 'services' | 'negation'>,
    isOneOf: (kind: string, general: string) => boolean,
  ) {
    this.#kinds = categories.map((one) => ({
      ...one,
      isCell: new Phrases(one.words.whole),
      isIn: new Phrases(one.words.anywhere),
      isNot: new Phrases(one.not),
    }));
    this.#equipment = this.#kinds.filter(({ id, makes }) => makes === 'equipment' && !isOneOf(id, 'component'));
    this.#services = services;
    this.#governing = new Set([...services.joins, ...negation.for, ...negation.with, ...negation.before]);
    this.#isOneOf = isOneOf;
  }

  /** The kinds that each part of a category cell may mean; none: it is not understood. */
  meant(cell: string): readonly (readonly string[])[] {
    return fold(cell.slice(0, LENGTH))
      .split(/[/,;|&+>]/)
      .map((piece) => wordsOf(piece))
      .filter((piece) => piece.length > 0)
      .map((piece) => this.#kindsOf(piece));
  }

  #kindsOf(piece: readonly string[]): readonly string[] {
    const { software, service, joins } = this.#services;
    if (isOf(service, piece)) return ['service'];
    const text = piece.join(' ');
    const isJoined = !setOf(software.words).has(text) && piece.some((word) => setOf(joins).has(word));
    if (!isJoined && isOf(software, piece)) return ['software'];
    return this.#mostSpecial(
      this.#kinds.filter(({ isCell, isNot }) => isCell.areIn(text) && !isNot.areIn(text)).map(({ id }) => id),
    );
  }

  /**
   * The kinds of equipment that a description names as what the thing is: not what stands behind a word like "for" or
   * "with", and not before the word that makes it software or a service (camera licence).
   */
  described(cell: string): readonly Described[] {
    const before = this.#described.get(cell);
    if (before !== undefined) return before;
    const found = this.#describedAnew(cell);
    this.#described.set(unshared(cell), found);
    return found;
  }

  #describedAnew(cell: string): readonly Described[] {
    const heads = fold(cell.slice(0, LENGTH)).split(/[,;|&+>()\n]/).map((piece) => this.#headOf(piece)); // prettier-ignore
    const named = heads.flatMap((head) => (head === '' ? [] : this.#equipmentIn(head)));
    if (named.length < 2) return named;
    const special = this.#mostSpecial(named.map(({ id }) => id));
    return named.filter(({ id }) => special.includes(id));
  }

  #headOf(piece: string): string {
    const all = piece.trim().split(/\s+/);
    const governs = all.findIndex((word) => this.#governing.has(word.replace(/\W+$/, '')));
    return all.slice(0, governs === -1 ? all.length : governs).join(' ');
  }

  #equipmentIn(head: string): readonly Category[] {
    this.#anyEquipment ??= new RegExp(this.#equipment.map(({ words }) => words.anywhere.source).join('|'));
    if (!this.#anyEquipment.test(head)) return [];
    const { software, service } = this.#services;
    const all = head.split(' ');
    const isSoftware = (word: string): boolean => setOf(software.words).has(word);
    if (isSoftware(all[0] ?? '') || setOf(service.ends).has(all.at(-1) ?? '')) return [];
    const rest = all.slice(0, all.findLastIndex(isSoftware) + 1).join(' ');
    return this.#equipment.filter(({ isIn, isNot }) => {
      const found = isIn.in(head);
      return found !== null && head.lastIndexOf(found) >= rest.length && !isNot.areIn(head);
    });
  }

  #mostSpecial(kinds: readonly string[]): readonly string[] {
    return kinds.filter((id) => !kinds.some((other) => other !== id && this.#isOneOf(other, id)));
  }
}

function isOf({ words, ends, tails }: WordTables['services']['service'], parts: readonly string[]): boolean {
  const last = parts.at(-1) ?? '';
  return setOf(words).has(parts.join(' ')) || setOf(ends).has(last) || tails.some((tail) => last.endsWith(tail));
}
