import type { Attention, DesignationEvent, ListRef, ResultEvent, SummaryEvent } from '../core/events.ts';
import type { Field } from '../core/fields.ts';
import type { Finding, FindingDesignation, Identification, Status } from '../core/finding.ts';
import type { FormatName } from '../report/registry.ts';
import type { ReportOptions } from '../report/reporter.ts';

/** Bytes as they come, or text of UTF-8. */
export type Stream = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** The events of a run, as `check` gives them. */
export type Events = AsyncIterable<ResultEvent> | Iterable<ResultEvent>;

/** An inventory: what results call it, and its content. */
export type Input =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly stream: Stream }
  | Located;

/** A file by its path, where there is a disk; of a folder all its files are inputs. */
export interface Located {
  readonly path: string;
}

/** A list, or waivers, as the files of them are written: see the JSON Schemas `list` and `waivers`. */
export type Written = Readonly<Record<string, unknown>>;

/** The day as of which is judged: one of them is needed, since the library asks no clock. */
export interface OnDay {
  /** `YYYY-MM-DD`. */
  readonly asOf?: string | undefined;
  /** Judged as of its day in UTC. */
  readonly now?: Date | undefined;
}

/** By what is judged. */
export interface Judged extends OnDay {
  /** Ids, `default`, `all`, or lists of your own as objects or files; default: `us-fcc-covered` and `us-ndaa-889`. */
  readonly lists?: readonly (string | Written | Located)[] | undefined;
  readonly profile?: string | readonly string[] | undefined;
}

/** How inputs are read; default: as their content shows. */
export interface Reading {
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

/** What is checked, and what fails or makes the run incomplete: with the defaults of the command line. */
export interface CheckRequest extends Judged, Reading {
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
  readonly waivers?: Written | Located | undefined;
  /** The events of an earlier run. */
  readonly baseline?: Events | Located | undefined;
}

/** How a run ended. */
export interface CheckResult {
  readonly summary: SummaryEvent;
  /** What to look at besides what fails, what matters most first. */
  readonly attention: readonly Attention[];
  /** 0, 1, 2 or 3, as the command line ends. */
  readonly exitCode: number;
  /** What the command line says on stderr besides. */
  readonly warnings: readonly string[];
}

/** The events of a run, as ndjson has them; each is made when it is asked for. */
export interface CheckRun extends AsyncIterable<ResultEvent> {
  /** Runs to the end, if nobody does; events that nobody asked for are dropped. */
  readonly result: Promise<CheckResult>;
}

export type ExplainRequest = Judged &
  ({ readonly text: string } | (Reading & { readonly input: Input; readonly at: string | number }));

/** What netvet makes of a text, tried as some fields, or of a row. */
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

/** What reports may be told. */
export type ReportRequest = Partial<Pick<ReportOptions, 'verbose' | 'groupBy'>>;

/** A list among all. */
export interface ListLine extends Pick<ListRef, 'id' | 'title' | 'binds' | 'checked' | 'pace'> {
  readonly jurisdiction: string | null;
  readonly rules: number;
  readonly entries: number;
  /** Days since it was checked. */
  readonly age: number | null;
  /** Whether it, or a file of approvals with it, was checked longer ago than it takes to change. */
  readonly old: boolean;
  /** True when `check` uses it by default. */
  readonly default: boolean;
}

/** netvet for programs: the use cases of the command line. What is wrong with a request is a UserError. */
export interface Library {
  /** Checks inventories, one after the other. */
  check(request: CheckRequest): CheckRun;
  /** Writes the events of a run in any format: text, or the bytes of a workbook. */
  report(events: Events, format: FormatName, options?: ReportRequest): Promise<string | Uint8Array>;
  /** What every kind of evidence makes of a text, or of a row: its line, `Sheet1!12` or a JSON pointer. */
  explain(request: ExplainRequest): Promise<readonly Explanation[]>;
  /** All lists and profiles, with their age on a day. */
  lists(request: OnDay): Promise<{ readonly lists: readonly ListLine[]; readonly profiles: readonly object[] }>;
  /** One list as it stood on a day, or one profile, as `netvet lists show` has it. */
  lists(request: OnDay & { readonly id: string }): Promise<object>;
  /** All vendors; `lists`: ids of those that name it or one of its affiliates. */
  vendors(): Promise<
    readonly (Readonly<Record<'id' | 'name', string> & Record<'affiliates' | 'macPrefixes', number>> & {
      readonly country: string | null;
      readonly lists: readonly string[];
    })[]
  >;
  /** One, by its id or a name of it. */
  vendors(request: { readonly id: string }): Promise<object>;
}
