import { CATEGORIES, FIELDS } from '../core/fields.ts';
import type { Field } from '../core/fields.ts';
import { CONFIDENCES } from '../core/finding.ts';
import {
  type Key,
  type Shape,
  type TypeOf,
  id,
  day,
  integer,
  listOf,
  named,
  object,
  oneOf,
  optional,
  optionalList,
  required,
  shorthand,
  sparse,
  text,
  withDefault,
  yesNo,
} from '../yaml/shape.ts';
import {
  country,
  cpeVendor,
  enterpriseNumber,
  fccGrantee,
  gponVendorId,
  macPrefix,
  mask,
  nameText,
  vendorRef,
} from './forms.ts';

const field = named('field', oneOf(FIELDS, 'a field'));
export const category = named('category', oneOf(CATEGORIES, 'a category'));
/** `equipment`: of any kind; else kinds of things of data/words/categories.yaml. */
const makes = named('makes', id);

const certainties = named('certainty', oneOf(['high', 'medium', 'low'], 'a certainty'));
const certainty = withDefault(certainties, 'high', 'medium is at best probable evidence, low possible');
const source = optional(text(), 'where the fact is from');

const name = named(
  'name',
  shorthand(
    'name',
    object({
      name: required(nameText, 'as it may be written in an inventory'),
      distinctive: withDefault(yesNo, true, 'false: only as the whole vendor cell'),
      certainty,
    }),
  ),
);

function valued(shape: Shape<string>) {
  return shorthand('value', object({ value: required(shape), certainty, source }));
}

const model = named(
  'model',
  shorthand(
    'mask',
    object({
      mask: required(mask, 'as data sheets write a range: S57##*'),
      is: optional(id, 'what a device of this family is: a category of data/words/categories.yaml'),
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
    }),
  ),
);

const identifiers = named(
  'identifiers',
  object({
    macRegistrants: optionalList(valued(text()), 'as the IEEE registry spells them'),
    macPrefixes: optionalList(valued(macPrefix), '6, 7 or 9 hex digits'),
    enterpriseNumbers: optionalList(
      shorthand(
        'number',
        object({
          number: required(enterpriseNumber, 'below 1.3.6.1.4.1'),
          except: optionalList(enterpriseNumber, 'longer prefixes that are not this vendor'),
          when: optional(text(), 'a word that sysDescr must hold'),
          certainty,
          source,
        }),
      ),
    ),
    fccGrantees: optionalList(valued(fccGrantee)),
    cpeVendors: optionalList(valued(cpeVendor)),
    gponVendorIds: optionalList(valued(gponVendorId)),
    tokens: optionalList(
      shorthand(
        'value',
        object({
          value: required(text({ max: 60 }), 'what its software answers, or is queried by: cam/realmonitor'),
          on: optionalList(field, 'the fields of whose columns it must be the whole cell; empty: a word of any cell'),
          certainty,
          source,
        }),
      ),
    ),
    models: optionalList(model, 'families of models'),
  }),
);

export const NO_IDENTIFIERS = Object.freeze(
  Object.fromEntries(Object.entries(identifiers.keys).map(([key, { fallback }]) => [key, fallback])),
) as TypeOf<typeof identifiers>;

const maker = {
  names: optionalList(name, 'what must match'),
  brands: optionalList(name, 'own brands: as good as a name'),
  identifiers: withDefault(identifiers, NO_IDENTIFIERS),
};

const affiliate = named(
  'affiliate',
  object({
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
  }),
);

const fieldKeys = Object.fromEntries(FIELDS.map((key) => [key, optional(text())])) as Record<Field, Key<string | null>>;

/** Cells by field name, as an inventory row would hold them. */
export const cells = named('cells', sparse(fieldKeys));

const example = named(
  'example',
  sparse({
    ...fieldKeys,
    confidence: optional(oneOf(CONFIDENCES, 'a confidence')),
    affiliate: optional(id, 'the affiliate that must be identified'),
  }),
);

