import { CATEGORIES, FIELDS, type Field } from '../core/fields.ts';
import { CONFIDENCES } from '../core/finding.ts';
import { IDENTIFIERS, type IdentifierKey, type IdentifierKind } from '../core/identifiers.ts';
import { parseMask, Refusal } from '../core/mask/mask.ts';
import { fold, hasLetterOrDigit, slug } from '../core/text.ts';
import { asId, day, defaultsOf, formed, id, integer, listOf, object, onlyIf, oneOf, optional } from '../yaml/shape.ts';
import { optionalList, required, shorthand, sparse, text, withDefault, yesNo } from '../yaml/shape.ts';
import type { Key, Shape, TypeOf } from '../yaml/shape.ts';

/** `huawei`, or `huawei/hisilicon` for one affiliate. */
export const vendorRef = text({ what: 'a vendor id', max: 160, parse: (raw) => asId(raw, raw.split('/')) });

/** A name that still holds a letter or digit when it is normalised for comparison. */
export const nameText = text({
  what: 'a name',
  max: 200,
  parse: onlyIf((raw) => hasLetterOrDigit(fold(raw)), 'holds no letter or digit, so it can never match'),
});

const macPrefix = formed(
  'a MAC prefix',
  /^(?:[\s:.\-]*[0-9A-Fa-f]){6}(?:(?:[\s:.\-]*[0-9A-Fa-f]){3}|[\s:.\-]*[0-9A-Fa-f])?[\s:.\-]*$/,
  'expected 6, 7 or 9 hex digits, such as 00:1A:2B',
  (raw) => raw.replace(/[\s:.\-]/g, '').toLowerCase(),
);

export const country = formed('a country', /^[A-Z]{2}$/, 'expected an ISO 3166 code of two capitals, such as US');

/** A mask. `isOfKnown`: it is tried only once the vendor is known, and points at none by itself. */
export function maskText(isOfKnown: boolean) {
  return text({
    what: 'a mask',
    max: 500,
    parse: (raw) => {
      const mask = parseMask(raw, isOfKnown);
      if (!(mask instanceof Refusal)) return { value: raw };
      const where = mask.at === 0 ? '' : `, character ${mask.at + 1}`;
      const shown = raw.length > 60 ? `${raw.slice(0, 59)}…` : raw;
      return { wrong: `the mask "${shown}"${where}: ${mask.message}`, hint: mask.hint };
    },
  });
}

const mask = maskText(false);
const field = oneOf(FIELDS, 'a field');
export const category = oneOf(CATEGORIES, 'a category');

const certainties = oneOf(['high', 'medium', 'low'], 'a certainty');
const certainty = withDefault(certainties, 'high', 'medium is at best probable evidence, low possible');
const source = optional(text(), 'where the fact is from');

const writtenName = object({
  name: required(nameText, 'as it may be written in an inventory'),
  distinctive: withDefault(yesNo, true, 'false: only as the whole vendor cell'),
  certainty,
});

/** A name to look for; one that is not distinctive counts only as the whole vendor cell. */
export interface Name extends TypeOf<typeof writtenName> {
  /** Not distinctive, and yet also found as the first words of a cell that says what a thing is. */
  readonly leads?: true;
  /** The user's list file that taught it to a shipped vendor, shown with the evidence. */
  readonly by?: string;
}

const name: Shape<Name> = shorthand('name', writtenName);

/** The shape of a fact: the value of `key` alone, or a mapping with its certainty and source. */
function fact<K extends Parameters<typeof object>[0]>(key: keyof K & string, keys: K) {
  const full = object({ ...keys, certainty, source });
  return shorthand<TypeOf<typeof full>>(key, full);
}

const valued = (shape: Shape<string>) => fact('value', { value: required(shape) });

const writtenModel = object({
  mask: required(mask, 'as data sheets write a range: S57##*'),
  is: optional(id, 'what all of this family are, a category of data/words/categories.yaml; not for firmware'),
  family: optional(text(), 'what a person calls these models'),
  example: optional(text(), 'a model that the mask must match'),
  except: optionalList(mask, 'what these match from the same beginning is not matched'),
  notAfter: optionalList(text({ max: 20 }), "words that make what follows them a stranger's"),
  on: optionalList(field, 'the fields it looks at; empty: all that can name a product'),
  measured: optional(
    object({ right: required(integer(0, 1_000_000)), wrong: required(integer(0, 1_000_000)) }),
    'distinct models of known vendors: written by npm run measure:models',
  ),
  own: withDefault(yesNo, false, "the source is the vendor's own range, or what its devices call themselves"),
  certainty,
  source,
});

