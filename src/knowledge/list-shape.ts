import { NETWORK_PARTS, type Covered, COVERED } from '../core/network.ts';
import {
  day,
  integer,
  listOf,
  object,
  oneOf,
  optional,
  optionalList,
  required,
  shorthand,
  text,
  withDefault,
  yesNo,
  id,
} from '../yaml/shape.ts';
import type { TypeOf } from '../yaml/shape.ts';
import type { ListEntry } from './ban-list.ts';
import { ACTS, LIST_KINDS } from './ban-list.ts';
import { adoptedAsOf, country, jurisdiction, nameText, maskOfKnown, pace, url, vendorRef } from './forms.ts';
import { category, cells, examplesOf, inPlaceShape } from './vendor.ts';

/** Entries of a list: a bound on hostile input, far above any real list. Tables are held to it as they are read. */
export const MOST_ENTRIES = 20_000;

const ALL: readonly Covered[] = Object.freeze(['equipment', 'software', 'service']);
const AFFILIATES: readonly ListEntry['affiliates'][] = ['included', 'excluded', 'named'];

const citation = optional(text(), 'the provision or document that says so');
const note = optional(text());
const from = optional(day, 'first day');
const until = optional(day, 'last day');
const announced = optional(day, 'the day it was adopted or published; empty: always known');
export const covered = oneOf(COVERED, 'equipment, software, service or component');
const part = oneOf(NETWORK_PARTS, 'a part of a network');
const verified = withDefault(yesNo, true, 'false: not read in a primary or dated secondary source');
const models = optionalList(
  shorthand(
    'mask',
    object({
      mask: required(maskOfKnown),
      except: optionalList(maskOfKnown, 'what these match from the same beginning is not matched'),
    }),
  ),
  'masks on the model and part number cells; empty: every model',
);

const holding = {
  holder: optional(text(), 'who holds it, as printed'),
  vendor: optional(vendorRef, 'the vendor file of the holder'),
  names: optionalList(nameText, 'how a vendor cell names the holder, where no vendor file does'),
  models,
  from,
  until,
  citation: required(text()),
  note,
  verified,
};
const exemption = object(holding);

const prohibits = optionalList(
  shorthand(
    'act',
    object({
      act: required(oneOf(ACTS, 'an act')),
      announced,
      from,
      until,
      parts: optionalList(part, 'the parts of a network that it reaches; empty: all'),
      unclear: optionalList(part, 'parts of which the law does not say whether it reaches them'),
      covers: optionalList(covered, 'empty: as the entry'),
      citation,
      note,
      verified,
    }),
  ),
  'what is forbidden from when; empty: the vendor, from since on',
);
const deadlines = optionalList(object({ what: required(text()), by: required(day, 'the last day allowed'), citation }));
const affiliates = oneOf(AFFILIATES, 'included, excluded or named');
const continuedUse = optional(text(), 'what may go on being used');

const entryKeys = object({
  id: optional(vendorRef, 'only needed when two entries name the same vendor'),
  vendor: optional(inPlaceShape, 'a name or id, vendor/affiliate, or a vendor described in place'),
  exact: withDefault(yesNo, false, 'true: the vendor is meant as written, however near a known name is'),
  category: optional(category),
  producedOutside: optional(listOf(country), 'forbids what is produced outside these countries'),
  producedIn: optional(listOf(country), 'forbids what is produced in these countries'),
  listedAs: optional(text(), 'the name as printed on the list'),
  names: optionalList(text(), 'other names as printed'),
  affiliates: withDefault(affiliates, 'included'),
  covers: withDefault(listOf(covered, { min: 1 }), ALL),
  models,
  whichCompany: optional(
    object({ listed: required(listOf(text(), { min: 1 })), notListed: optionalList(text()) }),
    'the brand is shared with a company that is not listed',
  ),
  announced,
  since: from,
  until,
  periods: optionalList(object({ from, until, citation }), 'several listings; instead of since and until'),
  prohibits,
  deadlines,
  condition: optional(text()),
  reason: optional(text(), 'why it is on the list, for readers of the report'),
  revisions: optionalList(
    object({ from: required(day), listedAs: optional(text()), condition: optional(text()), citation, note }),
    'changes from a day on; only the given keys change',
  ),
  exemptions: optionalList(exemption, 'what is excepted, by whom and until when'),
  continuedUse,
  citation,
  url: optional(url),
  note,
  verified,
  examples: examplesOf(cells),
});

const adoption = object({
  list: required(id, 'a shipped list'),
  asOf: optional(adoptedAsOf, 'a day: as it stood then; empty or living: as amended'),
  only: optionalList(vendorRef, 'ids of the entries that it takes over; empty: all'),
  affiliates: optional(affiliates, 'empty: as the adopted entries say'),
  announced,
  since: from,
  until,
  prohibits,
  deadlines,
  condition: optional(text()),
  continuedUse,
  citation,
  note,
  verified,
});
const entry = shorthand('vendor', entryKeys);

/** A file of data/lists, and a user's own list. */
export const listShape = object({
  id: required(id, 'how it is named: -l acme', ''),
  title: required(text(), '', ''),
  short: optional(text({ max: 12 }), 'for tables'),
  publisher: optional(text()),
  jurisdiction: optional(jurisdiction),
  kind: withDefault(oneOf(LIST_KINDS, 'a kind of list'), 'policy', 'order, statute, policy and contract can ban'),
  binds: optional(text(), 'whom it binds'),
  url: optional(url),
  checked: optional(day, 'the day as of which the facts are right'),
  changesEvery: optional(pace, 'how often it changes: 14d'),
  expect: optional(
    object({ entries: required(listOf(integer(0, MOST_ENTRIES), { min: 2, max: 2 }), 'fewest and most') }),
  ),
  note,
  sources: optionalList(text()),
  adopts: optionalList(
    adoption,
    'another list whose entries are also those of this one, with acts and days of its own',
  ),
  entries: withDefault(listOf(entry, { max: MOST_ENTRIES }), [], 'needed, unless it adopts those of another list'),
});

/** A file of data/exemptions: approvals of a list that change more often than the list itself. */
export const exemptionsShape = object({
  id: required(id, 'the name of the file', ''),
  title: required(text(), '', ''),
  of: required(id, 'the list of which it excepts', ''),
  checked: required(day, 'the day as of which the facts are right'),
  changesEvery: required(pace, 'how often they change: 14d'),
  note,
  sources: optionalList(text()),
  entries: required(listOf(object({ category: required(category), ...holding }), { min: 1 })),
});

/** A file that holds the profiles. */
export const profilesShape = listOf(
  object({ id: required(id), for: required(text(), 'who should use it'), lists: required(listOf(id, { min: 1 })) }),
);

export type RawEntry = TypeOf<typeof entry>;
export type RawList = TypeOf<typeof listShape>;
export type RawExemptions = TypeOf<typeof exemptionsShape>;
