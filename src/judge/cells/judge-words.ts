import type { NoValue } from '../../core/no-value.ts';
import type { Words } from '../../words/words.ts';
import { CountryNames } from './country.ts';
import { Kinds } from '../kinds.ts';

/** The words by which cells are judged, each table prepared when it is first needed. */
export class JudgeWords {
  readonly #words: Words;
  #countries: CountryNames | null = null;
  #kinds: Kinds | null = null;

  constructor(words: Words) {
    this.#words = words;
  }

  get noValue(): NoValue {
    return this.#words.noValue;
  }

  get countries(): CountryNames {
    return (this.#countries ??= new CountryNames(this.#words.tables.countries));
  }

  get kinds(): Kinds {
    return (this.#kinds ??= new Kinds(this.#words.tables));
  }
}
