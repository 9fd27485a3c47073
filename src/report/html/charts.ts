import { grouped } from '../phrases.ts';
import type { Collected } from './page-content.ts';
import { type Markup, markup } from './markup.ts';
import { SHADES, total, type Bar, type Shade, type PageTally } from './tally.ts';

const BARS = 8;
const WIDTH = 280;
const HEIGHT = 10;
const NAMES: Readonly<Record<Shade, string>> = {
  banned: 'banned',
  open: 'undetermined or upcoming',
  noted: 'waived, exempt or listed',
};

/** Assets by vendor, site and list, as bars with their numbers. */
export function chartsSection({ byVendor, bySite, byList }: Collected): Markup {
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
