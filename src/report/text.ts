import { answer, findingsOf, gapsOf, otherReasons, passed, rowsOf } from './answer.ts';
import { remarks } from './document.ts';
import { asWords, grouped, optionText, plural } from './phrases.ts';
import type { ReportFormat, ReportOptions } from './reporter.ts';
import { Table } from './text/asset-lines.ts';
import { closingLines, lawLines } from './text/closing.ts';
import { listsOf, TextCollected } from './text/collect.ts';
import { coloursOf, Page } from './text/page.ts';
import { kindOf, type AssetLine, type Kind } from './text/section.ts';
import { bannedLines, noActionLines, toCheckLines, untoldLines } from './text/sections.ts';
import { fitEnd } from './width.ts';

/**
 * The report for a person at a terminal. Written at the end, because the answer comes first; until then it holds counts
 * and the strongest few assets of every group.
 */
export async function loadText(depth: ReportOptions['color']): Promise<ReportFormat> {
  const colours = await coloursOf(depth);
  return {
    everyRow: false,
    create(options) {
      const collected = new TextCollected(options);
      return collected.reporter(() => render(new Page(options, colours), collected));
    },
  };
}

/** Sections by their place in the report. */
const ORDER: readonly Kind[] = [
  'banned',
  'possible',
  'undetermined',
  'upcoming',
  'waived?',
  'known?',
  'waived',
  'exempt',
  'listed',
  'known',
];

