import type { DesignationEvent, InputEvent, ResultEvent, SummaryEvent } from '../core/events.ts';
import { CONFIDENCES, STATUSES } from '../core/finding.ts';
import type { Finding } from '../core/finding.ts';
import type { Problem } from '../core/problem.ts';

/** What findings judged alike have in common, as their lines write it. */
export type Judgement = Pick<
  Finding,
  'vendor' | 'category' | 'confidence' | 'status' | 'new' | 'fails' | 'designations'
>;

/** A finding of an earlier result by its line, as far as it has to be read to be counted. */
export interface FindingLine {
  readonly type: 'line';
  readonly text: string;
  readonly source: string;
  readonly row: number;
  readonly assetId: string;
  /** The same object for findings judged alike. */
  readonly judgement: Judgement;
  readonly site: string | undefined;
  readonly quantity: number;
}

type Kind = 'list' | 'object' | 'text' | 'number' | 'flag' | readonly string[];

/** What nothing could be made of an event without: keys, and what they hold. */
const SHAPES: Readonly<Record<ResultEvent['type'], Readonly<Record<string, Kind>>>> = {
  run: { asOf: 'text', options: 'object', lists: 'list', results: 'list' },
  input: { source: 'text', columns: 'list' },
  designation: { list: 'text', entry: 'text', prohibits: 'list', deadlines: 'list' },
  finding: {
    id: 'text',
    assetId: 'text',
    source: 'text',
    row: 'number',
    confidence: CONFIDENCES,
    status: STATUSES,
    fails: 'flag',
    designations: 'list',
    evidence: 'list',
    asset: 'object',
    quantity: 'number',
  },
  problem: { id: 'text', source: 'text', code: 'text', severity: ['error', 'warning'], message: 'text' },
  summary: {
    inputs: 'list',
    findings: 'object',
    setAside: 'object',
    problems: 'object',
    assets: 'object',
    waivers: 'object',
    unclear: 'object',
    resolved: 'list',
    exit: 'object',
  },
};

/** What an event of a result lacks; null when it is whole. */
export function missingIn(event: unknown): string | null {
  if (typeof event !== 'object' || event === null) return 'an event';
  const held = new Map<string, unknown>(Object.entries(event));
  const type = String(held.get('type'));
  if (!Object.hasOwn(SHAPES, type)) return 'an event that netvet knows';
  const shape = Object.entries(SHAPES[type as ResultEvent['type']]);
  return shape.find(([key, kind]) => !isOf(kind, held.get(key)))?.[0] ?? null;
}

function isOf(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'list':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    default:
      return typeof value === 'string' && kind.includes(value);
  }
}

/**
 * Counts the events of one result and holds them to its summary: a line that is gone, doubled or changed must not make
 * a clean result of one that is not.
 */
export class EventCounts {
  readonly #counts = new Map<string, number>();
  readonly #designations = new Set<string>();
  /** Those of findings judged alike, of which none is missing. */
  readonly #known = new WeakSet<Judgement['designations']>();
  readonly #sources = new Set<string>();
  #isShortened = false;
  #isOver = false;

  /** Returns what is wrong with the result as soon as an event shows it; null while it is whole. */
  add(event: ResultEvent | FindingLine): string | null {
    if (this.#isOver) return 'it goes on after its summary';
    switch (event.type) {
      case 'run':
        return null;
      case 'input':
        return this.#input(event);
      case 'designation':
        return this.#designation(event);
      case 'line':
        return this.#finding(event.judgement, event.source);
      case 'finding':
        return this.#finding(event, event.source);
      case 'problem':
        return this.#problem(event);
      case 'summary':
        return this.#summary(event);
    }
  }

  #input({ source }: InputEvent): null {
    this.#sources.add(source);
    this.#count('input');
    return null;
  }

  #designation({ list, entry }: DesignationEvent): null {
    this.#designations.add(`${list}\n${entry}`);
    return null;
  }

  #finding({ status, confidence, designations }: Judgement, source: string): string | null {
    this.#count(`status ${status}`);
    this.#count(`confidence ${confidence}`);
    if (designations.length === 0) return 'a finding has no designation';
    if (this.#known.has(designations)) return this.#sourceOf(source);
    const missing = designations.find(({ list, entry }) => !this.#designations.has(`${list}\n${entry}`));
    if (missing !== undefined) return `the designation ${missing.list} ${missing.entry} is missing`;
    this.#known.add(designations);
    return this.#sourceOf(source);
  }

  #sourceOf(source: string): string | null {
    return this.#sources.has(source) ? null : `the input ${source} is missing`;
  }

  #problem({ code, severity }: Problem): null {
    // It stands for problems that a json document does not hold.
    if (code === 'held-back') this.#isShortened = true;
    else this.#count(`problem ${severity}`);
    return null;
  }

  #summary({ inputs, findings, problems, assets, exit }: SummaryEvent): string | null {
    this.#isOver = true;
    if (typeof exit.code !== 'number' || !Array.isArray(exit.because)) return 'its summary has no exit code';
    if (!inputs.every((input) => holdsCounts(input, ROWS))) return 'its summary has an input without its rows';
    if (!holdsCounts(assets, ASSETS)) return 'its summary does not count assets';
    const differing = [
      this.#differs('inputs', inputs.length, 'input'),
      ...STATUSES.map((status) => this.#differs(`${status} findings`, findings.status[status], `status ${status}`)),
      ...CONFIDENCES.map((grade) =>
        this.#differs(`${grade} findings`, findings.confidence[grade], `confidence ${grade}`),
      ),
      ...(['error', 'warning'] as const).map((severity) =>
        this.#differs(`problems of severity ${severity}`, problems[severity], `problem ${severity}`, this.#isShortened),
      ),
    ];
    return differing.find((text) => text !== null) ?? null;
  }

  #differs(what: string, told: number | undefined, key: string, mayBeFewer = false): string | null {
    const count = this.#counts.get(key) ?? 0;
    const expected = told ?? 0;
    if (expected === count || (mayBeFewer && count < expected)) return null;
    return `its summary counts ${expected} ${what}, and it holds ${count}`;
  }

  #count(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }
}

const ROWS = ['rows', 'judged', 'notJudged', 'rejected'];
const ASSETS = ['judged', 'found', 'failing'];

function holdsCounts(counts: object | null, keys: readonly string[]): boolean {
  const held = new Map<string, unknown>(Object.entries(counts ?? {}));
  return keys.every((key) => Number.isSafeInteger(held.get(key)));
}
