import type { Field } from './fields.ts';
import type { Finding, SetAside } from './finding.ts';
import type { Problem, Severity } from './problem.ts';
import type { InventoryRecord } from './record.ts';

/** The version of the JSON contract. New keys may come within a version; removing or changing a key makes the next. */
export const SCHEMA_VERSION = 1;

export interface FileRef {
  readonly path: string;
  readonly sha256: string;
}

/** One list of a run. `sha256` is over the compiled list, so that two runs can be compared. */
export interface ListRef {
  readonly id: string;
  readonly title: string;
  /** For tables; null: the id. */
  readonly short: string | null;
  readonly binds: string | null;
  readonly url: string | null;
  /** The day of the newest source that was read; the facts of the list are as known on that day. */
  readonly checked: string | null;
  /** How often it changes, in days; null: not known. */
  readonly pace: number | null;
  /** The first day on which it names anybody; null: always. */
  readonly since: string | null;
  /** Files of approvals that change more often than the list. */
  readonly approvals: readonly {
    readonly id: string;
    readonly checked: string;
    readonly pace: number;
    /** The kinds of things of which some are approved. */
    readonly things: readonly string[];
  }[];
  /** What the list holds and leaves out: orders that may be secret, companies that were not found. */
  readonly note: string | null;
  readonly sha256: string;
}

/**
 * What a person must look at besides the findings that fail: the kinds, most important first, and their labels.
 * `gate`: a setting by which less fails than by default; `list-empty`: a list by which nothing can fail.
 */
export const ATTENTION_LABELS = {
  gate: 'looser than the default',
  conflict: 'conflict',
  possible: 'possible',
  undetermined: 'netvet cannot tell',
  'missing-fact': 'missing fact',
  assumed: 'assumed',
  'not-judged': 'not judged',
  'unread-cell': 'cell not understood',
  'set-aside': 'mention ignored',
  guess: 'read with a doubt',
  'list-empty': 'list forbids nothing',
  'list-age': 'list may be old',
  'list-change': 'list changed',
  waiver: 'waiver',
} as const;
export type AttentionKind = keyof typeof ATTENTION_LABELS;
export const ATTENTION_KINDS = Object.keys(ATTENTION_LABELS) as readonly AttentionKind[];

/** Key order is the order of the JSON contract. */
export interface Attention {
  readonly type: 'attention';
  readonly kind: AttentionKind;
  /** The asset as people call it; null where the item is about no asset, or the row does not name it. */
  readonly asset: string | null;
  /** `site.csv:13`, `site.xlsx:Sheet1!12`, `site.json#/hosts/3`; null: the whole run. */
  readonly place: string | null;
  readonly why: string;
  readonly do: string | null;
  /** The id of the finding or problem that the item is about. */
  readonly finding: string | null;
}

/** First event of a run. Key order is the order of the JSON contract. */
export interface RunEvent {
  readonly type: 'run';
  readonly schemaVersion: number;
  readonly netvet: string;
  readonly asOf: string;
  /** The options that are not at their default, by their long names. */
  readonly options: Readonly<Record<string, unknown>>;
  /** sha256 of compiled vendors and prefixes. */
  readonly knowledge: string;
  /** The data package. `path`: null if shipped; `day`: the newest of its checks; `sha256`: over it and its lists. */
  readonly data: { readonly path: string | null; readonly day: string; readonly sha256: string };
  readonly lists: readonly ListRef[];
  readonly config: FileRef | null;
  readonly waivers: FileRef | null;
  readonly baseline: FileRef | null;
  /**
   * The settings by which less fails than by default; every report begins with them. `place`: where it was set,
   * `command line` or the settings file with line and column; `why` begins with the option as it would be typed.
   */
  readonly gate: readonly Attention[];
  /** The paths of the results that `netvet report` put together; empty for a check. */
  readonly results: readonly string[];
}

/** How one input was understood. A column that feeds two fields is listed twice. */
export interface InputEvent {
  readonly type: 'input';
  readonly source: string;
  readonly format: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly headerLine: number | null;
  readonly columns: readonly { readonly column: string; readonly field: Field; readonly why: string }[];
  /** Columns that were not read, and why. */
  readonly unread: readonly { readonly column: string; readonly why: string }[];
  /** Named by the user, found in a folder, or found there as a hidden file; null: a result of an older version. */
  readonly from: 'user' | 'folder' | 'hidden' | null;
}

/** A rule of a list as it applies to one entry. Key order is the order of the JSON contract. */
export interface DesignationRule {
  readonly id: string;
  /** `must-go`, `no-new` or `about-others`. */
  readonly effect: 'must-go' | 'no-new' | 'about-others';
  /** The end of the sentence "it may not ...". */
  readonly mayNot: string;
  /** Whom it binds, in at most 60 characters. */
  readonly binds: string | null;
  /** Its first day; null: always. */
  readonly from: string | null;
  /** What the rule takes for granted. */
  readonly assumes: string | null;
  /** Why no row can settle whether the rule applies; null: a row can. */
  readonly cannotTell: string | null;
  readonly citation: string | null;
  /** False: its day or text was not read in a primary or dated secondary source. */
  readonly verified: boolean;
}

