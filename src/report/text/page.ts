import type { Asset } from '../collected.ts';
import { ASSET } from '../document.ts';
import { codeEscape, logText, visible } from '../escape.ts';
import { findingSentence } from '../phrases.ts';
import type { ReportOptions } from '../reporter.ts';
import { wrap, displayWidth, fit, fitPlace, pad } from '../width.ts';

/** The colours of the report, put together as those of chalk: `red.bold`. */
type Colours = ((text: string) => string) & { readonly [C in 'bold' | 'dim' | 'red' | 'yellow' | 'green']: Colours };

/** The 16 colours that every terminal has; without any, a run is spared the loading of ES modules, which takes 7 ms. */
export async function coloursOf(isWanted: boolean): Promise<Colours> {
  const same = ((text) => text) as Colours;
  if (!isWanted) return Object.assign(same, { bold: same, dim: same, red: same, yellow: same, green: same });
  // An ES module, which the program, being CommonJS, can only load so.
  const { Chalk } = await import('chalk');
  return new Chalk({ level: 1 });
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

/** All assets of the report in the columns of one table, whatever stands between its lines. */
export function tableOf(page: Page, assets: readonly Asset[], shortOf: (list: string) => string) {
  const { width: room, options, show, marks, chalk, paragraph } = page;
  const { where, vendor, model, serial, site, confidence, because } = ASSET;
  /** Why something is not banned is said before the evidence. */
  const reasons = (asset: Asset): string =>
    [...(asset[0].status === 'banned' ? [] : [ASSET.says.of(asset)]), because.of(asset)].join('; ');
  /** Each with the width of a terminal that has room for it. */
  const columns: readonly (readonly [label: string, from: number, of: (asset: Asset) => string | undefined])[] = [
    [where.label, 0, where.of],
    ['Asset', 0, shortName],
    [vendor.label, 0, vendor.of],
    [model.label, 140, model.of],
    [serial.label, 140, serial.of],
    [site.label, options.groupBy === 'site' ? Infinity : 160, site.of],
    [confidence.label, 0, confidence.of],
    ['Lists', 100, (asset) => listsOf(asset).map(shortOf).join(', ')],
    [because.label, 60, reasons],
  ];
  const sized = columns.flatMap(([label, from, cellOf]) => {
    const of = (asset: Asset): string => show(cellOf(asset) ?? '');
    const widest = Math.max(0, ...assets.map((asset) => displayWidth(of(asset))));
    if (widest === 0 || room < from) return [];
    return [{ title: label.toUpperCase(), of, width: Math.max(label.length, widest) }];
  });
  const widths = fitted(sized, room - GAP * (sized.length - 1));
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
        const text = pad((index === 0 ? fitPlace : fit)(of(asset), width, marks.more), width);
        return title === 'CONFIDENCE' ? grade(text) : title === 'ASSET' ? chalk.bold(text) : text;
      });
      const more = options.verbose ? asset.map((finding) => findingSentence(finding)) : [];
      return [cells.join('  ').trimEnd(), ...more.flatMap((text) => paragraph(text, 6, chalk.dim))];
    },
  };
}

/** Widths that fill no more than a line: the widest columns give way. */
function fitted(columns: readonly { readonly width: number }[], room: number): readonly number[] {
  const widths = columns.map(({ width }) => width);
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

/** The first that says which one it is, in one cell. */
function shortName([{ asset }]: Asset): string | undefined {
  const { hostname, assetTag, serial, gponSerial, ip, model, partNumber, mac } = asset;
  const names = [hostname, assetTag, serial ?? gponSerial, ip, model ?? partNumber, mac];
  return names.find((name = '') => name.trim() !== '');
}