/** A family of models, as a data sheet writes its range: see docs/masks.md. */
export interface ModelFamily extends TypeOf<typeof writtenModel> {
  /**
   * How sure a match is: whatever stands before it, by itself, or only with a second sign. It follows from `measured`
   * and the source; in a user's list its author decides.
   */
  readonly strength: 'unmistakable' | 'strong' | 'weak';
}

const model = shorthand('mask', writtenModel, (family): ModelFamily => ({ ...family, strength: strengthOf(family) }));

function byIdentifier<T>(make: (kind: IdentifierKind) => T): Record<IdentifierKey, T> {
  return Object.fromEntries(IDENTIFIERS.map((kind) => [kind.key, make(kind)])) as Record<IdentifierKey, T>;
}

const identifiers = object({
  macRegistrants: optionalList(valued(text()), 'as the IEEE registry spells them'),
  macPrefixes: optionalList(valued(macPrefix), '6, 7 or 9 hex digits'),
  ...byIdentifier(({ what, form: { pattern, expected, before = '' } }) => {
    const name = `${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}`;
    return optionalList(valued(formed(name, pattern, `expected ${expected}`, (raw) => raw.replace(before, ''))));
  }),
  tokens: optionalList(
    fact('value', {
      value: required(text({ max: 60 }), 'what its software answers, or is queried by: cam/realmonitor'),
      on: optionalList(field, 'the fields of whose columns it must be the whole cell; empty: a word of any cell'),
    }),
  ),
  models: optionalList(model, 'families of models'),
});

/** The kinds of identifiers: what people call one, and the fields of an example that can show one. */
export const IDENTIFIER_KINDS = {
  macRegistrants: { what: 'MAC registrant', shownBy: ['mac'] },
  macPrefixes: { what: 'MAC prefix', shownBy: ['mac'] },
  ...byIdentifier(({ what, fields: [field] }): { what: string; shownBy: readonly Field[] } => {
    return { what, shownBy: field === undefined ? ['text', 'model'] : [field] };
  }),
  tokens: { what: 'token', shownBy: ['text', 'platform'] },
  models: { what: 'model', shownBy: ['model', 'serial', 'platform'] },
} as const satisfies Readonly<Record<keyof TypeOf<typeof identifiers>, unknown>>;

const maker = {
  names: optionalList(name, 'what must match'),
  brands: optionalList(name, 'own brands: as good as a name'),
  identifiers: withDefault(identifiers, defaultsOf(identifiers)),
};

const affiliate = object({
  id: required(id),
  name: required(text(), 'for display'),
  ...maker,
  relation: required(text({ max: 80 }), 'subsidiary, joint-venture, brand, parent, renamed, sold …'),
  from: optional(day, 'first day of the relation'),
  until: optional(day, 'last day of the relation'),
  stillSupplies: withDefault(yesNo, false, 'sold, and its former owner is said to make its devices still'),
  country: optional(country, 'empty: as the vendor'),
  note: optional(text()),
  certainty,
  source,
});

const example = sparse({
  ...(Object.fromEntries(FIELDS.map((key) => [key, optional(text())])) as Record<Field, Key<string | null>>),
  confidence: optional(oneOf(CONFIDENCES, 'a confidence')),
  affiliate: optional(id, 'the affiliate that must be identified'),
});

const examples = object({ match: optionalList(example), noMatch: optionalList(example) });

const company = shorthand('name', object({ name: required(nameText), source }));

/** The keys that a vendor file and a vendor described in place have in common. */
const commonKeys = {
  country: optional(country),
  makes: withDefault(listOf(id), ['equipment'], 'equipment of any kind, or kinds of things: software, drone, battery'),
  ...maker,
  affiliates: optionalList(affiliate),
  relabels: optionalList(
    shorthand('name', object({ name: required(nameText), note: optional(text()), source })),
    'brands under which others sell its products: at best possible',
  ),
  sells: optionalList(
    company,
    'known sellers of its devices, under their own name: a vendor cell that names one does not contradict',
  ),
  lookAlikes: optionalList(company, 'strangers: never this vendor'),
  examples: withDefault(examples, defaultsOf(examples), 'rows that must be found, and rows that must not'),
  sources: optionalList(text()),
};

