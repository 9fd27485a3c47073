import { CATEGORIES, FIELDS } from '../core/fields.ts';
import { CONFIDENCES } from '../core/finding.ts';
import type { Field } from '../core/fields.ts';
import {
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
  id,
} from '../yaml/shape.ts';
import type { Key, Shape, TypeOf } from '../yaml/shape.ts';
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
import type { Certainty, Makes } from './vendor.ts';

const CERTAINTIES: readonly Certainty[] = ['high', 'medium', 'low'];
const MAKES: readonly Makes[] = ['equipment', 'software', 'service'];

const field = named('field', oneOf(FIELDS, 'a field'));
export const category = named('category', oneOf(CATEGORIES, 'a category'));
export const makes = named('makes', oneOf(MAKES, 'equipment, software or service'));

const certainty = withDefault(
  named('certainty', oneOf(CERTAINTIES, 'a certainty')),
  'high',
  'medium is at best probable evidence, low possible',
);
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

const NO_IDENTIFIERS = Object.freeze(
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

const EQUIPMENT: readonly Makes[] = Object.freeze(['equipment']);

const about = {
  country: optional(country),
  makes: withDefault(listOf(makes), EQUIPMENT),
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

export type RawVendor = TypeOf<typeof vendorShape>;
export type RawInPlace = TypeOf<typeof inPlaceShape>;
