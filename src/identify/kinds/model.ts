import { categoryOf, type CategoryId, type Field } from '../../core/fields.ts';
import type { Confidence } from '../../core/finding.ts';
import type { Patterns } from '../../core/first-letters.ts';
import { excerpt } from '../../core/text.ts';
import type { ModelFamily } from '../../knowledge/vendor.ts';
import type { Cell } from '../cell.ts';
import type { Beside } from '../names/beside.ts';
import type { KnownMakers } from '../names/known-makers.ts';
import type { MakerEntry } from '../names/makers.ts';
import type { KnownName } from '../names/name-index.ts';
import { isAboutOther, type Role } from '../role.ts';
import type { Sign } from '../strengths.ts';
import { hit, type Finder, type Hit } from './finder.ts';
import { ModelScan, type ModelMatch, mayLead, type OwnName } from './model-scan.ts';

const DIGIT = /\d/;
const NAMES_MODEL: readonly Field[] = ['model', 'partNumber'];

/** What families are looked for with. */
interface ModelInput {
  readonly makers: readonly MakerEntry[];
  readonly names: readonly KnownName[];
  readonly hosts: ReadonlySet<string>;
  readonly beside: Beside;
  readonly knownMakers: KnownMakers;
  readonly isListed: IsListed;
}

/** Whether a list names a kind of thing, whoever made it. */
export type IsListed = (category: CategoryId) => boolean;

/** A family with the maker whose it is. */
interface Owned {
  readonly maker: MakerEntry;
  readonly model: ModelFamily;
}

/** Strongest first: of two families that match alike the first counts. */
const ORDER: readonly ModelFamily['strength'][] = ['unmistakable', 'strong', 'weak'];

function familiesOf(makers: readonly MakerEntry[]): readonly Owned[] {
  const all = makers.flatMap((maker) => maker.maker.identifiers.models.map((model): Owned => ({ maker, model })));
  return ORDER.flatMap((strength) => all.filter(({ model }) => model.strength === strength));
}

function scanOf(families: readonly Owned[], names: readonly KnownName[], hosts: ReadonlySet<string>): ModelScan {
  return new ModelScan(
    families.map(({ maker, model }) => ({ ...model, vendor: maker.vendor })),
    ownNames(families, names),
    hosts,
  );
}

/** Names and brands of the makers that have families: a model may follow one without a separator. */
function ownNames(families: readonly Owned[], names: readonly KnownName[]): readonly OwnName[] {
  const owners = new Set(families.map(({ maker }) => maker.vendor));
  return names.flatMap(({ kind, maker, words }) =>
    kind === 'name' && maker !== null && owners.has(maker.vendor) ? { words, vendor: maker.vendor } : [],
  );
}

/** What begins a word of every cell in plain ASCII that one of the families is met in. */
function patternsOf(families: readonly Owned[], names: readonly KnownName[], isListed: IsListed): Patterns {
  const wanted = new Set(
    families.flatMap(({ maker, model }) => (isWanted(maker, model, isListed) ? maker.vendor : [])),
  );
  return () => [
    ...families.map(({ maker, model }) => ({ text: model.mask, wanted: isWanted(maker, model, isListed) })),
    ...ownNames(families, names)
      .filter(mayLead)
      .map(({ words, vendor }) => ({ text: words.join(''), wanted: wanted.has(vendor), isLoose: true as const })),
  ];
}

