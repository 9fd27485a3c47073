import type { Attention, InputEvent, Outcome, RunEvent, SummaryEvent } from '../core/events.ts';
import type { Problem } from '../core/problem.ts';
import type { Law } from './law.ts';

/** What a report in text can be grouped by. */
export const GROUPS = ['vendor', 'site', 'list', 'none'] as const;

/** What a reporter may know besides the events. */
export interface ReportOptions {
  /** The path of an input from the top of the repository, with slashes; a path outside it stays as it is. */
  readonly pathOf: (source: string) => string;
  readonly color: boolean;
  readonly width: number | null;
  /** False for a terminal whose locale is not UTF-8: plain ASCII frames and marks. */
  readonly unicode: boolean;
  readonly verbose: boolean;
  readonly groupBy: (typeof GROUPS)[number];
}

/** What a run has reported so far besides its findings; problems within a bound. */
export interface RunSoFar {
  readonly law: Law;
  readonly inputs: readonly InputEvent[];
  readonly problems: readonly Problem[];
}

/** Turns events into text. Pure: returns what is to be written, in order; '' when nothing is due yet. */
export interface Reporter {
  run(event: RunEvent): string;
  /** `head`: the lines above the data as they stand in the file, null in a format without lines. */
  input(event: InputEvent, head?: string | null): string;
  outcome(outcome: Outcome): string;
  /** `attention`: the things to look at, what matters most first. A binary format returns its file. */
  summary(event: SummaryEvent, attention: readonly Attention[]): string | Uint8Array;
}

/** Begins a report. A method that the reporter leaves out writes nothing. */
export type ReportFormat = (options: ReportOptions, soFar: RunSoFar) => Partial<Reporter>;
