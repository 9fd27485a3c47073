import { spelt, type Patterns } from '../../core/first-letters.ts';
import { escaped, excerpt } from '../../core/text.ts';
import { hit, type Finder, type FinderInput } from './finder.ts';

/** A URL is that of the row's device, whatever its column is called. */
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/\S+$/i;

/**
 * Words that software of a maker answers with or is queried by (`cam/realmonitor`, `DNVRS-Webs`): a whole word of any
 * cell, or, where that says too little, the whole cell of certain columns.
 */
export function compileToken({ makers }: FinderInput): Finder {
  const tokens = makers.flatMap((maker) =>
    maker.facts.identifiers.tokens.map((token) => ({ ...token, maker, text: token.value.toLowerCase() })),
  );
  const patterns: Patterns = () => tokens.map(({ text }) => spelt(text.replace(/[^a-z0-9]/g, '')));
  return {
    kinds: ['token'],
    seeks: () => (tokens.length === 0 ? null : [patterns]),
    find(cell, hits): void {
      const text = cell.text.toLowerCase();
      const sign = ADDRESS.test(text.trim()) ? 'tokenInAddress' : 'token';
      for (const { on, text: sought, value, maker, certainty } of tokens) {
        if (!text.includes(sought)) continue;
        // As whole words: it may end in a sign.
        const asWords = new RegExp(`(?<![a-z0-9])${escaped(sought)}(?!(?<=[a-z0-9])[a-z0-9])`);
        const isWholeCell = text.trim() === sought && on.some((one) => cell.fields.includes(one));
        const at = on.length === 0 ? text.search(asWords) : isWholeCell ? 0 : -1;
        if (at === -1) continue;
        const seen = excerpt(cell.text, at);
        hits.push(hit(certainty, { kind: 'token', maker, field: cell.field, seen, matched: value, sign }));
      }
    },
  };
}
