import { assetKey, isUnique } from '../core/asset-key.ts';
import { UserError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';

/** How many rows of an earlier result had each finding id. */
export type Baseline = ReadonlyMap<string, number>;

/** What is asked of a finding, whichever result it comes from. */
export type Known = Pick<Finding, 'id' | 'asset'>;

/** Compares the findings of a run, one by one, with an earlier result. */
export interface BaselineRun {
  /** Whether the finding is not in the baseline. Call once for each finding, in any order. */
  isNew(finding: Known): boolean;
  /** Ids of the baseline that this run did not have, sorted. */
  resolved(): string[];
}

/** Counts the finding events of an earlier result; other events are passed over, so a stream can be fed as it is read. */
export class BaselineCounter {
  readonly #counts = new Map<string, number>();

  add(event: unknown): void {
    if (typeof event !== 'object' || event === null || !('type' in event) || event.type !== 'finding') return;
    const id = 'id' in event ? event.id : null;
    if (typeof id === 'string') this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1);
  }

  get counts(): Baseline {
    return this.#counts;
  }
}

/**
 * Reads an earlier result, json or ndjson. Throws UserError when the text is neither, or is not a result: a baseline
 * that cannot be read must not look like an empty one.
 */
export function parseBaseline({ path, text }: { readonly path: string; readonly text: string }): Baseline {
  const counter = new BaselineCounter();
  const end = text.indexOf('\n');
  const head = parseJson(end === -1 ? text : text.slice(0, end));
  if (head === null || !('type' in head) || head.type !== 'run') {
    // A document on one line, or a pretty one of which the first line is only `{`.
    for (const finding of findingsOf(head ?? parseJson(text), path)) counter.add(finding);
    return counter.counts;
  }
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const event = parseJson(line);
    if (event === null) throw notAResult(path, index + 1);
    counter.add(event);
  });
  return counter.counts;
}

/** Starts a comparison. Ids made from a serial or an asset tag name one asset; of the others the rows are counted. */
export function createBaselineRun(baseline: Baseline): BaselineRun {
  const seen = new Map<string, number>();
  return {
    isNew({ id, asset }: Known): boolean {
      const count = (seen.get(id) ?? 0) + 1;
      seen.set(id, count);
      const before = baseline.get(id) ?? 0;
      return isUnique(assetKey(asset).kind) ? before === 0 : count > before;
    },
    resolved: () => [...baseline.keys()].filter((id) => !seen.has(id)).sort(),
  };
}

function parseJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

function findingsOf(document: object | null, path: string): readonly unknown[] {
  const findings = document !== null && 'findings' in document ? document.findings : null;
  if (document === null || !('schemaVersion' in document) || !Array.isArray(findings)) throw notAResult(path, null);
  return findings as unknown[];
}

function notAResult(path: string, line: number | null): UserError {
  const message = line === null ? 'is not a result of netvet' : 'is not a line of a result';
  return new UserError([
    { place: { file: path, line, column: null }, message, hint: 'expected the json or ndjson format' },
  ]);
}
