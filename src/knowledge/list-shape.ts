import { isDay } from '../core/dates.ts';
import { day, formed, id, oneOf, onlyIf, scalar, text, yesNo, type TypeOf } from '../yaml/shape.ts';
import { listOf, mapOf, object, optional, optionalList, required, shorthand, withDefault } from '../yaml/shape.ts';
import { category, country, inPlaceShape, maskText, nameText, vendorRef } from './vendor.ts';

const jurisdiction = formed(
  'a jurisdiction',
  /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/,
  'expected a code such as US, EU or US-TX',
);

const url = formed('a web address', /^https?:\/\/\S+$/, 'expected https://…');

/** A number of days written `14d`; kept as the number. */
const pace = formed('a number of days', /^[1-9]\d{0,3}d$/, 'expected days such as 14d', (raw) =>
  Number(raw.slice(0, -1)),
);

const maskOfKnown = maskText(true);

const citation = optional(text(), 'the provision or document that says so');
const note = optional(text());
const reason = optional(text(), 'why it is on the list, for readers of the report; empty: as the list');
const since = optional(day, 'the day of the listing; empty: as the list, else always');
const announced = optional(day, 'the day it was published: nobody knew of it before; empty: as the list, else since');
const until = optional(day, 'the last day it holds');
const verified = optional(yesNo, 'false: not read in a primary or dated secondary source');
const assumes = optional(text({ max: 160 }), 'what is taken for granted, and printed with each finding');
const binds = optional(text({ max: 60 }), 'whom it binds: a short phrase, never cut');
const affiliates = optional(oneOf(['included', 'excluded', 'named'], 'included, excluded or named'), 'empty: included');
const ruleIds = optional(listOf(id, { min: 1 }), 'ids of its rules, when not all of them hold');

/** `nms?`: perhaps that kind. */
const kindHint = 'a kind of data/words/categories.yaml, such as camera, or nms?';
const kind = formed('a kind of thing', /^[a-z0-9-]+\??$/, kindHint);
const kinds = listOf(kind, { min: 1 });
const things = optional(kinds, 'only these kinds of things: kind? is perhaps one');
const except = optional(kinds, 'all but these kinds of things');
const countries = listOf(country, { min: 1 });

/** A day, or a number of days after the `since` of an entry. */
const FROM = { type: 'string', pattern: '^(?:\\d{4}-\\d{2}-\\d{2}|\\+\\d{1,4}d)$' };
const isFrom = (raw: string): boolean => isDay(raw) || /^\+\d{1,4}d$/.test(raw);
const fromHint = 'expected YYYY-MM-DD, or days after since: +60d';
const fromDay = scalar('a day, or days after since', FROM, onlyIf(isFrom, 'is not a valid date', fromHint));

export const ruleShape = object({
  id: required(id, 'how entries and profiles name it'),
  // must-go: having or using it is forbidden; no-new: buying, importing, selling it; about-others: acts of others.
  effect: required(oneOf(['must-go', 'no-new', 'about-others'], 'must-go, no-new or about-others')),
  mayNot: required(text({ max: 80 }), 'ends the sentence: it may not ...'),
  binds,
  day: optional(oneOf(['authorised']), 'of no-new: the day that counts is that on which the model was authorised'),
  announced,
  from: optional(fromDay, 'its first day; +60d: days after the since of an entry; empty: that day'),
  until,
  things,
  except,
  cannotTell: optional(text({ max: 120 }), 'why a row cannot settle it'),
  assumes,
  citation,
  verified,
});

const mask = object({
  mask: required(maskOfKnown),
  except: optionalList(maskOfKnown, 'what these match from the same beginning is not matched'),
});
const models = optionalList(shorthand('mask', mask), 'masks on the model and part number cells; empty: every model');

/** What a list says of its entries, and an entry of itself. */
const ofBoth = { announced, since, until, affiliates, things, except, reason, citation, verified, note };

