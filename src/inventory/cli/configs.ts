import type { Field } from '../../core/fields.ts';
import { Layout, MENTION, NO_TRAITS, type Column } from '../../core/layout.ts';
import type { ConfigWords } from '../../words/configs.ts';
import { fixedColumn, type Row } from '../rows.ts';
import { indentOf, isBlank, type PrintedLine, type Segment } from './printed.ts';

/** Its system is told by its syntax; its lines speak of neighbours, users and places. */
const SYNTAX: Column = { name: 'syntax', fields: ['platform'], why: 'format', traits: NO_TRAITS };
const OWN = [SYNTAX, ...(['hostname', 'model', 'serial'] as const).map((field) => fixedColumn(field, field))];
const [SYSTEM_CELL, HOST_CELL] = [0, 1];
/** Of a cell no more is looked at than a workbook's cell can hold. */
const MOST_CHARACTERS = 32_000;
const COMMENT = /^\s*[!#]/;
const BANNER = /^\s*banner \S+(?: (\S+))?/;

/** Reads the running configurations of a text: one record a device, named by its host name or by who speaks. */
export class ConfigReader {
  readonly #words: ConfigWords;

  constructor(words: ConfigWords) {
    this.#words = words;
  }

  /**
   * Reads what one device printed. `isDevice`: whether a device stands in a line, by its number: such a line is only
   * taken where it can be nothing but a line of a configuration. `isNobodys`: there is one that says neither of what it
   * is, by its syntax, nor of which host.
   */
  read({ lines, speaker, isDevice }: Segment) {
    const own = lines.filter(({ text }) => this.#words.isOwn(text.trim()));
    if (own.length === 0 || this.#systemOf(own) === null) return { rows: [], rest: lines, isNobodys: false };
    const { taken, rest } = this.#split(lines, isDevice);
    const rows = this.#configsOf(taken).map(({ lines: some, said }) => {
      const platform = this.#systemOf(some) ?? '';
      if (platform !== '') said.set('platform', platform);
      if (!said.has('hostname') && speaker !== null) said.set('hostname', speaker);
      return rowOf(some, said);
    });
    const isNobodys = rows.length === 1 && rows[0]?.cells[SYSTEM_CELL] === '' && rows[0].cells[HOST_CELL] === '';
    return { rows, rest, isNobodys };
  }

  #systemOf(lines: readonly PrintedLine[]): string | null {
    return this.#words.systemOf(lines.map(({ text }) => text.trim()));
  }

  /** Lines of configurations, with what stands indented below them and in banners, and all others. */
  #split(lines: readonly PrintedLine[], isDevice: (line: number) => boolean) {
    const [taken, rest]: [PrintedLine[], PrintedLine[]] = [[], []];
    let isBelow = false;
    let banner: string | null = null;
    for (const line of lines) {
      const text = line.text.trim();
      if (banner !== null) {
        taken.push(line);
        if (text.includes(banner)) banner = null;
        continue;
      }
      if (!isBlank(line.text)) {
        const isKnown = this.#words.isOwn(text) || (this.#words.mayBe(text) && !isDevice(line.number));
        isBelow = isKnown || COMMENT.test(text) || text.startsWith('}') || (isBelow && indentOf(line.text) > 0);
      }
      (isBelow ? taken : rest).push(line);
      const begun = isBelow ? BANNER.exec(text) : null;
      // `banner motd ^C`: to the next ^C; without a sign, to a line of EOF.
      const end = begun?.[1]?.slice(0, 2) ?? 'EOF';
      if (begun !== null && text.split(end).length <= 2) banner = end;
    }
    return { taken, rest };
  }

  /** The pieces of a running configuration, each of one device. */
  #configsOf(lines: readonly PrintedLine[]) {
    const configs: { readonly lines: PrintedLine[]; readonly said: Map<Field, string> }[] = [];
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

/** The record of a configuration; its lines in as many cells as they need. */
function rowOf(lines: readonly PrintedLine[], said: ReadonlyMap<Field, string>): Row {
  const texts = [''];
  for (const { text } of lines) {
    const last = texts.length - 1;
    const cell = `${texts[last] ?? ''}\n${text.trim()}`;
    if (cell.length > MOST_CHARACTERS) texts.push(text.trim());
    else texts[last] = cell.trim();
  }
  const names = texts.map((_, at) => (at === 0 ? 'configuration' : `configuration ${at + 1}`));
  const columns = names.map((name) => fixedColumn(name, 'text', MENTION));
  const layout = new Layout([...OWN, ...columns], true);
  const cells = [...OWN.map(({ fields: [field] }) => (field === undefined ? '' : (said.get(field) ?? ''))), ...texts];
  const line = lines.find(({ text }) => !isBlank(text))?.number ?? null;
  return { kind: 'row', layout, cells, line, cell: null, part: 'device' };
}
