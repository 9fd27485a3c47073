import { type Markup, markup } from './markup.ts';

/**
 * Shapes that go with a word, so that status and confidence are told apart without colour. 16 x 16, drawn in the
 * colour of the text.
 */
const SHAPES: Readonly<Record<string, Markup>> = {
  banned: markup`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/><path class="knock" d="M4.5 8h7" stroke-width="2.4"/>`,
  undetermined: markup`
    <path class="edge" d="M8 1.5 14.5 8 8 14.5 1.5 8z"/>
    <path class="edge" d="M6.4 6.6a1.6 1.6 0 1 1 1.6 2v.6M8 10.9v.6"/>`,
  upcoming: markup`<circle class="edge" cx="8" cy="8" r="6.2"/><path class="edge" d="M8 4.4V8l2.6 1.8"/>`,
  waived: markup`
    <rect class="edge" x="2" y="2" width="12" height="12" rx="1"/>
    <path class="edge" d="m4.8 8.2 2.3 2.3 4.2-4.8"/>`,
  exempt: markup`<circle class="edge" cx="8" cy="8" r="6.2"/><path class="edge" d="m4 12 8-8"/>`,
  listed: markup`<path class="edge" d="M3 2h10v12H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h3"/>`,
  confirmed: markup`<path d="M1 10h3.6v4H1zM6.2 6h3.6v8H6.2zM11.4 2H15v12h-3.6z"/>`,
  probable: markup`<path d="M1 10h3.6v4H1zM6.2 6h3.6v8H6.2z"/><path class="thin" d="M11.9 2.5h2.6v11h-2.6z"/>`,
  possible: markup`<path d="M1 10h3.6v4H1z"/><path class="thin" d="M6.7 6.5h2.6v7H6.7zM11.9 2.5h2.6v11h-2.6z"/>`,
  conflict: markup`<path class="edge" d="M8 2 15 14H1zM8 6.5v3.6M8 11.6v.8"/>`,
  passes: markup`<circle class="edge" cx="8" cy="8" r="6.2"/><path class="edge" d="M5 8h6"/>`,
  chevron: markup`<path class="edge" d="m6 3.5 4.5 4.5L6 12.5"/>`,
};

/** All shapes once, for `icon` here and in the page's script. */
export function sprite(): Markup {
  const symbols = Object.entries(SHAPES).map(
    ([name, shape]) => markup`<symbol id="icon-${name}" viewBox="0 0 16 16">${shape}</symbol>`,
  );
  return markup`
    <svg class="sprite" aria-hidden="true">${symbols}
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch-ground" width="5" height="5"/><rect class="hatch-line" width="2.2" height="5"/>
        </pattern>
      </defs>
    </svg>`;
}

/** A shape of the sprite, for people who see; the word beside it says the same. */
export function icon(name: string): Markup {
  return markup`<svg class="icon" aria-hidden="true"><use href="#icon-${name}"/></svg>`;
}
