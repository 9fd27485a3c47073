import type { DesignationEvent } from '../../core/events.ts';
import { alike, lawFacts } from '../law-text.ts';
import { webAddress } from '../escape.ts';
import { listingText } from '../phrases.ts';
import type { Collected, Law } from './page-content.ts';
import { type Markup, markup } from './markup.ts';
import type { PageLaw } from './page-data.ts';

/** In short, for the rows of the table. */
export function pageLaw(collected: Collected, law: Law, index: number): PageLaw {
  const event = 'type' in law ? law : null;
  return {
    anchor: anchorOf(index),
    list: law.list,
    short: collected.list(law.list)?.short ?? law.list,
    title: collected.listTitle(law.list),
    listedAs: event?.as ?? law.entry,
    citation: event?.citation ?? null,
    url: webAddress(collected.list(law.list)?.url ?? null),
    verified: event?.verified ?? false,
  };
}

type Placed = readonly [law: Law, index: number];

/** The text of every designation that a finding rests on: entries that say the same share one. */
export function lawSection(collected: Collected): Markup | null {
  const { laws } = collected;
  if (laws.length === 0) return null;
  const lists = alike(laws.map((law, index): Placed => [law, index]), ([{ list }]) => list); // prettier-ignore
  return markup`
    <section id="law" aria-labelledby="law-title">
      <h2 id="law-title">Legal basis</h2>
      ${lists.map((placed) => ofList(placed, collected))}
    </section>`;
}

function ofList(placed: readonly Placed[], collected: Collected): Markup | null {
  const id = placed[0]?.[0].list ?? '';
  const binds = collected.list(id)?.binds ?? null;
  const texts = alike(placed, ([law]) =>
    'type' in law ? JSON.stringify(lawFacts(law, collected.run?.asOf ?? null)) : law.entry,
  );
  return markup`
    <h3>${collected.listTitle(id)} <span class="minor">${id}</span></h3>
    ${binds !== null && markup`<div class="law"><dl>${fact('Binds', binds)}</dl></div>`}
    ${texts.map((group) => article(group, collected))}`;
}

function anchorOf(index: number): string {
  return `law-${index + 1}`;
}

function article(group: readonly Placed[], collected: Collected): Markup | null {
  const [first] = group;
  if (first === undefined) return null;
  const facts = 'type' in first[0] ? lawFacts(first[0], collected.run?.asOf ?? null) : [];
  const list = (lines: readonly string[]) => markup`<ul>${lines.map((line) => markup`<li>${line}</li>`)}</ul>`;
  return markup`
    <article class="law">
      ${group.map((placed) => heading(placed, collected))}
      <dl>${facts.map(([label, lines]) => fact(label, lines.length > 1 ? list(lines) : (lines[0] ?? '')))}</dl>
    </article>`;
}

/** Whom it names, since when and by which citation. */
function heading([law, index]: Placed, collected: Collected): Markup {
  if (!('type' in law)) return markup`<h4 id="${anchorOf(index)}">${law.entry}</h4>`;
  return markup`
    <h4 id="${anchorOf(index)}">${law.as} <span class="soft">${listed(law, collected)}</span></h4>`;
}

function listed(event: DesignationEvent, collected: Collected): Markup {
  const { citation } = event;
  const url = collected.list(event.list)?.url ?? null;
  const days = listingText(event, collected.run?.asOf ?? null) ?? 'listed';
  const address = webAddress(url);
  const named = citation ?? (address === null ? 'no citation given' : 'source');
  const link =
    address === null ? named : markup`<a href="${address}" rel="noopener noreferrer" target="_blank">${named}</a>`;
  return markup`${days}, ${link}`;
}

function fact(label: string, value: string | Markup): Markup {
  return markup`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}