/** A file of data/vendors. */
export const vendorShape = object({
  id: required(id, 'how lists name it', ''),
  name: required(text(), 'for display', ''),
  ...commonKeys,
});

/** `vendor:` of an entry: an id, a vendor described in place, or a shipped vendor that is taught something. */
export const inPlaceShape = shorthand(
  'id',
  object({
    id: optional(nameText),
    name: optional(nameText),
    distinctive: optional(yesNo, 'whether the name counts anywhere in a cell; else by its words: two or more may'),
    ...commonKeys,
  }),
);

/** A vendor as its file says it. */
export type RawVendor = TypeOf<typeof vendorShape>;
export type RawInPlace = TypeOf<typeof inPlaceShape>;

/** The id that `vendor:` of an entry stands for: as written, or the slug of the name. */
export const vendorIdOf = (raw: RawInPlace): string => raw.id ?? (raw.name === null ? '' : slug(raw.name));

/** The vendor of a reference: `huawei` of `huawei/hisilicon`. */
export const vendorOf = (ref: string): string => ref.split('/', 1)[0] ?? '';

/** How sure a fact is: `medium` is at best `probable` evidence, `low` `possible`. */
export type Certainty = TypeOf<typeof certainties>;

export type Identifiers = RawVendor['identifiers'];
export type IdentifierItem = Identifiers[keyof Identifiers][number];

export const KINDS = Object.keys(IDENTIFIER_KINDS) as (keyof Identifiers)[];

/** The identifiers of a maker by kind, with what people call it and which fields of an example show it. */
export function identifiersOf({ identifiers }: Pick<Maker, 'identifiers'>) {
  return KINDS.map((kind) => ({
    kind,
    ...IDENTIFIER_KINDS[kind],
    items: identifiers[kind] as readonly IdentifierItem[],
  }));
}

/** The families of models of a vendor and of its affiliates. */
export function familiesOf(vendor: Pick<RawVendor, 'identifiers' | 'affiliates'>): readonly ModelFamily[] {
  return [vendor, ...vendor.affiliates].flatMap(({ identifiers }) => identifiers.models);
}

/** What an identifier is found by. */
export function valueOf(item: IdentifierItem): string {
  return 'mask' in item ? item.mask : item.value;
}

/** What a vendor and an affiliate have in common. */
export type Maker = Pick<RawVendor, 'id' | 'name' | 'names' | 'brands' | 'identifiers'>;

export interface Vendor extends RawVendor {
  /** Path of the file it came from, null for a vendor described in place in a list. */
  readonly file: string | null;
  /** A registered maker that no vendor file describes: known by its name and country alone. */
  readonly isRegistered?: true;
}

/** What a user's list says of a vendor or affiliate. Its author decides: masks count whatever stands beside them. */
export function taughtBy<T extends Pick<RawVendor, 'names' | 'brands' | 'identifiers'>>(by: string, raw: T): T {
  const named = (names: RawVendor['names']): readonly Name[] => names.map((name) => ({ ...name, by }));
  const models = raw.identifiers.models.map((model) => ({ ...model, strength: UNMISTAKABLE }));
  return { ...raw, names: named(raw.names), brands: named(raw.brands), identifiers: { ...raw.identifiers, models } };
}

/** A family is strong from this number of right matches on, and up to this share of wrong ones. */
const ENOUGH = 10;
const WRONG = 0.03;
/** The same two bounds for a family that no word before it makes doubtful. */
const UNMISTAKABLE = 'unmistakable';
const MANY = 50;
const HARDLY_WRONG = 0.005;

/** The strength of a shipped family. `own`: by the maker's own list of models, or what its devices call themselves. */
function strengthOf({ measured, own }: TypeOf<typeof writtenModel>): ModelFamily['strength'] {
  const { right, wrong } = measured ?? { right: 0, wrong: 0 };
  const wrongShare = wrong === 0 ? 0 : wrong / (right + wrong);
  if (right >= MANY && wrongShare <= HARDLY_WRONG) return UNMISTAKABLE;
  return (right >= ENOUGH || own) && wrongShare <= WRONG ? 'strong' : 'weak';
}
