import type { SummaryEvent } from '../../core/events.ts';
import { gapsOf, otherReasons, passed, rowsOf } from '../answer.ts';
import { asWords, grouped, plural } from '../phrases.ts';
import { fitEnd } from '../width.ts';
import type { Collected } from './collect.ts';
import type { Page } from './page.ts';
import type { Kind } from './section.ts';

/** More lists than this are counted. */
const MOST_LISTS = 4;

/** What was checked, then the answer: a person who reads five lines has it. */
export function headLines(
  page: Page,
  collected: Collected,
  summary: SummaryEvent,
  listNames: readonly string[],
): string[] {
  const { run, inputs } = collected;
  const { dot, more } = page.marks;
  const rows = plural(rowsOf(summary, 'rows'), 'row');
  const about = [`netvet ${run?.netvet ?? ''}`, rows, `as of ${run?.asOf ?? ''}`];
  const file = inputs.length === 1 ? (inputs[0]?.source ?? '') : plural(inputs.length, 'input');
  const room = page.width - 2 - about.join(dot).length - dot.length;
  const title = about.toSpliced(1, 0, fitEnd(page.show(file), Math.max(12, room), more)).join(dot);
  return [...page.paragraph(title), '', ...answers(page, collected, summary, listNames), ...counts(page, collected)];
}

function answers(page: Page, collected: Collected, summary: SummaryEvent, listNames: readonly string[]): string[] {
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
    const also = (run: Collected['run']) => (run?.baseline ? ' and not in the baseline' : '');
    const by = listNames.length > MOST_LISTS ? plural(listNames.length, 'list') : asWords(listNames);
    const of = plural(summary.assets.judged, 'asset');
    say(
      marks.fails,
      `${grouped(banned.count)} of ${of} ${what}${also(collected.run)}${by === '' ? '' : `: ${by}`}`,
      chalk.red.bold,
    );
  } else if (code === 0) say(marks.passes, passed(summary), chalk.green.bold);
  const gaps = gapsOf(summary);
  const others = otherReasons(summary).filter((reason) => !gaps.includes(reason));
  for (const reason of others) say(marks.warn, reason, chalk.red.bold);
  if (code === 2) say(marks.warn, `Cannot be trusted: ${gaps.join('; ')}`, chalk.red.bold);
  else if (gaps.length > 0) say(marks.warn, `Incomplete: ${gaps.join('; ')}`, chalk.yellow.bold);
  return lines;
}

/** How many assets there are of each other kind, by whether they need a look. */
function counts(page: Page, collected: Collected): string[] {
  const told = (label: string, kinds: readonly Kind[]) => {
    const parts = kinds.filter((kind) => collected.count(kind) > 0);
    const texts = parts.map(
      (kind) => `${grouped(collected.count(kind))} ${kind === 'known' ? 'in the baseline' : kind}`,
    );
    return texts.length === 0 ? [] : [`${label}: ${texts.join(', ')}`];
  };
  const texts = [
    ...told('to check', ['possible', 'undetermined', 'upcoming']),
    ...told('nothing to do', ['waived', 'exempt', 'listed', 'known']),
  ];
  return texts.length === 0 ? [] : page.paragraph(texts.join('; '), 2);
}
