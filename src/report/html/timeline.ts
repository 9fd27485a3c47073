import { addDays, daysBetween } from '../../core/dates.ts';
import { days } from '../phrases.ts';
import type { Collected } from './page-content.ts';
import { dueDays, type Due } from './dates.ts';
import { type Markup, markup } from './markup.ts';

/** The last few days that passed, and the next that come. */
const PASSED = 8;
const COMING = 24;
const WIDTH = 720;
const MARGIN = 14;
const LANE = 19;
/** Marks closer than this would cover each other, so the later one moves a lane up. */
const APART = 19;
const MOST_NAMES = 4;

/** Deadlines on a time line, numbered as in the list below it; null when there is none. */
export function timelineSection(collected: Collected): Markup | null {
  const { run } = collected;
  const due = dueDays(collected);
  if (run === null || due.length === 0) return null;
  const { asOf } = run;
  const passed = due.filter(({ day }) => day < asOf);
  const coming = due.filter(({ day }) => day >= asOf);
  const shown = [...passed.slice(-PASSED), ...coming.slice(0, COMING)];
  const more = due.length - shown.length;
  return markup`
    <section id="deadlines" aria-labelledby="deadlines-title">
      <h2 id="deadlines-title">Deadlines</h2>
      ${drawing(shown, asOf)}
      <ol class="due">${shown.map((item) => listItem(item, asOf, collected))}</ol>
      ${
        more > 0 &&
        markup`
        <p class="minor">Legal basis has ${more} more days, further back or further ahead.</p>`
      }
    </section>`;
}

function listItem({ day, what, list, names }: Due, asOf: string, collected: Collected): Markup {
  const left = daysBetween(asOf, day);
  const time = left < 0 ? `passed ${days(-left)} ago` : left === 0 ? 'today' : `${days(left)} left`;
  const others = names.length - MOST_NAMES;
  const who = names.slice(0, MOST_NAMES).join(', ') + (others > 0 ? ` and ${others} more` : '');
  return markup`
    <li class="${left < 0 ? 'passed' : 'coming'}">
      <time datetime="${day}">${day}</time> <span class="left">${time}</span>${' '}
      <span>${what}<span class="minor">${collected.listTitle(list)}: ${who}</span></span></li>`;
}

function drawing(shown: readonly Due[], asOf: string): Markup {
  const all = [asOf, ...shown.map(({ day }) => day)].sort();
  const first = addDays(all[0] ?? asOf, -45);
  const span = daysBetween(first, addDays(all.at(-1) ?? asOf, 45));
  const xOf = (day: string) => Math.round(MARGIN + (daysBetween(first, day) / span) * (WIDTH - 2 * MARGIN));
  const lanes: number[] = [];
  const marks = shown.map(({ day }, index) => {
    const x = xOf(day);
    let lane = lanes.findIndex((last) => x - last >= APART);
    if (lane === -1) lane = lanes.length;
    lanes[lane] = x;
    return { x, lane, number: index + 1, passed: day < asOf };
  });
  const base = lanes.length * LANE + 20;
  const label = `${shown.length} days from ${shown[0]?.day ?? asOf} to ${shown.at(-1)?.day ?? asOf}, listed below`;
  const today = xOf(asOf);
  return markup`
    <svg class="timeline" viewBox="0 0 ${WIDTH} ${base + 22}" role="img" aria-label="${label}">
      <line class="axis" x1="0" x2="${WIDTH}" y1="${base}" y2="${base}"/>
      ${years(first, addDays(first, span)).map((year) => tick(year, xOf(`${year}-01-01`), base))}
      <line class="today" x1="${today}" x2="${today}" y1="12" y2="${base + 6}"/>
      <text class="today" x="${today}" y="9" text-anchor="${anchor(today)}">as of ${asOf}</text>
      ${marks.map((mark) => stem(mark, base))}${marks.map((mark) => disc(mark, base))}
    </svg>`;
}

/** The words at the as-of line stay inside the drawing. */
function anchor(x: number): 'start' | 'middle' | 'end' {
  return x < 60 ? 'start' : x > WIDTH - 60 ? 'end' : 'middle';
}

interface Mark {
  readonly x: number;
  readonly lane: number;
  readonly number: number;
  readonly passed: boolean;
}

/** All stems are drawn before the discs, so that none crosses the number of a lower one. */
function stem({ x, lane }: Mark, base: number): Markup {
  return markup`<line class="stem" x1="${x}" x2="${x}" y1="${middle(lane, base) + 8}" y2="${base}"/>`;
}

function disc({ x, lane, number, passed }: Mark, base: number): Markup {
  const y = middle(lane, base);
  return markup`
    <g class="${passed ? 'passed' : 'coming'}">
      <circle cx="${x}" cy="${y}" r="8"/><text x="${x}" y="${y + 3.5}" text-anchor="middle">${number}</text>
    </g>`;
}

function middle(lane: number, base: number): number {
  return base - 12 - lane * LANE;
}

function tick(year: number, x: number, base: number): Markup {
  return markup`
    <line class="axis" x1="${x}" x2="${x}" y1="${base}" y2="${base + 5}"/>
    <text class="year" x="${x}" y="${base + 18}" text-anchor="middle">${year}</text>`;
}

function years(first: string, last: string): number[] {
  const from = Number(first.slice(0, 4)) + 1;
  const count = Number(last.slice(0, 4)) - from + 1;
  const step = Math.ceil(count / 12);
  return Array.from({ length: Math.max(0, count) }, (_, index) => from + index).filter((year) => year % step === 0);
}
