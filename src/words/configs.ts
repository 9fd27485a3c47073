import type { Field } from '../core/fields.ts';
import type { Reading } from '../yaml/read.ts';
import type { RawOf } from './columns.ts';
import { setOf } from './look-up.ts';
import type { TABLES, WordTables } from './tables.ts';

/** Different lines that tell a system, and that are a configuration of whatever system. */
const ENOUGH_MARKS = 2;
const ENOUGH_LINES = 3;

/** Knows lines of running configurations (data/words/configs.yaml). */
export class ConfigWords {
  readonly #table: WordTables['configs'];
  readonly #own: RegExp;
  readonly #begins: RegExp;
  readonly #says: readonly RegExp[];
  readonly #lines: readonly RegExp[];
  readonly #systems: readonly { readonly name: string; readonly surely: RegExp; readonly marks: readonly RegExp[] }[];

  constructor(table: WordTables['configs']) {
    this.#table = table;
    const { systems, lines, begins, says } = table;
    this.#own = whole([...systems.flatMap(({ surely, marks }) => [...surely, ...marks]), ...lines, ...begins]);
    this.#begins = whole(begins);
    this.#says = says.map((one) => whole([one]));
    this.#lines = lines.map((one) => whole([one]));
    this.#systems = systems.map(({ name, surely, marks }) => ({
      name,
      surely: whole(surely),
      marks: marks.map((one) => whole([one])),
    }));
  }

  /** Whether a line, without blanks around it, is such as only configurations have. */
  isOwn(line: string): boolean {
    return this.#own.test(line);
  }

  /** Whether its first word begins lines of configurations, among others. */
  mayBe(line: string): boolean {
    return setOf(this.#table.statements).has(/^[a-z\d-]+/i.exec(line)?.[0].toLowerCase() ?? '');
  }

  /** Whether with a line the configuration of another device may begin. */
  begins(line: string): boolean {
    return this.#begins.test(line);
  }

  /** What a line says of the device, alone or behind the one `above` it. */
  saidIn(line: string, above: string): readonly (readonly [Field, string])[] {
    const found = this.#says.map((one) => (one.exec(line) ?? one.exec(`${above} ${line}`))?.groups ?? {});
    return found.flatMap((groups) => Object.entries(groups) as [Field, string][]);
  }

  /**
   * The system whose configuration these lines are: the one that most of them tell; '' where they are one of a system
   * that is not known, null where they are none.
   */
  systemOf(lines: readonly string[]): string | null {
    const signs = this.#systems.map(({ name, surely, marks }) => ({
      name,
      isSure: lines.some((line) => surely.test(line)),
      many: marks.filter((mark) => lines.some((line) => mark.test(line))).length,
    }));
    const sure = signs.filter(({ isSure, many }) => isSure || many >= ENOUGH_MARKS);
    const [most] = sure.toSorted((one, other) => Number(other.isSure) - Number(one.isSure) || other.many - one.many);
    if (most !== undefined) return most.name;
    const many = this.#lines.filter((one) => lines.some((line) => one.test(line))).length;
    return many >= ENOUGH_LINES ? '' : null;
  }
}

function whole(patterns: readonly string[]): RegExp {
  return new RegExp(`^(?:${patterns.join('|') || '(?!)'})$`);
}

/** Adds a problem for examples no pattern knows, patterns without one, and lines that a pattern should not know. */
export function checkConfigs({ systems, lines, ...rest }: RawOf<(typeof TABLES)['configs']>, reading: Reading): void {
  const groups = systems.map((system) => ({ patterns: [system.surely, system.marks], ...system }));
  for (const { patterns, examples, not } of [...groups, { patterns: [lines], ...rest }]) {
    const any = whole(patterns.flat());
    const isShown = (pattern: string): boolean => examples.some((example) => whole([pattern]).test(example));
    for (const list of patterns)
      reading.texts(list, (pattern) => (isShown(pattern) ? null : `"${pattern}" has no example`));
    reading.texts(examples, (text) => (any.test(text) ? null : `no pattern knows "${text}"`));
    reading.texts(not, (text) => (any.test(text) ? `a pattern knows "${text}"` : null));
  }
}
