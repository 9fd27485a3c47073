import type { DesignationEvent, DesignationRule, RunEvent } from '../../core/events.ts';
import { listingText } from '../phrases.ts';
import { webAddress } from '../uri.ts';
import type { Collected, Law } from './page-content.ts';
import { type Markup, markup } from './markup.ts';
import type { PageLaw } from './page-data.ts';

/** In short, for the rows of the table. */
export function pageLaw(collected: Collected, law: Law, index: number): PageLaw {
  const event = 'type' in law ? law : null;
  return {
    anchor: anchorOf(index),
    list: law.list,
    title: collected.listTitle(law.list),
    listedAs: event?.listedAs ?? law.entry,
    citation: event?.citation ?? null,
    url: webAddress(event?.url ?? null),
    verified: event?.verified ?? false,
  };
}

/** The text of every designation that a finding rests on, once. */
export function lawSection(collected: Collected): Markup | null {
  const { laws } = collected;
  if (laws.length === 0) return null;
  const lists = [...new Set(laws.map(({ list }) => list))];
  return markup`<section id="law" aria-labelledby="law-title">
<h2 id="law-title">Legal basis</h2>
${lists.map((list) => markup`<h3>${collected.listTitle(list)} <span class="minor">${list}</span></h3>${laws.map((law, index) => law.list === list && article(law, index, collected.run))}`)}
</section>
`;
}

function anchorOf(index: number): string {
  return `law-${index + 1}`;
}

function article(law: Law, index: number, run: RunEvent | null): Markup {
  const head = (name: string) => markup`<h4>${name}</h4>`;
  if (!('type' in law)) return markup`<article class="law" id="${anchorOf(index)}">${head(law.entry)}</article>`;
  return markup`<article class="law" id="${anchorOf(index)}">${head(law.listedAs)}<dl>${facts(law, run)}</dl></article>`;
}

function facts(event: DesignationEvent, run: RunEvent | null): Markup[] {
  const { condition, reason, continuedUse, note, prohibits, deadlines } = event;
  return [
    fact('Listed', listingText(event, run?.asOf ?? null)),
    fact('Binds', run?.lists.find(({ id }) => id === event.list)?.binds ?? null),
    fact('Source', source(event)),
    fact('Reason', reason),
    fact('Only', condition),
    fact('Forbids', prohibits.length === 0 ? null : markup`<ul>${prohibits.map(bar)}</ul>`),
    fact('Still allowed', continuedUse),
    fact(
      'Deadlines',
      deadlines.length === 0
        ? null
        : markup`<ul>${deadlines.map(({ what, by }) => markup`<li>${by}: ${what}</li>`)}</ul>`,
    ),
    fact('Note', note),
  ].filter((item) => item !== null);
}

function fact(label: string, value: string | Markup | null): Markup | null {
  return value === null ? null : markup`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}

function source({ citation, url, verified }: DesignationEvent): Markup {
  const address = webAddress(url);
  const named = citation ?? 'no citation given';
  const link =
    address === null ? null : markup`<br><a href="${address}" rel="noopener noreferrer" target="_blank">${address}</a>`;
  const doubt = verified
    ? null
    : markup` <strong>Not verified</strong>: not read in a primary or dated secondary source.`;
  return markup`${named}${link}${doubt}`;
}

function bar({ act, from, citation, note, verified }: DesignationRule): Markup {
  const details = [from === null ? null : `from ${from}`, note, citation === null ? null : `(${citation})`];
  return markup`<li><b>${act}</b> ${details.filter((part) => part !== null).join(' ')}${verified ? null : ' (not verified)'}</li>`;
}
