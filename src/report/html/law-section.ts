import type { DesignationEvent } from '../../core/events.ts';
import type { Collected } from '../collected.ts';
import { webAddress } from '../escape.ts';
import { type Markup, markup } from './markup.ts';
import type { PageLaw } from './page-data.ts';

/** In short, for the rows of the table. */
export function pageLaw({ law }: Collected, event: DesignationEvent, index: number): PageLaw {
  const { list, as, citation, verified } = event;
  const address = webAddress(law.list(list)?.url ?? null);
  const [short, title] = [law.list(list)?.short ?? list, law.title(list)];
  return { anchor: anchorOf(index), list, short, title, listedAs: as, citation, url: address, verified };
}

/** The text of every designation that a finding rests on: entries that say the same share one. */
export function lawSection({ law }: Collected): Markup | null {
  const { events } = law;
  if (events.length === 0) return null;
  const indexes = new Map(events.map((event, index) => [event, index]));
  const heading = (event: DesignationEvent): Markup => {
    const address = webAddress(law.list(event.list)?.url ?? null);
    const named = event.citation ?? (address === null ? 'no citation given' : 'source');
    const link =
      address === null ? named : markup`<a href="${address}" rel="noopener noreferrer" target="_blank">${named}</a>`;
    return markup`
      <h4 id="${anchorOf(indexes.get(event) ?? 0)}">
        ${event.as} <span class="soft">${law.listed(event)}, ${link}</span>
      </h4>`;
  };
  const lists = law.byList(events, true).map(({ id, texts }) => {
    const binds = law.binds(id);
    return markup`
      <h3>${law.title(id)} <span class="minor">${[id, binds].filter((part) => part !== null).join(', ')}</span></h3>
      ${texts.map(
        ({ entries, lines }) => markup`
          <article class="law">
            ${entries.map(heading)}
            <ul>${lines.map((line) => markup`<li>${line}</li>`)}</ul>
          </article>`,
      )}`;
  });
  return markup`
    <section id="law" aria-labelledby="law-title">
      <h2 id="law-title">What the lists say</h2>
      ${lists}
    </section>`;
}

function anchorOf(index: number): string {
  return `law-${index + 1}`;
}