const entry = object({
  vendor: optional(inPlaceShape, 'a name or id, vendor/affiliate, or a vendor described in place'),
  exact: withDefault(yesNo, false, 'true: the vendor is meant as written, however near a known name is'),
  thing: optional(category, 'a kind of thing, whoever made it'),
  makerFrom: optional(countries, 'every vendor of these countries'),
  madeIn: optional(countries, 'of a thing: produced in these countries'),
  madeOutside: optional(countries, 'of a thing: produced outside these countries'),
  as: optional(text(), 'the name as printed on the list'),
  also: optionalList(text(), 'other names as printed'),
  models,
  which: optional(
    object({ listed: required(listOf(text(), { min: 1 })), notListed: optionalList(text()) }),
    'the brand is shared with a company that is not listed',
  ),
  ...ofBoth,
  rules: ruleIds,
  assumes,
});

const adoption = object({
  list: required(id, 'a shipped list'),
  asOf: optional(day, 'the edition that the law froze; empty: as amended'),
  only: optionalList(vendorRef, 'ids of the entries that it takes over; empty: all'),
  since,
  affiliates,
  rules: ruleIds,
});

const example = object({
  row: required(text(), 'vendor and model, kind of thing, country, acquired DAY, authorised DAY'),
  on: required(day, 'the day of the run'),
  rules: optional(listOf(id, { min: 1 }), 'ids of the rules that bind the reader; empty: all'),
  status: required(oneOf(['banned', 'undetermined', 'upcoming', 'exempt', 'listed', 'none'], 'a status')),
});

/** A file of data/lists, and a user's own list. */
export const listShape = object({
  id: required(id, 'how it is named: -l acme', ''),
  title: required(text(), '', ''),
  short: optional(text({ max: 12 }), 'for tables'),
  publisher: optional(text()),
  jurisdiction: optional(jurisdiction),
  binds,
  url: optional(url),
  checked: optional(day, 'the newest day of a source that was read'),
  pace: optional(pace, 'how often it changes: 14d'),
  ...ofBoth,
  sources: optionalList(text()),
  rules: optionalList(ruleShape, 'what may not be; a list of your own without rules: it may not be used here'),
  entries: optionalList(shorthand('vendor', entry), 'who is named; needed, unless it adopts entries of another list'),
  adopts: optionalList(adoption, 'lists whose entries are also those of this one, under its rules'),
  examples: optionalList(example, 'dated rows, and the status that is right'),
});

const approval = object({
  holder: optional(text(), 'who holds it, as printed'),
  vendor: optional(vendorRef, 'the vendor file of the holder'),
  names: optionalList(nameText, 'how a vendor cell names the holder, where no vendor file does'),
  models,
  from: optional(day),
  until,
  citation: required(text()),
  note,
  verified,
});

/** A file of data/exemptions: approvals of a list, by the kind of thing that it names. */
export const exemptionsShape = object({
  id: required(id, 'the name of the file', ''),
  title: required(text(), '', ''),
  of: required(id, 'the list of which it excepts', ''),
  checked: required(day, 'the newest day of a source that was read'),
  pace: required(pace, 'how often they change: 14d'),
  note,
  sources: optionalList(text()),
  approvals: required(mapOf(category, listOf(approval, { min: 1 })), 'by kind of thing'),
});

export const profilesShape = listOf(
  object({
    id: required(id),
    for: required(text(), 'who the reader is'),
    lists: required(
      mapOf(id, listOf(text({ max: 82 }), { min: 1 })),
      'lists, each with its rules: use holds, -buy does not, sites! holds and a row need not tell; empty: all',
    ),
  }),
);

export type RawEntry = TypeOf<typeof entry>;
export type RawList = TypeOf<typeof listShape>;
export type RawRule = TypeOf<typeof ruleShape>;
export type Adoption = TypeOf<typeof adoption>;
export type Approval = TypeOf<typeof approval>;
export type ExemptionFile = TypeOf<typeof exemptionsShape>;
export type Profile = TypeOf<typeof profilesShape>[number];
