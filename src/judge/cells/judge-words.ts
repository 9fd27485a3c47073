import type { NoValue } from '../../core/no-value.ts';
import type { Words } from '../../words/words.ts';
import { CountryNames } from './country.ts';
import { KindWords } from './kind-words.ts';
import { PartWords } from './part-words.ts';

/** The words by which cells are judged, each table prepared when it is first needed. */
export class JudgeWords {
  readonly #words: Words;
  #countries: CountryNames | null = null;
  #kinds: KindWords | null = null;
  #parts: PartWords | null = null;

  constructor(words: Words) {
    this.#words = words;
  }

  get noValue(): NoValue {
    return this.#words.noValue;
  }

  get countries(): CountryNames {
    return (this.#countries ??= new CountryNames(this.#words.tables.countries));
  }

  get kinds(): KindWords {
    return (this.#kinds ??= new KindWords(this.#words.tables.services));
  }

  get parts(): PartWords {
    return (this.#parts ??= new PartWords(this.#words.tables.categories));
  }
}