/** Families that are looked for in the same columns. */
function groupsOf(families: readonly Owned[]): readonly (readonly Owned[])[] {
  const groups = new Map<string, Owned[]>();
  for (const one of families) {
    const key = `${one.model.strength} ${one.model.on.join()}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

function isWanted({ wanted }: MakerEntry, { is }: ModelFamily, isListed: IsListed): boolean {
  const category = wanted ? null : categoryOf(is);
  return wanted || (category !== null && isListed(category));
}

/** How a family matched in such a column is graded; null when it is not looked for there. */
function gradeIn({ model }: Owned, role: Role, fields: readonly Field[]): Confidence | null {
  const strong = model.strength !== 'weak';
  if (model.on.length > 0) {
    if (role !== 'line' && !model.on.some((field) => fields.includes(field))) return null;
    return strong ? 'probable' : 'possible';
  }
  if (role === 'none') return model.strength === 'unmistakable' && fields.includes('serial') ? 'probable' : null;
  if (isAboutOther(role)) return strong ? 'possible' : null;
  return strong ? 'probable' : 'possible';
}

/** In a maker cell a product word without a number is more often another company's name (Dragonfish Ltd). */
function isOnlyWord(cell: Cell, found: string): boolean {
  return cell.role === 'maker' && !cell.fields.includes('model') && !DIGIT.test(found);
}

/** So many letters and digits has a number that others may have too (E170, EVS3000). A word without one is a brand. */
const SHORT = 7;

function signOf({ strength }: ModelFamily, found: string): Sign {
  if (strength === 'unmistakable') return 'unmistakableModel';
  const isShort = !DIGIT.test(found) || found.replace(/[^\p{L}\p{N}]/gu, '').length <= SHORT;
  return isShort ? 'shortModel' : 'model';
}

/** Whether a cell is the name of a host: under the header of a kind of device a model in capitals is none. */
function isHostName({ role, fields, text }: Cell, found: string): boolean {
  if (fields.includes('model')) return false;
  return role === 'naming' || (role === 'device' && (text.trim() !== found || /\p{Ll}{2}/u.test(found)));
}

/** The word that says that something else is meant than a model; told where folding kept the places of letters. */
function governor(maker: MakerEntry, cell: Cell, { from, to }: ModelMatch, beside: Beside): string | null {
  const { tokens, folded, text } = cell;
  const isSame = folded.length === text.length;
  const first = isSame ? tokens.findIndex(({ end }) => end > from) : -1;
  return beside.ofModel(cell, first, isSame ? tokens.findLastIndex(({ start }) => start < to) : -1, maker);
}

/** Whether a family says for sure what the device is: in a cell that names the model, and of no stranger's. */
function tellsKind({ strength, measured }: ModelFamily, { fields }: Cell): boolean {
  const isSure = strength !== 'weak' || (measured?.wrong ?? 0) === 0;
  return isSure && fields.some((one) => NAMES_MODEL.includes(one));
}

/**
 * Model and part number families. Strong ones are usable alone; a weak one needs a second sign. In the name of a host
 * one says who made it where the name says it too (huawei-s5720-1).
 */
export function compileModel({ makers, names, hosts, beside, knownMakers, isListed }: ModelInput): Finder {
  const families = familiesOf(makers);
  /** Made when the first cell is looked at: a small run may look at none. */
  let scan: ModelScan | null = null;
  const groups = groupsOf(families).map((some) => [some[0] as Owned, patternsOf(some, names, isListed)] as const);
  const grades = new WeakMap<readonly Field[], Map<Role, readonly (Confidence | null)[]>>();

  /** How each family is graded in a column: worked out once a column, as its cells share their fields. */
  function gradesIn(role: Role, fields: readonly Field[]): readonly (Confidence | null)[] {
    let byRole = grades.get(fields);
    if (byRole === undefined) grades.set(fields, (byRole = new Map<Role, readonly (Confidence | null)[]>()));
    let own = byRole.get(role);
    if (own === undefined) byRole.set(role, (own = families.map((one) => gradeIn(one, role, fields))));
    return own;
  }

  function addHits(cell: Cell, match: ModelMatch, graded: Confidence, hits: Hit[]): void {
    const one = families[match.family];
    if (one === undefined) return;
    const { maker, model } = one;
    const found = cell.text.slice(match.from, match.to);
    const isHost = isHostName(cell, found) && !beside.describes(cell);
    const isNamed = (isHost || match.joined) && beside.isNamed(cell, maker.vendor);
    if (isHost && !isNamed && model.strength === 'weak') return;
    const isOther = isAboutOther(cell.role) || (isHost && !isNamed);
    const word = governor(maker, cell, match, beside);
    const doubtful = match.joined && model.strength !== 'unmistakable' && !isNamed;
    const mayBeOthers = word === null && !isOther && (model.strength === 'weak' || !doubtful);
    const field = cell.field;
    const seen = excerpt(cell.text.trim(), match.from, match.to);
    const isSure = isHost ? isNamed : !doubtful && graded === 'probable';
    const own = isHost && !isNamed ? 'modelInHostName' : isSure ? signOf(model, found) : 'weakModel';
    hits.push(
      hit({
        kind: 'model',
        field,
        seen,
        sign: word !== null ? 'governedModel' : own,
        certainty: model.certainty,
        maker,
        matched:
          (model.family === null ? found : `${found} (${model.family})`) +
          (word === null ? '' : `, lowered to possible because of "${word}"`),
        family: {
          is: model.is,
          sure: word === null && !doubtful && tellsKind(model, cell),
          name: model.family ?? found,
        },
        before: mayBeOthers ? knownMakers.before(cell, match.from, maker.vendor) : null,
      }),
    );
  }

  return {
    kinds: ['model'],
    looksAt: (role, fields) => gradesIn(role, fields).some((confidence) => confidence !== null),
    patterns: (role, fields) =>
      groups.flatMap(([one, patterns]) => (gradeIn(one, role, fields) === null ? [] : [patterns])),
    find(cell: Cell, hits: Hit[]): void {
      scan ??= scanOf(families, names, hosts);
      const own = gradesIn(cell.role, cell.fields);
      const matches = scan.matches(cell.text, (family) => (own[family] ?? null) !== null);
      if (matches.length === 0) return;
      for (const match of worthTelling(matches, families, cell)) {
        const graded = own[match.family] ?? null;
        if (graded !== null) addHits(cell, match, graded, hits);
      }
    },
  };
}

/** Each family once; of a vendor with a strong family in the cell not its weak ones. */
function worthTelling(matches: readonly ModelMatch[], families: readonly Owned[], cell: Cell): readonly ModelMatch[] {
  const first = new Map<number, ModelMatch>();
  for (const match of matches) {
    const known = first.get(match.family);
    const onlyWord = isOnlyWord(cell, cell.text.slice(match.from, match.to));
    if (!onlyWord && (known === undefined || (known.joined && !match.joined))) first.set(match.family, match);
  }
  const all = [...first.values()];
  const strong = new Set(
    all.flatMap(({ family, joined }) => {
      const one = families[family];
      return one !== undefined && one.model.strength !== 'weak' && !joined ? [one.maker.vendor] : [];
    }),
  );
  return all.filter(({ family }) => {
    const one = families[family];
    return one !== undefined && (one.model.strength !== 'weak' || !strong.has(one.maker.vendor));
  });
}
