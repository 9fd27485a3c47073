import type { Patterns } from '../../core/first-letters.ts';
import { excerpt } from '../../core/text.ts';
import type { Cell } from '../cell.ts';
import { ownersOf, type OwnedValue } from '../names/name-index.ts';
import { hit, type Finder, type FinderInput } from './finder.ts';

/** The word alone is also in names of companies, before a year or a day: Smith Enterprises.2011, .2011.05.03. */
const BELOW_ENTERPRISES =
  /(?:(?:1|iso)\.3\.6\.1\.4\.1|enterprises(?:(?<=(?:^\W*|[.:])enterprises)|(?=\.\d+\.(?!0\d)\d)))\.(\d+(?:\.\d+)*)/gi;
/** How an object id begins in a text, where a number alone says nothing. */
const ROOTS = ['136141', 'enterprises', 'iso3614'].map((text) => ({ text, isLoose: true as const }));
const inTexts: Patterns = () => ROOTS;
const BARE = /^\.?(\d{2,}(?:\.\d+)*)$/;

/** The parts of object ids below `enterprises`: a text, the objects of a walk or a stack may hold several. */
function enterpriseOids(cell: Cell): readonly string[] {
  const found = Array.from(cell.text.matchAll(BELOW_ENTERPRISES), ([, oid = '']) => oid);
  if (found.length > 0 || !cell.fields.includes('sysObjectId')) return [...new Set(found)];
  const bare = BARE.exec(cell.text.trim())?.[1] ?? '1.3.6';
  return bare.startsWith('1.3.6') ? [] : [bare];
}

const ANY_ID = /^\s*\.?\d+(?:\.\d+){4,}\s*$/;

/** Whether a cell of an object id column holds one, of any vendor. */
export function isObjectId(text: string): boolean {
  return text.search(BELOW_ENTERPRISES) !== -1 || ANY_ID.test(text) || BARE.test(text.trim());
}

/**
 * A sysObjectID below an enterprise number that devices of a vendor answer with; the longest prefix of all vendors
 * wins. The registry and devices disagree (squatted numbers, agents of chip makers), so vendor files hold what devices
 * answer.
 */
export function compileEnterpriseNumber({ makers }: FinderInput): Finder {
  const kind = 'enterprise-number';
  const owners = ownersOf(makers, 'enterpriseNumbers');
  const numbers = () => Array.from(owners.keys(), (text) => ({ text }));
  /** The owner of the longest known prefix. */
  function ownerOf(oid: string): OwnedValue | null {
    for (let prefix = oid; prefix !== ''; prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf('.')))) {
      const found = owners.get(prefix);
      if (found !== undefined) return found;
    }
    return null;
  }
  return {
    kinds: [kind],
    seeks: (role, fields) => [fields.includes('sysObjectId') || role === 'line' ? numbers : inTexts],
    find(cell, hits): void {
      const sign = cell.mayHold('sysObjectId') ? 'answer' : 'answerInText';
      for (const oid of enterpriseOids(cell)) {
        const found = ownerOf(oid);
        if (found === null) continue;
        const { maker, value: matched, certainty } = found;
        const at = cell.text.indexOf(oid);
        const seen = excerpt(cell.text, at, at + oid.length);
        hits.push(hit({ kind, maker, field: 'sysObjectId', seen, matched, sign, certainty }));
      }
    },
    nearMisses(cell) {
      const unowned = cell.mayHold('sysObjectId') ? enterpriseOids(cell).filter((oid) => ownerOf(oid) === null) : [];
      return unowned.map((oid) => ({ kind, text: `${oid} is below no number of a known vendor` }));
    },
  };
}