/** The legal text of one entry of one list; once in a result, before the first finding that uses it. */
export interface DesignationEvent {
  readonly type: 'designation';
  readonly list: string;
  readonly entry: string;
  readonly as: string;
  readonly since: string | null;
  readonly until: string | null;
  /** The rules that count for the reader: announced by the day of the run, and not ended. */
  readonly rules: readonly DesignationRule[];
  readonly citation: string | null;
  readonly note: string | null;
  /** Why the entry is on a company's own list, in the words of that list. */
  readonly reason: string | null;
  readonly verified: boolean;
  /** The day of the newest source of the list that was read; null: the list is never old. */
  readonly knownOn: string | null;
  /** Whether an undecided finding makes the run incomplete: for a kind of thing only where a profile names its rule. */
  readonly counts: boolean;
}

/** What was assumed about an input, and whether it held to the last row. */
export interface Guess {
  readonly what: 'encoding' | 'header' | 'columns' | 'width' | 'pages';
  /** For people: `gb18030`, `line 1`, `vendor in Serial`. */
  readonly assumed: string;
  readonly held: boolean;
  /** Lines where it did not hold: only those that problems name. */
  readonly lines: readonly number[];
}

export interface InputCount {
  readonly source: string;
  /** Null for an input that could not be read to its end. */
  readonly sha256: string | null;
  readonly rows: number;
  readonly judged: number;
  readonly notJudged: number;
  readonly rejected: number;
  /** Assets with a finding in this input; another input may have them too. */
  readonly found: number;
  /** Assets with a finding in this input that fails. */
  readonly failing: number;
  readonly guessed: readonly Guess[];
}

export type Counts = Readonly<Record<string, number>>;

/** Last event of a run. */
export interface SummaryEvent {
  readonly type: 'summary';
  readonly inputs: readonly InputCount[];
  readonly findings: {
    readonly status: Counts;
    readonly confidence: Counts;
    readonly vendor: Counts;
    readonly list: Counts;
  };
  /** By site: its assets, one of which may be at several sites, and its rows with nothing to judge. */
  readonly sites: Readonly<Record<string, Pick<InputCount, 'found' | 'failing' | 'notJudged'>>>;
  /** The number of attention items by kind, also of those that were counted but not kept. */
  readonly attention: Counts;
  /** The number of names of designated vendors that were read but are no evidence, by reason. */
  readonly setAside: Counts;
  /** The number of problems by severity, also of those that a report format left out. */
  readonly problems: Readonly<Record<Severity, number>>;
  readonly assets: {
    /** Assets with a finding, each once, and every other row that had something to judge. */
    readonly judged: number;
    /** Distinct assets with a finding. */
    readonly found: number;
    /** Distinct assets with a finding that fails. */
    readonly failing: number;
  };
  /** The sum of the quantities of the assets that fail, each that of its first finding that does. */
  readonly pieces: number;
  /** Findings that fail only because no day of purchase is given. */
  readonly undated: number;
  readonly waivers: {
    readonly unused: readonly string[];
    readonly expired: readonly string[];
    readonly expiring: readonly string[];
    /** Approved on a day after the day of the run. */
    readonly notYet: readonly string[];
    /** Findings that a `not-this-vendor` waiver covers. */
    readonly dismissed: number;
  };
  /** Findings that are new because a list changed since the baseline, or was not checked then, by list. */
  readonly newByList: Counts;
  /** For a run that found nothing: vendors that only lists which were not chosen name, those with most rows first. */
  readonly elsewhere: readonly { readonly list: string; readonly vendor: string; readonly rows: number }[];
  /** Ids of baseline findings that are gone: this run read every input that held them. */
  readonly resolved: readonly string[];
  /** Baseline findings that were not found, each with its inputs that this run did not read. */
  readonly notRead: readonly { readonly id: string; readonly sources: readonly string[] }[];
  readonly exit: { readonly code: number; readonly because: readonly string[] };
}

export type ResultEvent = RunEvent | InputEvent | DesignationEvent | Finding | Problem | Attention | SummaryEvent;

/** A row and its results, or a problem of the whole input (`row` null). The unit that reporters see. */
export interface Outcome extends Pick<Problem, 'source' | 'row' | 'line' | 'cell'> {
  /** Null for a row that could not be read, and when the outcome was read back from an earlier result. */
  readonly record: InventoryRecord | null;
  /** False for a counted row without a usable value in any identity field. */
  readonly judged: boolean;
  /** Of a row that is not judged. */
  readonly site?: string | undefined;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  /** Names of designated vendors in the row that were read but are no evidence. */
  readonly setAside?: readonly SetAside[];
  /** What else a person must look at in the row. */
  readonly attention?: Attention | undefined;
  /** Designations that no finding before these used. */
  readonly designations: readonly DesignationEvent[];
}

/** The steps of a run, in order: `run`; per input `input`, then batches of `outcomes`; last `summary`. */
export type Step =
  | { readonly kind: 'run'; readonly event: RunEvent }
  | { readonly kind: 'input'; readonly event: InputEvent; readonly head?: string | null }
  | { readonly kind: 'outcomes'; readonly outcomes: readonly Outcome[]; readonly rows: number }
  /** For people, besides the result: an input that cannot be read, a list that is old. */
  | { readonly kind: 'message'; readonly severity: 'error' | 'warning'; readonly text: string }
  | { readonly kind: 'summary'; readonly event: SummaryEvent; readonly attention: readonly Attention[] };
