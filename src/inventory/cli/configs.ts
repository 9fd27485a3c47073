import type { Field } from '../../core/fields.ts';
import { Layout, MENTION, NO_TRAITS, type Column } from '../../core/layout.ts';
import type { ConfigWords } from '../../words/configs.ts';
import { fixedColumn, type Row } from '../rows.ts';
import { indentOf, isBlank, type PrintedLine } from './printed.ts';

/** A piece of a running configuration: of one device. */
interface Config {
  readonly lines: PrintedLine[];
  readonly said: Map<Field, string>;
}

/** The configurations in a stretch of a text, and the lines that are part of none. */
interface Reading {
  readonly rows: readonly Row[];
  readonly rest: readonly PrintedLine[];
}

/** Its system is told by its syntax; its lines speak of neighbours, users and places. */
const SYNTAX: Column = { name: 'syntax', fields: ['platform'], why: 'format', traits: NO_TRAITS };
const OWN: readonly Column[] = [
  SYNTAX,
  fixedColumn('hostname', 'hostname'),
  fixedColumn('model', 'model'),
  fixedColumn('serial', 'serial'),
];
/** Of a cell no more is looked at than a workbook's cell can hold. */
const MOST_CHARACTERS = 32_000;
const COMMENT = /^\s*[!#]/;
const BANNER = /^\s*banner \S+(?: (\S+))?/;

/** Reads the running configurations of a text: one record a device, named by its host name or by who speaks. */
export class ConfigReader {
  readonly #words: ConfigWords;
  /** What the last one says, where it goes on behind the lines that were read. */
  #open: ReadonlyMap<Field, string> | null = null;

  constructor(words: ConfigWords) {
    this.#words = words;
  }

  /**
   * Reads what one device printed. `isDevice`: whether a device stands in a line, by its number: such a line is only
   * taken where it can be nothing but a line of a configuration. `goesOn`: whether more of it follows.
   */
  read(
    lines: readonly PrintedLine[],
    speaker: string | null,
    isDevice: (line: number) => boolean,
    goesOn: boolean,
  ): Reading {
    const own = lines.filter(({ text }) => this.#words.isOwn(text.trim()));
    const system = own.length === 0 ? null : this.#words.systemOf(own.map(({ text }) => text.trim()));
    const before = this.#open;
    this.#open = null;
    if (system === null && before === null) return { rows: [], rest: lines };
    const { taken, rest } = this.#split(lines, isDevice);
    const configs = this.#configsOf(taken);
    const rows = configs.map(({ lines: some, said }, at) => {
      const known = at === 0 ? new Map([...(before ?? []), ...said]) : said;
      const platform = this.#words.systemOf(some.map(({ text }) => text.trim())) ?? '';
      if (platform !== '') known.set('platform', platform);
      if (!known.has('hostname') && speaker !== null) known.set('hostname', speaker);
      if (goesOn && at === configs.length - 1) this.#open = known;
      return rowOf(some, known, at === 0 && before !== null);
    });
    return { rows, rest };
  }

  /** Lines of configurations, with what stands indented below them and in banners, and all others. */
  #split(lines: readonly PrintedLine[], isDevice: (line: number) => boolean) {
    const taken: PrintedLine[] = [];
    const rest: PrintedLine[] = [];
    let isBelow = false;
    let banner: string | null = null;
    for (const line of lines) {
      const text = line.text.trim();
      if (banner !== null) {
        taken.push(line);
        if (text.includes(banner)) banner = null;
        continue;
      }
      if (!isBlank(line.text))
        isBelow =
          COMMENT.test(text) ||
          (isBelow && indentOf(line.text) > 0) ||
          /^\}/.test(text) ||
          this.#words.isOwn(text) ||
          (this.#words.mayBe(text) && !isDevice(line.number));
      (isBelow ? taken : rest).push(line);
      const end = isBelow ? BANNER.exec(text) : null;
      // `banner motd ^C`: to the next ^C; without a sign, to a line of EOF.
      if (end !== null)
        banner = text.split(end[1]?.slice(0, 2) ?? 'EOF').length > 2 ? null : (end[1]?.slice(0, 2) ?? 'EOF');
    }
    return { taken, rest };
  }

  #configsOf(lines: readonly PrintedLine[]): readonly Config[] {
    const configs: Config[] = [];
    let above = '';
    for (const line of lines) {
      const text = line.text.trim();
      const said = new Map(this.#words.saidIn(text, above));
      let config = configs.at(-1);
      const host = config?.said.get('hostname');
      const isNext = host !== undefined && said.get('hostname') !== host && this.#words.begins(text);
      if (config === undefined || isNext) configs.push((config = { lines: [], said: new Map() }));
      config.lines.push(line);
      for (const [field, value] of said) if (!config.said.has(field)) config.said.set(field, value);
      if (text !== '') above = text;
    }
    return configs;
  }
}

/** The record of a configuration; its lines in as many cells as they need. `goesOn`: it has one already. */
function rowOf(lines: readonly PrintedLine[], said: ReadonlyMap<Field, string>, goesOn: boolean): Row {
  const texts = [''];
  for (const { text } of lines) {
    const last = texts.length - 1;
    const cell = `${texts[last] ?? ''}\n${text.trim()}`;
    if (cell.length > MOST_CHARACTERS) texts.push(text.trim());
    else texts[last] = cell.trim();
  }
  const columns = texts.map((_, at) =>
    fixedColumn(at === 0 ? 'configuration' : `configuration ${at + 1}`, 'text', MENTION),
  );
  const layout = new Layout([...OWN, ...columns], true);
  const cells = [...OWN.map(({ fields: [field] }) => (field === undefined ? '' : (said.get(field) ?? ''))), ...texts];
  const line = lines.find(({ text }) => !isBlank(text))?.number ?? null;
  return { kind: 'row', layout, cells, line, cell: null, part: 'device', ...(goesOn ? { aside: true as const } : {}) };
}
