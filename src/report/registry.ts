import type { InputEvent, Step, SummaryEvent } from '../core/events.ts';
import { problem, type Problem } from '../core/problem.ts';
import { Law } from './law.ts';
import type { ReportFormat, ReportOptions } from './reporter.ts';

/** Reads a file of data/ as text: only the rooms above open files. */
type ReadData = (name: string) => string;

interface FormatEntry {
  /** Loads the format when it is needed, so that a run loads only what it writes. */
  readonly load: (readData: ReadData, options: ReportOptions) => Promise<ReportFormat>;
  /** What a report of it begins with, and no inventory does: such a file may be overwritten. */
  readonly begins: RegExp;
  /** True for a format that only makes sense as a file (`-o`). */
  readonly fileOnly?: boolean;
  /** True for a format that needs every row, not only rows with a finding, a problem or nothing to judge. */
  readonly everyRow?: boolean;
}

/** `{"type":"run","schemaVersion":1,"netvet":"0.3.0"`: in ndjson the first line begins so, in json the key `run`. */
const RUN =
  /^\s*\{(?:\s*"schemaVersion":\s*\d+,\s*"run":\s*\{)?\s*"type":\s*"run",\s*"schemaVersion":\s*\d+,\s*"netvet":\s*"/;
const TEXT = /^(?:▲ looser than the default: .*\n+)*netvet \d\S* · /;
const CSV = /^\ufeffstatus,confidence,fails,vendor,vendor_id,/;
const SARIF = /^\{"\$schema":"[^"]*","version":"[^"]*","runs":\[\{"tool":\{"driver":\{"name":"netvet"/;
const JUNIT = /^<\?xml [^>]*>\n<testsuites name="netvet">/;
const GITHUB = /^::(?:error|warning|notice) (?:file=[^,:\n]*,(?:line=\d+,)?)?title=[^:\n]*::/;
const MARKDOWN = /^(?:### Looser than the default\n(?:\n|\|.*\n)*)?## netvet: .*\(exit \d/;
const HTML = /^<!doctype html>\n[^]{0,2000}<meta name="generator" content="netvet /;
const XLSX = /^PK[^]*worksheets\/netvet1\.xml/;
/** Without issues it is an empty list. */
const GITLAB = /^\[(?:\]\n$|\{"description":"(?:[^"\\]|\\.)*","check_name":"[^"]*","fingerprint":")/;
const FLAGGED = /netvet_status(.)netvet_vendor\1netvet_confidence\1netvet_lists\1netvet_why[\r\n]/;
const FORM = /^\ufeffnetvet: to confirm,/;

/** Every output format: a new one is one file and one line here. */
const ALL = {
  text: { begins: TEXT, load: async (_, { color }) => (await import('./text.ts')).loadText(color) },
  json: { begins: RUN, load: async () => (await import('./json.ts')).json },
  ndjson: { begins: RUN, load: async () => (await import('./json.ts')).ndjson },
  csv: { begins: CSV, load: async () => (await import('./csv.ts')).csv },
  sarif: { begins: SARIF, load: async () => (await import('./sarif.ts')).sarif },
  junit: { begins: JUNIT, load: async () => (await import('./junit.ts')).junit },
  github: { begins: GITHUB, load: async () => (await import('./github.ts')).github },
  markdown: { begins: MARKDOWN, load: async () => (await import('./markdown.ts')).markdown },
  html: { begins: HTML, load: async () => (await import('./html.ts')).html },
  xlsx: { begins: XLSX, load: async () => (await import('./xlsx.ts')).xlsx, fileOnly: true },
  gitlab: { begins: GITLAB, load: async () => (await import('./gitlab.ts')).gitlab },
  flagged: {
    begins: FLAGGED,
    load: async () => (await import('./flagged.ts')).flagged,
    fileOnly: true,
    everyRow: true,
  },
  'far-889': { begins: FORM, load: async (read) => (await import('./form.ts')).draftOf(read('forms/far-889.json')) },
} satisfies Record<string, FormatEntry>;

export type FormatName = keyof typeof ALL;
export const FORMATS: Readonly<Record<FormatName, FormatEntry>> = ALL;

/** The names, in the order in which help and errors show them. */
export const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[];

/** True for the name of a format; the caller says what was expected (core/distance `suggest` with FORMAT_NAMES). */
export const isFormatName = (name: string): name is FormatName => Object.hasOwn(FORMATS, name);

/** Problems held for the end. */
const MOST_PROBLEMS = 10_000;
/** Text of outcomes is handed on from this length (UTF-16 units): longer strings are slow to build. */
const PIECE = 32 * 1024;

/** Begins a report. The function it returns takes the steps of a run one by one and yields what to write, in order. */
export async function newReport(name: FormatName, readData: ReadData, options: ReportOptions) {
  const soFar = { law: new Law(), inputs: [] as InputEvent[], problems: [] as Problem[] };
  const format: ReportFormat = await FORMATS[name].load(readData, options);
  const { run, input, outcome, summary } = format(options, soFar);
  return function* (step: Step): Generator<string | Uint8Array> {
    if (step.kind === 'run') {
      soFar.law.add(step.event);
      yield run?.(step.event) ?? '';
    } else if (step.kind === 'input') {
      soFar.inputs.push(step.event);
      yield input?.(step.event, step.head) ?? '';
    } else if (step.kind === 'summary') {
      soFar.problems.push(...heldBack(soFar.problems, step.event));
      yield summary?.(step.event, step.attention) ?? '';
    } else if (step.kind === 'outcomes') {
      let text = '';
      for (const one of step.outcomes) {
        for (const designation of one.designations) soFar.law.add(designation);
        soFar.problems.push(...one.problems.slice(0, MOST_PROBLEMS - soFar.problems.length));
        text += outcome?.(one) ?? '';
        if (text.length < PIECE) continue;
        yield text;
        text = '';
      }
      yield text;
    }
  };
}

/** One problem that says how many of a run are not held; none where all are. */
export function heldBack(held: readonly Problem[], { problems }: Pick<SummaryEvent, 'problems'>): readonly Problem[] {
  const more = problems.error + problems.warning - held.length;
  if (more <= 0) return [];
  const errors = problems.error - held.filter(({ severity }) => severity === 'error').length;
  const message = `${more} more problems are not listed here, ${errors} of them errors`;
  const severity = errors > 0 ? 'error' : 'warning';
  const hint = '--format ndjson has them all';
  return [problem(held[0]?.source ?? '-', { code: 'held-back', severity, message, hint })];
}
