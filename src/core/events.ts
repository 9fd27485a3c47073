import type { Field } from './fields.ts';
import type { Finding, SetAside } from './finding.ts';
import type { Problem, Severity } from './problem.ts';
import type { InventoryRecord } from './record.ts';

/** The version of the JSON contract: new keys may come within it; a key that goes or changes makes the next. */
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
  /** The newest day of a source that was read: its facts are as known on it. */
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
  /** What it holds and leaves out: orders that may be secret, companies that were not found. */
  readonly note: string | null;
  readonly sha256: string;
}

/**
 * What a person must look at besides the findings that fail, in the order in which it matters, with what people call
 * it. `gate`: what lets less fail than by default; `list-empty`: a list by which nothing can be found.
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
  'list-empty': 'list finds nothing',
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
  /** What people call the asset; null where it is about none, or the row does not name it. */
  readonly asset: string | null;
  /** `site.csv:13`, `site.xlsx:Sheet1!12`, `site.json#/hosts/3`; null: the whole run. */
  readonly place: string | null;
  readonly why: string;
  readonly do: string | null;
  /** The id of the finding or the problem that it is about. */
  readonly finding: string | null;
}

/**
 * What lets a run fail less than the defaults would. `place`: where it was set, `command line` or the file of settings
 * with line and column; `why`: begins with the option as it would be typed.
 */
export type GateItem = Omit<Attention, 'type' | 'place'> & { readonly place: string };

/** First event of a run. Key order is the order of the JSON contract. */
export interface RunEvent {
  readonly type: 'run';
  readonly schemaVersion: number;
  readonly netvet: string;
  readonly asOf: string;
  /** Effective options, only those that are not at their default, by their long name. */
  readonly options: Readonly<Record<string, unknown>>;
  /** sha256 of compiled vendors and prefixes. */
  readonly knowledge: string;
  /**
   * `path`: null, as shipped. `day`: as of which it is right, the newest that one of its files was checked. `sha256`:
   * over what it says, lists included.
   */
  readonly data: { readonly path: string | null; readonly day: string; readonly sha256: string };
  readonly lists: readonly ListRef[];
  readonly config: FileRef | null;
  readonly waivers: FileRef | null;
  readonly baseline: FileRef | null;
  /** What loosened the gate: the first thing that every report says. */
  readonly gate: readonly GateItem[];
  /** The results that netvet report put together, by their paths; empty for a run of its own. */
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
  /** Whether the user named it, or it was found in a folder, perhaps as a hidden file; null: an older result. */
  readonly from: 'user' | 'folder' | 'hidden' | null;
}

/** A rule of a list as it is for one entry. Key order is the order of the JSON contract. */
export interface DesignationRule {
  readonly id: string;
  /** `must-go`, `no-new` or `about-others`. */
  readonly effect: 'must-go' | 'no-new' | 'about-others';
  /** Ends the sentence: it may not ... */
  readonly mayNot: string;
  /** Whom it binds, in at most 60 characters. */
  readonly binds: string | null;
  /** Its first day; null: always. */
  readonly from: string | null;
  /** What is taken for granted. */
  readonly assumes: string | null;
  /** Why a row cannot settle it. */
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
  /** Those that count for the reader, known and not ended on the day of the run. */
  readonly rules: readonly DesignationRule[];
  readonly citation: string | null;
  readonly note: string | null;
  /** Why it stands on a company's own list, in its words. */
  readonly reason: string | null;
  readonly verified: boolean;
  /** The newest day of a source of the list that was read; null: never old. */
  readonly knownOn: string | null;
  /** Whether it makes a run incomplete when it cannot be decided: a kind of thing does where a profile names it. */
  readonly counts: boolean;
}

/** What was assumed of an input, and whether it held to the last row. */
export interface Guess {
  readonly what: 'encoding' | 'header' | 'columns' | 'width' | 'pages';
  /** For people: `gb18030`, `line 1`, `vendor in Serial`. */
  readonly assumed: string;
  readonly held: boolean;
  /** Lines where it did not hold; those named by problems, not all of them. */
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
  /** Assets of which something was found here (another input may have them too), and those that fail here. */
  readonly found: number;
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
  /** Assets by site (one may be found at several): those with a finding, and those of which one fails. */
  readonly sites: Readonly<Record<string, { readonly found: number; readonly failing: number }>>;
  /** What is to be looked at, by its kind: all of it, also what is not held. */
  readonly attention: Counts;
  /** Names of designated vendors that were read and are no evidence, by reason. */
  readonly setAside: Counts;
  /** Every problem of the run by its severity, also those that a format held back. */
  readonly problems: Readonly<Record<Severity, number>>;
  readonly assets: {
    /** Those with a finding once each, and every other row that had something to judge. */
    readonly judged: number;
    /** Distinct assets with a finding. */
    readonly found: number;
    /** Distinct assets with a finding that fails. */
    readonly failing: number;
  };
  /** Distinct assets with a finding and those that fail, each with its largest quantity. */
  readonly units: { readonly found: number; readonly failing: number };
  /** Findings that fail only because no day of purchase is given. */
  readonly undated: number;
  readonly waivers: {
    readonly unused: readonly string[];
    readonly expired: readonly string[];
    readonly expiring: readonly string[];
    /** Approved on a later day than that of the run. */
    readonly notYet: readonly string[];
    /** Findings that a `not-this-vendor` waiver covers. */
    readonly dismissed: number;
  };
  /** Findings that are new because a list changed since the baseline or was not checked then, by the list. */
  readonly newByList: Counts;
  /** Vendors that only lists which were not chosen name, where the chosen ones found nothing; the most rows first. */
  readonly elsewhere: readonly { readonly list: string; readonly vendor: string; readonly rows: number }[];
  /** Ids of baseline findings that are gone: every input that they stood in was read again. */
  readonly resolved: readonly string[];
  /** Baseline findings that were not found, and inputs of theirs that this run did not read. */
  readonly notRead: readonly { readonly id: string; readonly sources: readonly string[] }[];
  readonly exit: { readonly code: number; readonly because: readonly string[] };
}

export type ResultEvent = RunEvent | InputEvent | DesignationEvent | Finding | Problem | Attention | SummaryEvent;

/** A row with what came of it, or a problem of the whole input (`row` null). The unit that reporters see. */
export interface Outcome extends Pick<Problem, 'source' | 'row' | 'line' | 'cell'> {
  /** Null for a row that could not be read, and when the outcome was read back from an earlier result. */
  readonly record: InventoryRecord | null;
  /** False for a row that counts and in which no identity field held a usable value. */
  readonly judged: boolean;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  /** Names of designated vendors in the row that are no evidence. */
  readonly setAside?: readonly SetAside[];
  /** What else is to be looked at in the row. */
  readonly attention?: Attention;
  /** Designations that `findings` are the first to use. */
  readonly designations: readonly DesignationEvent[];
}

/** What a run says, in order: `run`; per input `input`, then batches of `outcomes`; last `summary`. */
export type Step =
  | { readonly kind: 'run'; readonly event: RunEvent }
  | { readonly kind: 'input'; readonly event: InputEvent; readonly head?: string | null }
  | { readonly kind: 'outcomes'; readonly outcomes: readonly Outcome[]; readonly rows: number }
  /** For people, besides the result: an input that cannot be read, a list that is old. */
  | { readonly kind: 'message'; readonly severity: 'error' | 'warning'; readonly text: string }
  | { readonly kind: 'summary'; readonly event: SummaryEvent; readonly attention: readonly Attention[] };
