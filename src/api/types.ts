import type { Attention, DesignationEvent, ListRef, ResultEvent, SummaryEvent } from '../core/events.ts';
import type { Field } from '../core/fields.ts';
import type { Finding, FindingDesignation, Identification, Status } from '../core/finding.ts';
import type { FormatName } from '../report/registry.ts';
import type { ReportOptions } from '../report/reporter.ts';

/** Chunks of bytes, or of text (read as UTF-8). */
export type Stream = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** The events of a run, as `check` gives them. */
export type Events = AsyncIterable<ResultEvent> | Iterable<ResultEvent>;

/** An inventory: its name in results, and its content. */
export type Input =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly stream: Stream }
  | FileByPath;

/** A file by its path, where there is a disk. For inputs, a folder stands for all its files. */
export interface FileByPath {
  readonly path: string;
}

/** A list, or waivers, with the keys of a list or waiver file: see the JSON Schemas `list` and `waivers`. */
export type ParsedFile = Readonly<Record<string, unknown>>;

/** The day as of which to judge. One of the two keys is needed, since the library does not read the clock. */
export interface OnDay {
  /** `YYYY-MM-DD`. */
  readonly asOf?: string | undefined;
  /** An instant; its day in UTC counts. */
  readonly now?: Date | undefined;
}

/** The day, and the lists to judge by. */
export interface JudgingOptions extends OnDay {
  /** Ids, `default`, `all`, or lists of your own as objects or files; default: `us-fcc-covered` and `us-ndaa-889`. */
  readonly lists?: readonly (string | ParsedFile | FileByPath)[] | undefined;
  readonly profile?: string | readonly string[] | undefined;
}

/** How to read inputs; default: detected from their content. */
export interface ReadingOptions {
  /** Headers by the field that their column holds: `{vendor: 'Hersteller'}`; `#3` is the third column. */
  readonly columns?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly delimiter?: string | undefined;
  readonly encoding?: string | undefined;
  readonly skipLines?: number | undefined;
  /** False: the first line is data. */
  readonly header?: boolean | undefined;
  readonly inputFormat?: string | undefined;
  readonly sheet?: string | undefined;
}

/** What to check, and what fails or makes the run incomplete. Defaults are those of the command line. */
export interface CheckRequest extends JudgingOptions, ReadingOptions {
  readonly inputs: readonly Input[];
  /** `confirmed`, `probable` (default), `possible` or `never`. */
  readonly failOn?: string | undefined;
  /** Default: `banned`. */
  readonly failOnStatus?: readonly string[] | undefined;
  readonly deadlineWithin?: number | undefined;
  /** Percent; default 80. */
  readonly requireIdentity?: number | undefined;
  readonly maxListAge?: number | undefined;
  readonly strictWaivers?: boolean | undefined;
  readonly waivers?: ParsedFile | FileByPath | undefined;
  /** The events of an earlier run. */
  readonly baseline?: Events | FileByPath | undefined;
}

/** How a run ended. */
export interface CheckResult {
  readonly summary: SummaryEvent;
  /** What needs attention besides what fails, most important first. */
  readonly attention: readonly Attention[];
  /** 0, 1, 2 or 3, as the command line ends. */
  readonly exitCode: number;
  /** Warnings that the command line would write to stderr. */
  readonly warnings: readonly string[];
}

/** The events of a run, as in ndjson. Each is made when it is requested. */
export interface CheckRun extends AsyncIterable<ResultEvent> {
  /** Completes the run if nothing else iterates it to its end; events that nobody requested are dropped. */
  readonly result: Promise<CheckResult>;
}

export type ExplainRequest = JudgingOptions &
  ({ readonly text: string } | (ReadingOptions & { readonly input: Input; readonly at: string | number }));

/** How netvet reads and judges a text, tried as some fields, or a row. */
export interface Explanation {
  readonly as: readonly Field[] | null;
  readonly asOf: string;
  readonly row: Pick<Finding, 'source' | 'row' | 'line' | 'cell'> | null;
  readonly cells: readonly {
    readonly column: string;
    readonly fields: readonly Field[];
    readonly text: string | null;
    readonly unread: string | null;
    readonly kinds: readonly object[];
  }[];
  readonly identifications: readonly {
    readonly identification: Identification;
    readonly grounds: string;
    readonly status: Status | null;
    readonly designations: readonly (FindingDesignation & { readonly text: DesignationEvent })[];
    readonly others: readonly { readonly list: string; readonly status: Status }[];
  }[];
}

/** Options of a report. */
export type ReportRequest = Partial<Pick<ReportOptions, 'verbose' | 'groupBy'>>;

/** One of all lists. */
export interface ListLine extends Pick<ListRef, 'id' | 'title' | 'binds' | 'checked' | 'pace'> {
  readonly jurisdiction: string | null;
  readonly rules: number;
  readonly entries: number;
  /** Days since the list was checked. */
  readonly age: number | null;
  /** Whether the list, or its file of approvals, was checked longer ago than its `pace`. */
  readonly old: boolean;
  /** True when `check` uses it by default. */
  readonly default: boolean;
}

/** netvet for programs: the use cases of the command line. A wrong request throws UserError. */
export interface Library {
  /** Checks inventories, one after the other. */
  check(request: CheckRequest): CheckRun;
  /** Writes the events of a run in any format: text, or the bytes of a workbook. */
  report(events: Events, format: FormatName, options?: ReportRequest): Promise<string | Uint8Array>;
  /** What each kind of evidence finds in a text, or in a row (`at`: its line, `Sheet1!12` or a JSON pointer). */
  explain(request: ExplainRequest): Promise<readonly Explanation[]>;
  /** All lists and profiles, with their age on a day. */
  lists(request: OnDay): Promise<{ readonly lists: readonly ListLine[]; readonly profiles: readonly object[] }>;
  /** One list as it stood on a day, or one profile, as `netvet lists show` has it. */
  lists(request: OnDay & { readonly id: string }): Promise<object>;
  /** All vendors; `lists`: ids of the lists that name the vendor or one of its affiliates. */
  vendors(): Promise<
    readonly (Readonly<Record<'id' | 'name', string> & Record<'affiliates', number>> & {
      readonly country: string | null;
      readonly lists: readonly string[];
    })[]
  >;
  /** One vendor, by its id or one of its names. */
  vendors(request: { readonly id: string }): Promise<object>;
}