const NO_EXAMPLES = Object.freeze({ match: [], noMatch: [] });

/** `examples:` of a vendor or an entry. */
export function examplesOf<T>(of: Shape<T>) {
  const shape = object({ match: optionalList(of), noMatch: optionalList(of) });
  return withDefault(shape, NO_EXAMPLES, 'rows that must be found, and rows that must not');
}

const rest = {
  affiliates: optionalList(affiliate),
  relabels: optionalList(
    shorthand('name', object({ name: required(nameText), note: optional(text()), source })),
    'brands under which others sell its products: at best possible',
  ),
  lookAlikes: optionalList(
    shorthand('name', object({ name: required(nameText), source })),
    'strangers: never this vendor',
  ),
  examples: examplesOf(example),
  sources: optionalList(text()),
};

const EQUIPMENT: readonly TypeOf<typeof makes>[] = Object.freeze(['equipment']);

const about = {
  country: optional(country),
  makes: withDefault(listOf(makes), EQUIPMENT, 'equipment of any kind, or kinds of things: software, drone, battery'),
};

/** A file of data/vendors. */
export const vendorShape = object({
  id: required(id, 'how lists name it', ''),
  name: required(text(), 'for display', ''),
  ...about,
  ...maker,
  ...rest,
});

/** `vendor:` of an entry: an id, a vendor described in place, or a shipped vendor that is taught something. */
export const inPlaceShape = named(
  'vendorInPlace',
  shorthand(
    'id',
    object({
      id: optional(vendorRef),
      name: optional(nameText),
      distinctive: optional(yesNo, 'whether the name counts anywhere in a cell; else by its words: two or more may'),
      ...about,
      ...maker,
      ...rest,
    }),
  ),
);

/** A vendor as its file says it. */
export type RawVendor = TypeOf<typeof vendorShape>;
export type RawInPlace = TypeOf<typeof inPlaceShape>;

/** How sure a fact is: `medium` is at best `probable` evidence, `low` `possible`. */
export type Certainty = TypeOf<typeof certainties>;

/** A name to look for. If it is not distinctive, only as the whole vendor cell. */
export interface Name extends TypeOf<typeof name> {
  /** Not distinctive, and yet also found as the first words of a cell that says what a thing is. */
  readonly leads?: true;
  /** The user's list file that taught it to a shipped vendor, shown with the evidence; null for shipped names. */
  readonly by: string | null;
}

/** How sure a family of models is: alone, with a second sign only, or whatever stands before it. */
export type Strength = 'unmistakable' | 'strong' | 'weak';

/** A family of models, as a data sheet writes its range: see CONTRIBUTING, "Masks". */
export interface ModelFamily extends TypeOf<typeof model> {
  /** What follows from `measured` and the source; in a user's list its author decides. */
  readonly strength: Strength;
}

export interface Identifiers extends TypeOf<typeof identifiers> {
  readonly models: readonly ModelFamily[];
}

/** What a maker's software calls itself, or is asked by. */
export type Token = Identifiers['tokens'][number];

/** What a vendor and an affiliate have in common. */
export interface Maker extends Pick<RawVendor, 'id' | 'name' | 'names' | 'brands' | 'identifiers'> {
  readonly names: readonly Name[];
  readonly brands: readonly Name[];
  readonly identifiers: Identifiers;
}

/** Someone whose things are the vendor's too, on the days of the relation, both inclusive. */
export interface Affiliate extends Maker, Omit<TypeOf<typeof affiliate>, keyof Maker> {}

export interface Vendor extends Maker, Omit<RawVendor, keyof Maker | 'affiliates'> {
  readonly affiliates: readonly Affiliate[];
  /** Path of the file it came from, null for a vendor described in place in a list. */
  readonly file: string | null;
  /** A registered maker that no vendor file describes: known by its name and country alone. */
  readonly isRegistered?: true;
}
