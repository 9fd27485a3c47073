import type { Attention } from '../core/attention.ts';
import type { InputEvent, Outcome, RunEvent, SummaryEvent } from '../core/events.ts';
import type { Finding } from '../core/finding.ts';
import { problem, type Problem } from '../core/problem.ts';
import { AssetGroups, rankOf, Strongest } from './asset-groups.ts';
import type { Folders } from './escape.ts';
import { Law } from './law.ts';
import { grouped } from './phrases.ts';
import type { Reporter, ReportFormat, ReportOptions } from './reporter.ts';

/** What a format that is written at the end has held of a run, within bounds. */
export class Collected {
  /** There from the run's first event on. */
  run!: RunEvent;
  /** There at the end. */
  summary!: SummaryEvent;
  attention: readonly Attention[] = [];
  readonly law = new Law();
  readonly inputs: InputEvent[] = [];
  readonly findings: Strongest<Finding>;
  readonly assets: AssetGroups;
  /** A format that is about findings holds few. */
  readonly problems = new HeldProblems(1_000);
  readonly folders: Folders;

  constructor(findings: number, assets: AssetGroups, folders: Folders) {
    this.findings = new Strongest(findings);
    this.assets = assets;
    this.folders = folders;
  }

  /** The reporter that collects, and renders at the end. */
  reporter(render: () => ReturnType<Reporter['summary']>): Reporter {
    return {
      run: (event) => {
        this.run = this.law.run = event;
        return '';
      },
      input: (event) => {
        this.inputs.push(event);
        return '';
      },
      outcome: (outcome) => {
        this.add(outcome);
        return '';
      },
      summary: (event, attention) => {
        this.summary = event;
        this.attention = attention;
        return render();
      },
    };
  }

  add({ designations, problems, findings }: Outcome): void {
    this.law.add(designations);
    for (const one of problems) this.problems.add(one);
    if (findings.length === 0) return;
    for (const finding of findings) {
      this.law.use(finding);
      if (this.findings.most > 0) this.findings.add(finding, rankOf(finding));
    }
    this.assets.add(findings);
  }
}

/** A format that is written at the end, from what it holds of a run: so many findings and assets. */
export function atTheEnd(
  { findings = 0, assets = 0 }: { readonly findings?: number; readonly assets?: number },
  render: (held: Collected, options: ReportOptions) => ReturnType<Reporter['summary']>,
): ReportFormat {
  return {
    everyRow: false,
    create(options) {
      const held = new Collected(findings, new AssetGroups(() => assets), options);
      return held.reporter(() => render(held, options));
    },
  };
}

/** `3 of 8 findings are left out, ...`; null when none is. */
export function leftOut({ findings: { more, total, most } }: Collected): string | null {
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

/** Problems held for the end of a document, with a stated bound: more are counted. */
export class HeldProblems {
  readonly #held: Problem[] = [];
  readonly #most: number;
  #more = 0;
  #errors = 0;

  constructor(most = 10_000) {
    this.#most = most;
  }

  add(found: Problem): void {
    if (this.#held.length < this.#most) this.#held.push(found);
    else {
      this.#more += 1;
      if (found.severity === 'error') this.#errors += 1;
    }
  }

  /** Those held and, when there were more, one problem that says so. */
  all(): readonly Problem[] {
    if (this.#more === 0) return this.#held;
    const message = `${this.#more} more problems are not listed here, ${this.#errors} of them errors`;
    const severity = this.#errors > 0 ? 'error' : 'warning';
    const says = { code: 'held-back', severity, message, hint: '--format ndjson has them all' } as const;
    return [...this.#held, problem(this.#held[0]?.source ?? '-', says)];
  }
}
