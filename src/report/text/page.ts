import * as say from '../phrases.ts';
import { codeEscape, logText, visible } from '../escape.ts';
import type { ReportOptions } from '../reporter.ts';
import { wrap, displayWidth, fit, fitPlace, pad } from '../width.ts';
import type { Finding } from '../../core/finding.ts';
import { stateOf, type Asset } from '../collected.ts';
import { saysText } from '../law.ts';
import { placeName, thingName } from '../phrases.ts';

/** The colours of the report, put together as those of chalk: `red.bold`. */
type Colours = ((text: string) => string) & { readonly [C in 'bold' | 'dim' | 'red' | 'yellow' | 'green']: Colours };

/** Colours of a depth; without any, a run is spared the loading of ES modules, which takes 7 ms. */
export async function coloursOf(depth: ReportOptions['color']): Promise<Colours> {
  const same = ((text) => text) as Colours;
  if (depth === 0) return Object.assign(same, { bold: same, dim: same, red: same, yellow: same, green: same });
  // An ES module, which the program, being CommonJS, can only load so.
  const { Chalk } = await import('chalk');
  return new Chalk({ level: depth });
}

const MARKS = {
  unicode: { dot: ' · ', more: '…', fails: '✗', passes: '✓', warn: '▲' },
  ascii: { dot: ' - ', more: '...', fails: 'x', passes: 'ok', warn: '!' },
};

const NARROWEST = 40;
const WIDEST = 200;

/** Punctuation of legal texts that has a plain form; the rest of what is not ASCII is shown by its code. */
const PLAIN = new Map(
  Object.entries({ '–': '-', '—': '-', '‘': "'", '’': "'", '“': '"', '”': '"', '…': '...', '§': 's.', '\u00a0': ' ' }),
);

/** What all parts of the text report share: width, marks, colours, and the form in which outside text is shown. */
export type Page = ReturnType<typeof pageOf>;

/** The page of a report. */
export function pageOf(options: ReportOptions, chalk: Colours) {
  /** Infinity where it is no terminal: no line is broken, and nothing cut. */
  const width = options.width === null ? Infinity : Math.min(WIDEST, Math.max(NARROWEST, options.width));
  const marks = options.unicode ? MARKS.unicode : MARKS.ascii;
  /** Text from outside, safe to print; only ASCII for a terminal that is not UTF-8: its bytes hold C1 controls. */
  const show = (text: string): string => {
    const safe = logText(visible(text));
    if (options.unicode) return safe;
    return safe.replace(/[^\x20-\x7e]/gu, (character) => PLAIN.get(character) ?? codeEscape(character, 0));
  };
  /** A text in lines under an indent, none of an empty one; later lines hang two columns deeper. */
  const paragraph = (text: string, indent = 0, paint: (line: string) => string = (line) => line): string[] => {
    if (text === '') return [];
    return wrap(show(text), width - indent - 2).map(
      (line, index) => ' '.repeat(indent + (index === 0 ? 0 : 2)) + paint(line),
    );
  };
  return { options, chalk, width, marks, show, paragraph };
}

const GAP = 2;
const LEAST = 6;

/** A column, and the width of a terminal that has room for it. */
type Column = readonly [title: string, from: number, of: (asset: Asset) => string];

