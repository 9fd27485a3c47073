import type { DesignationEvent, InputEvent, RunEvent, SummaryEvent } from '../core/events.ts';
import type { Finding, FindingDesignation } from '../core/finding.ts';
import { HeldProblems } from './held-problems.ts';
import type { Reporter, ReportFormat } from './reporter.ts';
import type { Told } from './phrases.ts';
import { grouped, toldBy } from './phrases.ts';
import { rankOf, Strongest } from './strongest.ts';
import type { Folders } from './uri.ts';

/** Problems in a format that is about findings. */
const MOST_PROBLEMS = 1_000;
/** Rows with nothing to judge that are named. */
const MOST_PLACES = 10_000;

export type Place = Pick<Finding, 'source' | 'line' | 'cell'>;

/** What a format that can only be written at the end has held, within its bound. */
export interface Held {
  readonly run: RunEvent;
  readonly inputs: readonly InputEvent[];
  readonly findings: Strongest<Finding>;
  readonly problems: HeldProblems;
  readonly nothingToJudge: readonly Place[];
  readonly summary: SummaryEvent;
  /** In the order of their first use. */
  readonly designations: readonly DesignationEvent[];
  /** The legal text behind a finding's designation. */
  readonly designation: (of: Pick<FindingDesignation, 'list' | 'entry'>) => DesignationEvent | undefined;
  readonly listTitle: (id: string) => string;
  readonly told: Told;
  readonly folders: Folders;
}

/** A format that is written at the end, from at most `most` of the strongest findings. */
export function atTheEnd(most: number, render: (held: Held) => string): ReportFormat {
  return {
    everyRow: false,
    create(folders) {
      const { held, ...collect } = holder(most, folders);
      return { ...collect, summary: (summary) => render(held(summary)) };
    },
  };
}

/** Collects the events of a run up to its summary. */
export function holder(
  most: number,
  folders: Folders,
): Omit<Reporter, 'summary'> & { held: (of: SummaryEvent) => Held } {
  const inputs: InputEvent[] = [];
  const designations = new Map<string, DesignationEvent>();
  const findings = new Strongest<Finding>(most, rankOf);
  const problems = new HeldProblems(MOST_PROBLEMS);
  const nothingToJudge: Place[] = [];
  let run: RunEvent | null = null;
  return {
    run(event) {
      run = event;
      return '';
    },
    input(event) {
      inputs.push(event);
      return '';
    },
    outcome(outcome) {
      for (const event of outcome.designations) designations.set(`${event.list} ${event.entry}`, event);
      for (const problem of outcome.problems) problems.add(problem);
      for (const finding of outcome.findings) findings.add(finding);
      const { judged, record, source, line, cell } = outcome;
      if (!judged && record !== null && record.aside !== true && nothingToJudge.length < MOST_PLACES)
        nothingToJudge.push({ source, line, cell });
      return '';
    },
    held(summary) {
      if (run === null) throw new Error('a summary came before the run it belongs to');
      const { lists } = run;
      const designation: Held['designation'] = ({ list, entry }) => designations.get(`${list} ${entry}`);
      return {
        run,
        told: toldBy(run, designation),
        folders,
        inputs,
        findings,
        problems,
        nothingToJudge,
        summary,
        designations: [...designations.values()],
        designation,
        listTitle: (id) => lists.find((list) => list.id === id)?.title ?? id,
      };
    },
  };
}

/** `3 of 8 findings are left out, ...`; null when none is. */
export function leftOut({ findings }: Held): string | null {
  const { more, total, most } = findings;
  if (more === 0) return null;
  const left = `${grouped(more)} of ${grouped(total)} findings are left out`;
  return `${left}: this format holds the ${grouped(most)} strongest; --format ndjson has them all`;
}

/** Ids made unique in the order given: the second row of one asset gets `id:2`. */
export function uniqueIds(): (id: string) => string {
  const seen = new Map<string, number>();
  return (id) => {
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? id : `${id}:${count}`;
  };
}
