import { oncePer } from '../../core/cache.ts';
import type { Field } from '../../core/fields.ts';
import { separatedMacs } from '../../core/mac.ts';
import { Layout, MENTION } from '../../core/layout.ts';
import { setOf, wholly } from '../../words/look-up.ts';
import type { WordTables } from '../../words/tables.ts';
import { cellsOfText, fixedColumn, rowOf, type Row } from '../rows.ts';
import { indentOf, isBlank, type PrintedLine, type Segment } from './printed.ts';

/** The system of a configuration is known by its syntax: its lines speak of neighbours, users and places, too. */
const SYNTAX = fixedColumn('syntax', 'platform');
const FACT_COLUMNS = [SYNTAX, ...(['hostname', 'model', 'serial'] as const).map((field) => fixedColumn(field, field))];
const COMMENT = /^\s*[!#]/;
const BRACES = /^\}|^[a-z][\w-]*(?: \S+)? \{$/;
const BANNER = /^\s*banner \S+(?: (\S+))?/;
/** How many different lines identify a system, and how many are a configuration of an unknown system. */
const ENOUGH_MARKS = 2;
const ENOUGH_LINES = 3;

const compiled = (patterns: readonly string[]): readonly RegExp[] => patterns.map((pattern) => wholly([pattern]));

/** What lines of running configurations look like (data/words/configs.yaml), compiled. */
const patternsOf = oncePer(({ systems, lines, begins, says, devices, statements, kinds }: WordTables['configs']) => ({
  /** Lines that only configurations have. */
  ofConfig: wholly([...systems.flatMap(({ surely, marks }) => [...surely, ...marks]), ...lines, ...begins]),
  begins: wholly(begins),
  says: compiled(says),
  lines: compiled(lines),
  systems: systems.map(({ name, surely, marks }) => ({ name, surely: wholly(surely), marks: compiled(marks) })),
  devices: wholly(devices),
  statements: setOf(statements),
  kinds: setOf(kinds),
}));

/** Whether only configurations have such a line, or it begins as a statement does below a line of this kind. */
export function isOfConfig(line: string, above: readonly PrintedLine[], table: WordTables['configs']): boolean {
  const { ofConfig, statements } = patternsOf(table);
  if (ofConfig.test(line.trim())) return true;
  return statements.has(firstWord(line.trim())) && above.some(({ text }) => ofConfig.test(text.trim()));
}

const firstWord = (text: string): string => /^[a-z\d-]+/i.exec(text)?.[0].toLowerCase() ?? '';

/**
 * Reads the running configurations in what one device printed: one record per device, named by its host name or by the
 * speaker. `isNobodys`: there is only one, its system is not known, and it names no host but the speaker.
 */
export function readConfigs({ lines, speaker }: Segment, table: WordTables['configs']) {
  const patterns = patternsOf(table);
  const marked = lines.filter(({ text }) => patterns.ofConfig.test(text.trim()));
  if (systemOf(marked, patterns) === null) return { rows: [], rest: lines, isNobodys: false };
  const { taken, rest } = split(lines, patterns);
  const configs = configsOf(taken, patterns);
  for (const { lines: configLines, facts } of configs) {
    const platform = systemOf(configLines, patterns) ?? '';
    if (platform !== '') facts.set('platform', platform);
    if (speaker !== null && !facts.has('hostname')) facts.set('hostname', speaker);
  }
  const [{ facts } = { facts: new Map<Field, string>() }, ...others] = configs;
  const isNobodys = others.length === 0 && !facts.has('platform') && (facts.get('hostname') ?? null) === speaker;
  return { rows: configs.map((config) => recordOf(config.lines, config.facts)), rest, isNobodys };
}

/** The system that most lines identify. '': a configuration of an unknown system; null: no configuration. */
function systemOf(all: readonly PrintedLine[], { systems, lines }: ReturnType<typeof patternsOf>): string | null {
  const texts = all.map(({ text }) => text.trim());
  const countIn = (patterns: readonly RegExp[]): number =>
    patterns.filter((pattern) => texts.some((text) => pattern.test(text))).length;
  const signs = systems.map(({ name, surely, marks }) => ({ name, sure: countIn([surely]), many: countIn(marks) }));
  const telling = signs.filter(({ sure, many }) => sure > 0 || many >= ENOUGH_MARKS);
  const [best] = telling.toSorted((one, other) => other.sure - one.sure || other.many - one.many);
  return best?.name ?? (countIn(lines) >= ENOUGH_LINES ? '' : null);
}

/** `taken`: lines of configurations, those indented below them, and banners; `rest`: all other lines. */
function split(lines: readonly PrintedLine[], { ofConfig, devices, statements, kinds }: ReturnType<typeof patternsOf>) {
  const [taken, rest]: [PrintedLine[], PrintedLine[]] = [[], []];
  let isBelow = false;
  /** Whether the line names another device, and whether it goes on in the next line. */
  let [isOfDevice, goesOn] = [false, false];
  let banner: string | null = null;
  for (const line of lines) {
    const text = line.text.trim();
    if (banner !== null) {
      taken.push(line);
      if (text.includes(banner)) banner = null;
      continue;
    }
    if (!isBlank(line.text)) {
      // A line that names a device is taken only if it must be part of a configuration: a vendor's name is that of a
      // group, a list or a map. Lines with an address or a kind of device are about a device, those with labels output.
      const isNamed =
        /^[a-z]/.test(text) &&
        !(kinds.has(firstWord(text)) || /=|:(?:\s|$)/.test(text) || separatedMacs(text).length > 0);
      const isStatement = (line.device === null || isNamed) && statements.has(firstWord(text));
      const isOfConfiguration = isStatement || ofConfig.test(text) || COMMENT.test(text) || BRACES.test(text);
      isBelow = isOfConfiguration || (isBelow && indentOf(line.text) > 0);
      isOfDevice = devices.test(text) || (isOfDevice && goesOn);
      goesOn = text.endsWith('\\');
    }
    (isBelow && !isOfDevice ? taken : rest).push(line);
    const begun = isBelow ? BANNER.exec(text) : null;
    // `banner motd ^C` ends at the next ^C, `banner motd #` at the next #; one without a delimiter, at a line of EOF.
    const end = /^(?:\^[A-Z]|.)/.exec(begun?.[1] ?? '')?.[0] ?? 'EOF';
    if (begun !== null && text.split(end).length <= 2) banner = end;
  }
  return { taken, rest };
}

/** Splits lines into the configurations of single devices, each with the facts that one or two lines state together. */
function configsOf(lines: readonly PrintedLine[], { says, begins }: ReturnType<typeof patternsOf>) {
  const configs: { readonly lines: PrintedLine[]; readonly facts: Map<Field, string> }[] = [];
  let above = '';
  for (const line of lines) {
    const text = line.text.trim();
    const found = says.flatMap((one) => Object.entries((one.exec(text) ?? one.exec(`${above} ${text}`))?.groups ?? {}));
    const inLine = new Map(found as [Field, string][]);
    let config = configs.at(-1);
    const host = config?.facts.get('hostname');
    const isNext = host !== undefined && inLine.get('hostname') !== host && begins.test(text);
    if (config === undefined || isNext) configs.push((config = { lines: [], facts: new Map() }));
    config.lines.push(line);
    for (const [field, value] of inLine) if (!config.facts.has(field)) config.facts.set(field, value);
    if (text !== '') above = text;
  }
  return configs;
}

const joinedLines = (texts: readonly string[]): string =>
  texts.flatMap((text) => (isBlank(text) ? [] : text.trim())).join('\n');

/** The record of a configuration. Comments above it are what RANCID and Oxidized had the device print. */
function recordOf(lines: readonly PrintedLine[], facts: ReadonlyMap<Field, string>): Row {
  const first = lines.findIndex(({ text }) => !isBlank(text) && !COMMENT.test(text));
  const above = lines.slice(0, Math.max(first, 0)).map(({ text }) => text.replace(COMMENT, ''));
  const texts = cellsOfText(joinedLines(lines.slice(above.length).map(({ text }) => text)));
  const names = texts.map((_, at) => (at === 0 ? 'configuration' : `configuration ${at + 1}`));
  const columns = [fixedColumn('above', 'text'), ...names.map((name) => fixedColumn(name, 'text', MENTION))];
  const layout = new Layout([...FACT_COLUMNS, ...columns], true);
  const fixed = FACT_COLUMNS.map(({ fields: [field] }) => (field === undefined ? '' : (facts.get(field) ?? '')));
  const line = lines.find(({ text }) => !isBlank(text))?.number ?? null;
  return rowOf(layout, [...fixed, joinedLines(above), ...texts], line);
}
