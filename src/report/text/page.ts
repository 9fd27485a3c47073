import type { Asset } from '../collected.ts';
import { ASSET } from '../document.ts';
import { codeEscape, logText, visible } from '../escape.ts';
import { findingSentence } from '../phrases.ts';
import type { ReportOptions } from '../reporter.ts';
import { wrap, displayWidth, fit, fitParts, fitPlace, pad } from '../width.ts';

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
/** The share of a line that the asset keeps. */
const OF_ASSET = 0.2;

/** All assets of the report in the columns of one table, whatever stands between its lines. */
export function tableOf(page: Page, assets: readonly Asset[], shortOf: (list: string) => string) {
  const { width: room, options, show, marks, chalk, paragraph } = page;
  const { where, name, vendor, confidence, because } = ASSET;
  /** Why something is not banned is said before the evidence. */
  const reasons = (asset: Asset): string =>
    [...(asset[0].status === 'banned' ? [] : [ASSET.says.of(asset)]), because.of(asset)].join('; ');
  /** Each with the width of a terminal that has room for it. */
  const columns: readonly (readonly [label: string, from: number, of: (asset: Asset) => string])[] = [
    ...[where, name, vendor, confidence].map(({ label, of }) => [label, 0, of] as const),
    ['Lists', 100, (asset) => listsOf(asset).map(shortOf).join(', ')],
    [because.label, 72, reasons],
  ];
  const sized = columns.flatMap(([label, from, of]) => {
    const widest = Math.max(0, ...assets.map((asset) => displayWidth(show(of(asset)))));
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
        const cut = index === 0 ? fitPlace : title === 'ASSET' ? fitParts : fit;
        const text = pad(cut(show(of(asset)), width, marks.more), width);
        return title === 'CONFIDENCE' ? grade(text) : title === 'ASSET' ? chalk.bold(text) : text;
      });
      const more = options.verbose ? asset.map((finding) => findingSentence(finding)) : [];
      return [cells.join('  ').trimEnd(), ...more.flatMap((text) => paragraph(text, 6, chalk.dim))];
    },
  };
}

/** Widths that fill no more than a line: the asset gives way first, whose name it begins with, then the widest. */
function fitted(columns: readonly { readonly title: string; readonly width: number }[], room: number) {
  const widths = columns.map(({ width }) => width);
  const asset = columns.findIndex(({ title }) => title === 'ASSET');
  for (let over = widths.reduce((sum, width) => sum + width, -room); over > 0; over -= 1) {
    const widest = widths.lastIndexOf(Math.max(...widths));
    const at = (widths[asset] ?? 0) > OF_ASSET * room ? asset : widest;
    const width = widths[at] ?? 0;
    if (width <= LEAST) break;
    widths[at] = width - 1;
  }
  return widths;
}

/** The lists that give an asset its status. */
export function listsOf(asset: Asset): readonly string[] {
  const [{ status }] = asset;
  const deciding = asset.flatMap(({ designations }) => designations.filter((one) => one.status === status));
  return [...new Set(deciding.map(({ list }) => list))];
}
