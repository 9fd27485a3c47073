import type { Patterns } from '../../core/first-letters.ts';
import type { Cell } from '../cell.ts';
import type { Token } from '../../knowledge/vendor.ts';
import type { MakerEntry } from '../names/makers.ts';
import { hit, type Finder, type FinderInput, type Hit } from './finder.ts';

interface Known {
  readonly token: Token;
  readonly text: string;
  readonly maker: MakerEntry;
}

/** An address is that of the row's device, whatever its column is called. */
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/\S+$/i;
const WORD = /[a-z0-9]/;

/**
 * What software of a maker answers or is asked by (`cam/realmonitor`, `DNVRS-Webs`): as a whole word of whatever cell,
 * or, where it says too little for that, as the whole cell of certain columns.
 */
export function compileToken({ makers }: FinderInput): Finder {
  const all = makers.flatMap((maker) =>
    maker.maker.identifiers.tokens.map((token): Known => ({ token, text: token.value.toLowerCase(), maker })),
  );
  const anywhere = all.filter(({ token }) => token.on.length === 0);
  const patternsOf =
    (some: readonly Known[]): Patterns =>
    () =>
      some.map(({ text, maker }) => ({ text: text.replace(/[^a-z0-9]/g, ''), wanted: maker.wanted, isLoose: true }));
  const patterns = patternsOf(anywhere);
  const wholeCells = patternsOf(all.filter(({ token }) => token.on.length > 0));
  const wholeFields = new Set(all.flatMap(({ token }) => token.on));
  return {
    kinds: ['token'],
    looksAt: () => all.length > 0,
    patterns: (_role, fields) => (fields.some((field) => wholeFields.has(field)) ? [patterns, wholeCells] : [patterns]),
    find(cell: Cell, hits: Hit[]): void {
      const text = cell.text.toLowerCase();
      const sign = ADDRESS.test(text.trim()) ? 'tokenInAddress' : 'token';
      for (const { token, text: sought, maker } of all) {
        const { on } = token;
        const stands =
          on.length === 0
            ? standsIn(text, sought)
            : on.some((field) => cell.fields.includes(field)) && text.trim() === sought;
        if (!stands) continue;
        hits.push(
          hit({
            kind: 'token',
            maker,
            field: cell.field,
            seen: cell.text.trim().slice(0, 200),
            matched: token.value,
            sign,
            certainty: token.certainty,
          }),
        );
      }
    },
  };
}

/** As whole words: no letter or digit goes on before it, nor behind it where it ends in one. */
function standsIn(text: string, token: string): boolean {
  for (let at = text.indexOf(token); at !== -1; at = text.indexOf(token, at + 1)) {
    const next = text.charAt(at + token.length);
    if (!WORD.test(text.charAt(at - 1)) && !(WORD.test(token.slice(-1)) && WORD.test(next))) return true;
  }
  return false;
}
