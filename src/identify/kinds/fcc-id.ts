import type { Cell } from '../cell.ts';
import type { Patterns } from '../../core/first-letters.ts';
import { hit, type Finder, type Hit } from './finder.ts';
import { ownersOf, type MakerEntry } from '../names/makers.ts';
import type { Sign } from '../strengths.ts';

/** A grantee code is three characters, or five when it begins with a digit (47 CFR 2.926). */
const ID = '(?:[a-z][a-z0-9]{2}|[2-9][a-z0-9]{4})-?[a-z0-9-]{1,14}';
const WHOLE = new RegExp(`^(?:https?://\\S{1,60}/)?(${ID})$`, 'i');
const LABELLED = new RegExp(
  `(?<![a-z0-9])(contains\\s{1,4}(?:tx\\s{1,4})?)?fcc[\\s-]{0,2}id[\\s:#.]{1,6}(${ID})(?![a-z0-9])`,
  'gi',
);
const LABEL: Patterns = () => [{ text: 'fccid', wanted: true, isLoose: true }];

interface Label {
  readonly id: string;
  readonly component: boolean;
}

/** The grantee code that begins an FCC ID. */
function codeOf(id: string): string {
  return id.slice(0, /^\d/.test(id) ? 5 : 3).toUpperCase();
}

/** Whether a cell of FCC IDs holds one. */
export function isFccId(text: string): boolean {
  return text.search(LABELLED) >= 0 || text.split(/[\s,;|]+/).some((part) => WHOLE.test(part));
}

/** A code of five characters is known without a word for it; three letters may begin anything. */
const isLong = (code: string): boolean => code.length === 5;

/**
 * The ids after the words "FCC ID"; else those of a column of FCC IDs, or a whole cell that begins with a long code.
 */
function labels({ text, fields }: Cell): Label[] {
  const found = Array.from(text.matchAll(LABELLED), (at) => ({ id: at[2] ?? '', component: at[1] !== undefined }));
  if (found.length > 0) return found;
  const ofColumn = fields.includes('fccId');
  const parts = ofColumn ? text.split(/[\s,;|]+/) : [text.trim()];
  return parts
    .flatMap((part) => WHOLE.exec(part)?.[1] ?? [])
    .filter((id) => ofColumn || isLong(codeOf(id)))
    .map((id) => ({ id, component: false }));
}

function signOf(cell: Cell, { component }: Label): Sign {
  if (component) return 'contained';
  return cell.fields.includes('fccId') ? 'ownFccId' : 'fccIdInText';
}

/**
 * The grantee code of an FCC ID. The device's own is confirmed; "Contains FCC ID: XMR..." is a component, the usual
 * trace of a module inside another maker's device.
 */
export function compileFccId({ makers }: { readonly makers: readonly MakerEntry[] }): Finder {
  const grantees = ownersOf(makers, 'fccGrantees', (value) => value.toUpperCase());
  const ids: Patterns = () =>
    Array.from(grantees, ([text, { maker }]) => ({ text, wanted: maker.wanted, isLoose: true }));
  const longIds: Patterns = () => [...ids()].filter(({ text }) => isLong(text));
  return {
    kinds: ['fcc-id'],
    looksAt: () => true,
    patterns: (_role, fields) => (fields.includes('fccId') ? [LABEL, ids] : [LABEL, longIds]),
    find(cell: Cell, hits: Hit[]): void {
      for (const label of labels(cell)) {
        const code = codeOf(label.id);
        const grantee = grantees.get(code);
        if (grantee === undefined) continue;
        hits.push(
          hit({
            kind: 'fcc-id',
            maker: grantee.maker,
            field: cell.fields.includes('fccId') ? 'fccId' : cell.field,
            seen: label.id,
            matched: `grantee code ${code}`,
            sign: signOf(cell, label),
            certainty: grantee.certainty,
            part: label.component ? 'component' : null,
          }),
        );
      }
    },
    nearMisses(cell) {
      // A word or a number alone is no FCC ID that someone wrote down.
      const written = cell.fields.includes('fccId') && WHOLE.test(cell.text.trim()) && /\d/.test(cell.text);
      const isId = written || cell.text.search(LABELLED) >= 0;
      const codes = isId ? labels(cell).map(({ id }) => codeOf(id)) : [];
      const strangers = [...new Set(codes)].filter((code) => !grantees.has(code));
      return strangers.map((code) => ({ kind: 'fcc-id', text: `grantee code ${code} is not of a known vendor` }));
    },
  };
}