/** All assets of the report in the columns of one table, whatever stands between its lines. */
export function tableOf(page: Page, assets: readonly Asset[], shortOf: (list: string) => string) {
  const { width: room, options, show, marks, chalk } = page;
  const columns: readonly Column[] = [
    ['WHERE', 0, ([first]) => placeName(first)],
    ['ASSET', 0, ([first]) => nameOf(first)],
    ['VENDOR', 0, vendorsOf],
    ['MODEL', 140, ([{ asset }]) => asset.model ?? asset.partNumber ?? ''],
    ['SERIAL', 140, ([{ asset }]) => asset.serial ?? asset.gponSerial ?? ''],
    ['SITE', 160, ([{ asset }]) => (options.groupBy === 'site' ? '' : (asset.site ?? ''))],
    ['CONFIDENCE', 0, confidenceOf],
    ['LISTS', 100, (asset) => listsOf(asset).map(shortOf).join(', ')],
    ['BECAUSE', 60, (asset) => reasons(asset).join('; ')],
  ];
  const sized = columns.flatMap(([title, from, of]) => {
    const widest = Math.max(0, ...assets.map((asset) => displayWidth(show(of(asset)))));
    return widest > 0 && room >= from ? [{ title, of, width: Math.max(title.length, widest) }] : [];
  });
  const wanted = sized.map((column) => column.width);
  const widths = fitted(wanted, room - GAP * (sized.length - 1));
  const fitting = sized.map((column, at) => ({ ...column, width: widths[at] ?? 0 }));
  return {
    header(): string {
      const titles = fitting.map(({ title, width }) => pad(fit(title, width, ''), width));
      return chalk.bold(titles.join('  ').trimEnd());
    },
    /** One line; with `-v` all that is known of it below. */
    lines(asset: Asset): readonly string[] {
      const grade = asset[0].fails ? chalk.red : chalk.yellow;
      const cells = fitting.map(({ of, width, title }, index) => {
        const text = pad((index === 0 ? fitPlace : fit)(show(of(asset)), width, marks.more), width);
        return title === 'CONFIDENCE' ? grade(text) : title === 'ASSET' ? chalk.bold(text) : text;
      });
      return [cells.join('  ').trimEnd(), ...(options.verbose ? detailLines(asset, page) : [])];
    },
  };
}

const confidenceOf = ([{ confidence, status, fails }]: Asset): string =>
  confidence + (fails && status !== 'banned' ? `, ${status}` : '');

function detailLines(asset: Asset, { marks, chalk, paragraph }: Page): readonly string[] {
  const [first] = asset;
  const { model, partNumber, serial, gponSerial, site } = first.asset;
  const number = serial ?? gponSerial;
  const known = [
    model ?? partNumber,
    number === undefined ? '' : `serial ${number}`,
    first.quantity > 1 ? `${say.grouped(first.quantity)} pieces` : '',
    site,
  ].filter(Boolean);
  const texts = asset.flatMap((finding) => [
    ...(finding === first ? [] : [`also ${thingName(finding)}: ${finding.confidence}, ${finding.status}`]),
    ...finding.evidence.map((evidence) => say.evidenceLine(evidence, finding)),
    ...[say.conflictLine(finding)].flatMap((line) => (line === null ? [] : [`conflict: ${line}`])),
    saysText(finding.designations),
    ...say.baselineText(finding),
  ]);
  return [known.join(marks.dot), ...texts].flatMap((text) => paragraph(text, 6, chalk.dim));
}

/** Widths that fill no more than a line: the widest columns give way. */
function fitted(wanted: readonly number[], room: number): readonly number[] {
  const widths = [...wanted];
  for (let over = widths.reduce((sum, width) => sum + width, -room); over > 0; over -= 1) {
    const most = Math.max(...widths);
    if (most <= LEAST) break;
    widths[widths.lastIndexOf(most)] = most - 1;
  }
  return widths;
}

/** The lists that give an asset its status. */
export function listsOf(asset: Asset): readonly string[] {
  const [{ status }] = asset;
  const deciding = asset.flatMap(({ designations }) => designations.filter((one) => one.status === status));
  return [...new Set(deciding.map(({ list }) => list))];
}

function nameOf({ asset }: Finding): string {
  const { hostname, assetTag, serial, gponSerial, ip, model, partNumber, mac } = asset;
  const names = [hostname, assetTag, serial ?? gponSerial, ip, model ?? partNumber, mac];
  return names.find((name = '') => name.trim() !== '') ?? '';
}

/** All vendors and categories that are found in the asset with the same outcome. */
function vendorsOf(asset: Asset): string {
  const alike = asset.filter((finding) => stateOf(finding) === stateOf(asset[0]));
  return [...new Set(alike.map(thingName))].join(', ');
}

function reasons([first]: Asset): readonly string[] {
  const deciding = say.decisive(first);
  const status = deciding === undefined || first.status === 'banned' ? [] : statusReasons(deciding);
  return [...new Set([...status, ...say.reasonsOf(first)])];
}

function statusReasons({ needs, daysLeft, because, exemption, waiver }: Finding['designations'][number]): string[] {
  if (needs.length > 0) return [...say.missingFacts(needs)];
  if (waiver !== null) return [say.waiverText(waiver)];
  if (exemption !== null) return [`exempt by ${say.exemptionText(exemption)}`];
  const when = daysLeft === null ? [] : [`in ${say.plural(daysLeft, 'day')}`];
  return [...(because === null ? [] : [because]), ...when];
}
