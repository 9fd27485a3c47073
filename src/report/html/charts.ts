import { addDays, daysBetween } from '../../core/dates.ts';
import type { DesignationEvent } from '../../core/events.ts';
import { days, grouped } from '../phrases.ts';
import { markup, type Markup } from './markup.ts';
import type { Collected } from '../collected.ts';
import type { PageCollected } from './page-content.ts';
import { SHADES, total, type Bar, type PageTally, type Shade } from './tally.ts';

const BARS = 8;
const WIDTH = 280;
const HEIGHT = 10;
const NAMES: Readonly<Record<Shade, string>> = {
  banned: 'banned',
  open: 'undetermined or upcoming',
  noted: 'waived, exempt or listed',
};

/** Assets by vendor, site and list, as bars with their numbers. */
export function chartsSection({ byVendor, bySite, byList }: PageCollected): Markup {
  const rough = [byVendor, bySite, byList].some(({ exact }) => !exact);
  return markup`
    <section id="where" aria-labelledby="where-title">
      <h2 id="where-title">Who, where, by which list</h2>
      <p class="legend">${SHADES.map(swatch)}</p>
      <div class="charts">
        ${chart('Assets by vendor', byVendor)}
        ${chart('Assets by site', bySite)}
        ${chart('Assets by list', byList, 'An asset counts under every list that names it.')}
      </div>
      ${
        rough &&
        markup`
        <p class="minor">There are so many assets that one in several rows may be counted more than once.</p>`
      }
    </section>`;
}

function swatch(shade: Shade): Markup {
  return markup`
    <span>
      <svg class="swatch" viewBox="0 0 18 12" aria-hidden="true">
        <rect class="bar ${shade}" x="0.5" y="0.5" width="17" height="11"/>
      </svg>
      ${NAMES[shade]}
    </span>`;
}

function chart(title: string, tally: PageTally, note: string | null = null): Markup {
  const bars = tally.bars(BARS);
  const largest = Math.max(1, ...bars.map(total));
  return markup`
    <div class="chart">
      <h3>${title}</h3>
      <ul>${bars.map((bar) => item(bar, largest))}</ul>
      ${note !== null && markup`<p class="minor">${note}</p>`}
    </div>`;
}

function item(bar: Bar, largest: number): Markup {
  const said = SHADES.filter((shade) => bar.counts[shade] > 0).map(
    (shade) => `${grouped(bar.counts[shade])} ${NAMES[shade]}`,
  );
  return markup`
    <li>
      <span>${bar.label}</span><b>${grouped(total(bar))}</b>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${said.join(', ')}">${parts(bar, largest)}</svg>
    </li>`;
}

function parts({ counts }: Bar, largest: number): Markup[] {
  let x = 0.5;
  return SHADES.filter((shade) => counts[shade] > 0).map((shade) => {
    const width = Math.max(1, (counts[shade] / largest) * (WIDTH - 1));
    const part = markup`
      <rect class="bar ${shade}" x="${round(x)}" y="0.5" width="${round(width)}" height="${HEIGHT - 1}"/>`;
    x += width;
    return part;
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The last few days that passed, and the next that come. */
const PASSED = 8;
const COMING = 24;
const LINE_WIDTH = 720;
const MARGIN = 14;
const LANE = 19;
/** Marks closer than this would cover each other, so the later one moves a lane up. */
const APART = 19;
const MOST_NAMES = 4;

/** Deadlines on a time line, numbered as in the list below it; null when there is none. */
export function timelineSection(collected: Collected): Markup | null {
  const due = dueDays(collected);
  if (due.length === 0) return null;
  const { asOf } = collected.run;
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
        <p class="minor">What the lists say has ${more} more days, further back or further ahead.</p>`
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
      <span>${what}<span class="minor">${collected.law.title(list)}: ${who}</span></span></li>`;
}

function drawing(shown: readonly Due[], asOf: string): Markup {
  const all = [asOf, ...shown.map(({ day }) => day)].sort();
  const first = addDays(all[0] ?? asOf, -45);
  const span = daysBetween(first, addDays(all.at(-1) ?? asOf, 45));
  const xOf = (day: string) => Math.round(MARGIN + (daysBetween(first, day) / span) * (LINE_WIDTH - 2 * MARGIN));
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
    <svg class="timeline" viewBox="0 0 ${LINE_WIDTH} ${base + 22}" role="img" aria-label="${label}">
      <line class="axis" x1="0" x2="${LINE_WIDTH}" y1="${base}" y2="${base}"/>
      ${years(first, addDays(first, span)).map((year) => tick(year, xOf(`${year}-01-01`), base))}
      <line class="today" x1="${today}" x2="${today}" y1="12" y2="${base + 6}"/>
      <text class="today" x="${today}" y="9" text-anchor="${anchor(today)}">as of ${asOf}</text>
      ${marks.map((mark) => stem(mark, base))}${marks.map((mark) => disc(mark, base))}
    </svg>`;
}

/** The words at the as-of line stay inside the drawing. */
function anchor(x: number): 'start' | 'middle' | 'end' {
  return x < 60 ? 'start' : x > LINE_WIDTH - 60 ? 'end' : 'middle';
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

/** One day on the time line: what is due or forbidden from then, by which list, for whom. */
interface Due {
  readonly day: string;
  readonly what: string;
  readonly list: string;
  readonly names: readonly string[];
}

/** Deadlines of the designations that findings use, and rules that start after the as-of date; each once a list. */
function dueDays({ law: { events }, run: { asOf } }: Collected): readonly Due[] {
  const found = new Map<string, { day: string; what: string; list: string; names: string[] }>();
  for (const law of events) {
    for (const [day, what] of daysOf(law, asOf)) {
      const key = JSON.stringify([day, law.list, what]);
      const known = found.get(key);
      if (known === undefined) found.set(key, { day, what, list: law.list, names: [law.as] });
      else if (!known.names.includes(law.as)) known.names.push(law.as);
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, due]) => due);
}

function daysOf({ rules }: DesignationEvent, asOf: string): readonly (readonly [string, string])[] {
  return rules.flatMap(({ from, mayNot }) =>
    from === null || from <= asOf ? [] : [[from, `from this day it may not ${mayNot}`] as const],
  );
}
