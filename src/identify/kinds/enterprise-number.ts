import type { Certainty } from '../../knowledge/vendor.ts';
import { fold } from '../../core/text.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type FinderInput, type Hit } from './finder.ts';
import type { MakerEntry } from '../names/makers.ts';
import { isAboutOther } from '../role.ts';

interface Assignment {
  readonly maker: MakerEntry;
  readonly certainty: Certainty;
  readonly when: string | null;
}

const BELOW_ENTERPRISES =
  /(?:\.?1\.3\.6\.1\.4\.1|(?:iso|SNMPv2-SMI::)[.\w]*?(?:3\.6\.1\.4\.1|enterprises)|enterprises)\.(\d+(?:\.\d+)*)/i;
/** How texts begin in which one stands: where numbers alone say nothing. */
const ROOTS = ['136141', 'enterprises', 'snmpv2smi', 'iso3614'].map((text) => ({
  text,
  wanted: true,
  isLoose: true as const,
}));
const BARE = /^\.?(\d{2,}(?:\.\d+)*)$/;

/** The part of an object id below `enterprises`, or null. */
function enterpriseOid(cell: Cell): string | null {
  const found = BELOW_ENTERPRISES.exec(cell.text);
  if (found !== null) return found[1] ?? null;
  if (!cell.fields.includes('sysObjectId')) return null;
  const bare = BARE.exec(cell.text.trim())?.[1] ?? null;
  return bare === null || bare.startsWith('1.3.6') ? null : bare;
}

const ANY_ID = /^\s*\.?\d+(?:\.\d+){4,}\s*$/;

/** Whether a cell of object ids is one, of whomever. */
export function isObjectId(text: string): boolean {
  return BELOW_ENTERPRISES.test(text) || ANY_ID.test(text) || BARE.test(text.trim());
}

/** Numbers and their exceptions (null: nobody's) by dotted prefix. */
function assignments(makers: readonly MakerEntry[]): Map<string, Assignment | null> {
  const table = new Map<string, Assignment | null>();
  for (const maker of makers) {
    for (const { number, certainty, when } of maker.maker.identifiers.enterpriseNumbers) {
      table.set(number, { maker, certainty, when: when === null ? null : fold(when) });
    }
  }
  for (const { maker } of makers) {
    for (const { except } of maker.identifiers.enterpriseNumbers) {
      for (const number of except) if (!table.has(number)) table.set(number, null);
    }
  }
  return table;
}

/**
 * sysObjectID below an enterprise number a vendor answers; the longest prefix of all vendors wins. Registry and wire
 * disagree (squatted numbers, agents of chip makers), so every number carries what devices really answer.
 */
export function compileEnterpriseNumber({ makers }: FinderInput): Finder {
  const table = assignments(makers);
  const numbers = () => Array.from(table, ([text, one]) => ({ text, wanted: one?.maker.wanted === true }));
  function longest(oid: string): readonly [string, Assignment | null] | null {
    for (let prefix = oid; prefix !== ''; prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf('.')))) {
      const found = table.get(prefix);
      if (found !== undefined) return [prefix, found];
    }
    return null;
  }
  return {
    kinds: ['enterprise-number'],
    looksAt: (role, fields) => fields.includes('sysObjectId') || role === 'line' || role === 'mention',
    patterns: (role) => [role === 'mention' ? () => ROOTS : numbers],
    find(cell: Cell, hits: Hit[]): void {
      // A note, or the objects of a walk, may hold several.
      const aboutMaker = !isAboutOther(cell.role);
      const oids = aboutMaker
        ? [enterpriseOid(cell)]
        : cell.text.split(/\s+/).map((one) => BELOW_ENTERPRISES.exec(one)?.[1]);
      for (const oid of oids) {
        const found = oid == null ? null : longest(oid);
        if (found?.[1] == null) continue;
        const [prefix, { maker, certainty, when }] = found;
        hits.push(
          hit({
            kind: 'enterprise-number',
            maker,
            field: 'sysObjectId',
            seen: cell.text.trim().slice(0, 200),
            matched: when === null ? prefix : `${prefix}, with "${when}" in sysDescr`,
            sign: 'answer',
            certainty,
            when,
          }),
        );
      }
    },
    nearMisses(cell) {
      const oid = cell.holds('sysObjectId') ? enterpriseOid(cell) : null;
      if (oid === null) return [];
      const found = longest(oid);
      if (found === null) return [{ kind: 'enterprise-number', text: `${oid} is below no number of a known vendor` }];
      return found[1] === null
        ? [{ kind: 'enterprise-number', text: `${found[0]} is an exception: another vendor answers it` }]
        : [];
    },
  };
}
