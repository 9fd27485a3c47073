import type { EvidenceKind, Identification } from '../core/finding.ts';
import type { Cell } from './cell.ts';
import { isAboutOther } from './role.ts';
import type { Hit } from './kinds/finder.ts';

type Says = (hit: Hit, cell: Cell) => string;

const IN_NOTE = 'in a note or a place, which may speak of another device';
/** Of what is capped, by the grade that is left. */
const UNCERTAIN = 'the fact is not certain, so it is probable at best';
const UNVERIFIED = 'the fact is unverified, so it is possible at best';

/** What earned a hit its grade, in plain words; the rules are in CONTRIBUTING, "Confidence". */
const SAYS: Record<EvidenceKind, Says> = {
  name: (hit, { role }) => {
    if (hit.confidence === 'confirmed') return 'the vendor cell is a known name and nothing else';
    if (hit.confidence === 'probable') {
      const where = role === 'maker' ? 'among others in a vendor cell' : 'in a cell that says what the thing is';
      return `a distinctive name is there as whole words ${where}`;
    }
    if (!hit.aboutMaker) return 'a word beside the name says that it is not the vendor';
    return 'others sell goods under this name too';
  },
  typo: ({ confidence }) =>
    confidence === 'probable'
      ? 'one letter away from a distinctive name; no unrelated vendor has a name that close'
      : 'two letters away from a long name, or one from a name of several words',
  mac: ({ confidence, part, aboutMaker }) => {
    if (part === 'other-device') return 'the header says that the address is that of another device';
    if (!aboutMaker) return IN_NOTE;
    if (confidence === 'probable') return 'the prefix is registered to them; it says who made the network interface';
    return 'an address inside a text that nobody claimed';
  },
  'enterprise-number': () => 'only their devices answer with this number',
  'fcc-id': ({ confidence, part }, { role }) => {
    if (isAboutOther(role)) return 'an FCC ID in a cell that is about something else';
    if (confidence === 'confirmed') return "the device's own FCC ID begins with their grantee code";
    if (part === 'component') return 'the device contains a part of theirs';
    return 'an FCC ID inside a text';
  },
  cpe: ({ aboutMaker }) => (aboutMaker ? 'exactly their CPE vendor name' : IN_NOTE),
  gpon: ({ aboutMaker }) =>
    aboutMaker ? 'their id begins the serial number; never more, as cheap devices set it too' : IN_NOTE,
  token: ({ aboutMaker }) => (aboutMaker ? 'their software answers so; devices that others rebadge do too' : IN_NOTE),
  model: ({ confidence, aboutMaker, lowered }, { role }) => {
    if (confidence === 'probable') return 'a family of models that nobody else is known to use';
    if (isAboutOther(role)) return 'a model in a cell that is about something else';
    if (!aboutMaker && role === 'naming' && !lowered)
      return 'a model in the name of a host, which does not say who made it';
    if (!aboutMaker) return 'a word beside the model says that something else is for it';
    return 'others have such models too, or it is part of a longer word: it needs a second sign';
  },
  mention: () => 'a name in a cell that is not about the vendor',
  category: ({ confidence }) =>
    confidence === 'probable' ? 'the category column says so' : 'from the family of models only',
};

/** What earned a hit its grade. */
export function whyOf(hit: Hit, cell: Cell): string {
  if (hit.capped) return hit.confidence === 'probable' ? UNCERTAIN : UNVERIFIED;
  return SAYS[hit.kind](hit, cell);
}

/** Why a hit is not among the evidence of its row; null when it is. */
export function whyUncounted(hit: Hit, column: string, identifications: readonly Identification[]): string | null {
  const own = identifications.find(({ vendor, category }) =>
    hit.maker === null ? category?.id === hit.category : vendor?.id === hit.maker.ref.id,
  );
  const counted = own?.evidence.some(
    (one) => one.kind === hit.kind && one.column === column && one.matched === hit.matched,
  );
  if (counted === true) return null;
  if (hit.when !== null && own === undefined) return `sysDescr does not hold "${hit.when}"`;
  if (hit.otherMaker !== null) return `${hit.otherMaker} before it is the name of another vendor`;
  if (hit.weak) return 'the vendor cell names another vendor';
  return 'stronger evidence says the same';
}

/** The kinds that give an identification its grade: the strongest evidence, or two weak pieces together. */
export function groundsOf({ confidence, evidence }: Identification): string {
  const kinds = (among: typeof evidence): string => [...new Set(among.map(({ kind }) => kind))].join(' and ');
  const equal = evidence.filter((one) => one.confidence === confidence);
  if (equal.length > 0) return `by ${kinds(equal)}`;
  return `by ${kinds(evidence)}: two possible pieces of evidence of different kinds make it ${confidence}`;
}
