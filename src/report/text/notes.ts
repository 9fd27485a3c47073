import type { DesignationEvent, DesignationRule } from '../../core/events.ts';
import { ruleLine } from '../phrases.ts';
import { fit } from '../width.ts';
import type { Collected } from './collect.ts';
import type { Page } from './page.ts';

/** With more notes than this each paragraph is cut to a few lines; -v has them whole. */
const IN_FULL = 4;
/** The purposes of section 889(f)(3)(B) take five lines of the usual width. */
const CUT_LINES = 5;

interface Note {
  readonly list: string;
  readonly paragraphs: readonly string[];
}

/** The legal text of list entries, numbered, each text once however many vendors it is about. */
export class Notes {
  readonly #collected: Collected;
  readonly #verbose: boolean;
  readonly #numbers = new Map<string, number>();
  readonly #notes: Note[] = [];

  constructor(collected: Collected, verbose: boolean) {
    this.#collected = collected;
    this.#verbose = verbose;
  }

  /** The number of an entry's text; null when the entry says nothing beyond its name. */
  add(list: string, event: DesignationEvent): number | null {
    const paragraphs = this.#verbose ? fullText(event) : shortText(event, this.#collected.run?.asOf ?? null);
    if (paragraphs.length === 0) return null;
    const key = [list, ...paragraphs].join('\n');
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#notes.push({ list, paragraphs });
    this.#numbers.set(key, this.#notes.length);
    return this.#notes.length;
  }

  lines(page: Page): string[] {
    if (this.#notes.length === 0) return [];
    const cut = this.#notes.length > IN_FULL && !page.options.verbose;
    const lines = this.#notes.flatMap(({ list, paragraphs }, index) => {
      const title = page.show(`[${index + 1}] ${this.#collected.listTitle(list)}`);
      const texts = paragraphs.flatMap((text) => cutTo(page, page.paragraph(page.show(text), 4), cut));
      return [...page.paragraph(title), ...texts.map((line) => page.chalk.dim(line))];
    });
    return [page.chalk.bold(`What the lists say${cut ? ' (-v: in full)' : ''}`), ...lines];
  }
}

function cutTo(page: Page, lines: readonly string[], cut: boolean): readonly string[] {
  if (!cut || lines.length <= CUT_LINES) return lines;
  const kept = lines.slice(0, CUT_LINES);
  const last = `${kept.pop() ?? ''} ${page.marks.more}`;
  return [...kept, fit(last, page.width, page.marks.more)];
}

function shortText({ condition, reason, prohibits, continuedUse }: DesignationEvent, asOf: string | null): string[] {
  return [
    ...(reason === null ? [] : [`reason: ${reason}`]),
    ...(condition === null ? [] : [`covers: ${condition}`]),
    ...(prohibits.length === 0 ? [] : [`forbids: ${barred(prohibits, asOf)}`]),
    ...(continuedUse === null ? [] : [`still allowed: ${continuedUse}`]),
  ];
}

/** Every rule with its day, source and note, each a paragraph, and what else the entry says. */
function fullText({ condition, reason, prohibits, continuedUse, note, url }: DesignationEvent): string[] {
  return [
    ...(reason === null ? [] : [`reason: ${reason}`]),
    ...(condition === null ? [] : [`covers: ${condition}`]),
    ...prohibits.map((rule) => `forbids: ${ruleLine(rule)}`),
    ...(continuedUse === null ? [] : [`still allowed: ${continuedUse}`]),
    ...(note === null ? [] : [`note: ${note}`]),
    ...(url === null ? [] : [`see: ${url}`]),
  ];
}

/** `subsidy since 2021-05-11; import, market since 2026-07-16`: acts by their first day, each once. */
function barred(rules: readonly DesignationRule[], asOf: string | null): string {
  const byDay = new Map<string, Set<string>>();
  const seen = new Set<string>();
  for (const { act, from, verified } of rules.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))) {
    if (seen.has(act)) continue;
    seen.add(act);
    byDay.set(from ?? '', (byDay.get(from ?? '') ?? new Set()).add(verified ? act : `${act} (not verified)`));
  }
  return [...byDay]
    .map(([day, acts]) => {
      const when = day === '' ? '' : asOf !== null && day > asOf ? ` from ${day}` : ` since ${day}`;
      return `${[...acts].join(', ')}${when}`;
    })
    .join('; ');
}