function render(page: Page, collected: TextCollected): string {
  const { summary } = collected;
  const assets = ORDER.flatMap((kind) => collected.sections.get(kind)?.groups ?? []).flatMap(
    ({ strongest }) => strongest.items,
  );
  const table = new Table(page, collected, assets);
  const label = (list: string) => collected.listLabel(list, table.numbered);
  const banning = new Set(assets.filter((asset) => kindOf(asset[0]) === 'banned').flatMap(listsOf));
  const names = collected.run.lists
    .filter(({ id }) => banning.has(id))
    .map(({ id }) => `${collected.listLabel(id, false)}${table.numbered ? ` (${label(id)})` : ''}`);
  const { chalk } = page;
  const paint = summary.exit.code === 0 ? chalk.bold : chalk.red.bold;
  const blocks = [
    headLines(page, collected, names),
    bannedLines(page, collected, table),
    [
      ...toCheckLines(page, collected, table),
      ...untoldLines(page, collected, table),
      ...noActionLines(page, collected, table),
    ],
    lawLines(page, collected, label),
    // The last two are never broken: a command is copied, and `tail -1` is the answer, however narrow the terminal.
    [...closingLines(page, collected), ...explainHint(page, collected, assets), paint(page.show(answer(summary)))],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/** Options of a run that explain takes too, and needs to see the same. */
const EXPLAINED_WITH = [
  'columns',
  'delimiter',
  'encoding',
  'skip-lines',
  'no-header',
  'input-format',
  'sheet',
  'list',
  'profile',
];

/** The command that says more of the first asset; none without its file, or where a name is not safe to print. */
function explainHint(page: Page, { run, inputs }: TextCollected, [asset]: readonly AssetLine[]): string[] {
  const source = asset?.[0].source ?? '-';
  if (asset === undefined || source === '-' || run.results.length > 0) return [];
  if (!inputs.some((input) => input.source === source)) return [];
  const options = EXPLAINED_WITH.flatMap((name) => (name in run.options ? [optionText(name, run.options[name])] : []));
  const file = /^[\w./-]+$/.test(source) ? source : `'${source.replaceAll("'", "'\\''")}'`;
  const hint = `Details: ${['netvet explain', ...options, `--row ${asset[0].row}`, file].join(' ')}`;
  return page.show(hint) === hint ? [hint] : [];
}

/** More lists than this are counted. */
const MOST_LISTS = 4;

/** What was checked, then the answer: a person who reads five lines has it. */
function headLines(page: Page, collected: TextCollected, listNames: readonly string[]): string[] {
  const { run, inputs, summary } = collected;
  const { dot, more } = page.marks;
  const rows = plural(rowsOf(summary, 'rows'), 'row');
  const about = [`netvet ${run.netvet}`, rows, `as of ${run.asOf}`];
  const file = inputs.length === 1 ? (inputs[0]?.source ?? '') : plural(inputs.length, 'input');
  const room = page.width - 2 - about.join(dot).length - dot.length;
  const title = about.toSpliced(1, 0, fitEnd(page.show(file), Math.max(12, room), more)).join(dot);
  return [
    ...gateLines(page, collected),
    ...page.paragraph(title),
    '',
    ...answers(page, collected, listNames),
    ...counts(page, collected),
  ];
}

/** What loosened the gate is said before anything else. */
function gateLines(page: Page, { run }: TextCollected): string[] {
  const { chalk, marks } = page;
  const lines = run.gate.flatMap(({ place, why }) =>
    page.paragraph(page.show(`${marks.warn} Gate: ${why} (${place})`), 0, chalk.yellow.bold),
  );
  return lines.length === 0 ? [] : [...lines, ''];
}

function answers(page: Page, collected: TextCollected, listNames: readonly string[]): string[] {
  const { run, summary } = collected;
  const { chalk, marks } = page;
  const { code } = summary.exit;
  const banned = collected.sections.get('banned');
  const lines: string[] = [];
  const say = (mark: string, text: string, paint: typeof chalk) => {
    lines.push(...page.paragraph(page.show(`${mark} ${text}`), 0, paint));
  };
  if (banned !== undefined) {
    const one = banned.count === 1;
    const what = banned.allBanned ? (one ? 'is banned' : 'are banned') : one ? 'fails' : 'fail';
    const also = run.baseline !== null ? ' and not in the baseline' : '';
    const by = listNames.length > MOST_LISTS ? plural(listNames.length, 'list') : asWords(listNames);
    const of = plural(summary.assets.judged, 'asset');
    say(marks.fails, `${grouped(banned.count)} of ${of} ${what}${also}${by === '' ? '' : `: ${by}`}`, chalk.red.bold);
  } else if (code === 0) {
    const rows = plural(rowsOf(summary, 'rows'), 'row');
    const text = findingsOf(summary) === 0 ? passed(summary) : `Nothing fails in ${rows}`;
    // What nobody can tell is not in order, also where somebody has accepted it.
    if (collected.isOpen) say(marks.warn, text, chalk.yellow.bold);
    else say(marks.passes, text, chalk.green.bold);
  }
  const gaps = gapsOf(summary);
  const others = otherReasons(summary).filter((reason) => !gaps.includes(reason));
  for (const reason of others) say(marks.warn, reason, chalk.red.bold);
  for (const text of remarks(run, summary)) lines.push(...page.paragraph(page.show(text), 2));
  if (code === 2) say(marks.warn, `Cannot be trusted: ${gaps.join('; ')}`, chalk.red.bold);
  else if (gaps.length > 0) say(marks.warn, `Incomplete: ${gaps.join('; ')}`, chalk.yellow.bold);
  return lines;
}

const SHORT: Partial<Record<Kind, string>> = {
  known: 'in the baseline',
  'known?': 'in the baseline',
  'waived?': 'waived',
};

/** How many assets there are of each other kind, by whether they need a look. */
function counts(page: Page, collected: TextCollected): string[] {
  const counted = (label: string, kinds: readonly Kind[]) => {
    const parts = kinds.filter((kind) => collected.count(kind) > 0);
    const texts = parts.map((kind) => `${grouped(collected.count(kind))} ${SHORT[kind] ?? kind}`);
    return texts.length === 0 ? [] : [`${label}: ${texts.join(', ')}`];
  };
  const texts = [
    ...counted('to check', ['possible', 'undetermined', 'upcoming']),
    ...counted('netvet cannot tell', ['waived?', 'known?']),
    ...counted('accepted or allowed', ['waived', 'exempt', 'listed', 'known']),
  ];
  return texts.length === 0 ? [] : page.paragraph(texts.join('; '), 2);
}
