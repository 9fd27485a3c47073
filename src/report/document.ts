import type { FileRef, Guess, InputEvent, RunEvent, SummaryEvent } from '../core/events.ts';
import { SET_ASIDE_REASONS, SET_ASIDE_TEXTS } from '../core/finding.ts';
import { elsewhereText, grouped, optionText, outdatedText } from './phrases.ts';

/** What every report for people says of a run beside its findings, however it is printed. */

/** What a reader must know first: what findings rest on, who was not asked about, what is too vague to tell. */
export function remarks(run: Pick<RunEvent, 'asOf'>, summary: SummaryEvent): readonly string[] {
  const unclear = unclearText(summary.unclear['consumer-router'] ?? 0);
  return [...restsOn(run, summary), ...(unclear === null ? [] : [unclear])];
}

/** Lists that may be out of date, and lists that were not asked. */
export function restsOn({ asOf }: Pick<RunEvent, 'asOf'>, summary: SummaryEvent): readonly string[] {
  return [outdatedText(summary.outdated, asOf), elsewhereText(summary.elsewhere)].filter((text) => text !== null);
}

/** Rows whose category is too vague for a category that a list names: a number, no findings. */
function unclearText(routers: number): string | null {
  if (routers === 0) return null;
  const says = routers === 1 ? '1 row says' : `${grouped(routers)} rows say`;
  return `${says} only "router": consumer routers are listed, so state which kind`;
}

/** Whether something may be banned for all that the inventory says: no report calls that in order. */
export function isOpen({ findings }: SummaryEvent): boolean {
  return (findings.status['undetermined'] ?? 0) > 0;
}

/** What was assumed of the inputs and did not hold to the last row. */
export function failedGuesses({ inputs }: SummaryEvent): readonly (Guess & { readonly source: string })[] {
  return inputs.flatMap(({ source, guessed }) =>
    guessed.filter(({ held }) => !held).map((guess) => ({ source, ...guess })),
  );
}

/** Why names of listed vendors were set aside, and how many. */
export function setAsideCounts({ setAside }: SummaryEvent): readonly (readonly [why: string, count: number])[] {
  const reasons = SET_ASIDE_REASONS.filter((reason) => setAside[reason] > 0);
  return reasons.map((reason) => [SET_ASIDE_TEXTS[reason], setAside[reason]]);
}

/** Columns of secrets, each once. */
export function unreadColumns(inputs: readonly InputEvent[]): readonly string[] {
  return [...new Set(inputs.flatMap(({ unread }) => unread.map(({ column }) => column)))];
}

/** The waivers of which a reader must know something. */
export function waiverFacts({ waivers }: SummaryEvent): readonly (readonly [what: string, ids: readonly string[]])[] {
  const facts = [
    ['expired', waivers.expired],
    ['expire soon', waivers.expiring],
    ['unused', waivers.unused],
  ] as const;
  return facts.filter(([, ids]) => ids.length > 0);
}

/** The files that a run was given besides its inputs. */
export function filesOf(run: RunEvent): readonly (readonly [what: string, file: FileRef])[] {
  return (['config', 'waivers', 'baseline'] as const).flatMap((what) => {
    const file = run[what];
    return file === null ? [] : [[what, file] as const];
  });
}

/** The options that are not at their default, as they would be typed. */
export function optionTexts({ options }: RunEvent): readonly string[] {
  return Object.entries(options).map(([name, value]) => optionText(name, value));
}
