import type { Confidence } from '../core/finding.ts';

/**
 * What becomes of a piece of evidence where the vendor cell of the same device says somebody else: it stands as it is,
 * and the two are a conflict; it is `possible` at most; it is set aside with the reason; it counts for nothing.
 */
type Against = 'stands' | 'possible' | 'aside' | 'nothing';

/** How much one kind of evidence in one kind of cell says, and what a vendor cell that says otherwise makes of it. */
export interface Strength {
  /** What was found where, in plain words. */
  readonly says: string;
  readonly grade: Confidence;
  /**
   * Of what it speaks: `vendor` it is the vendor cell that names them; `device` it says who made the device, so that
   * another vendor cell is in conflict with it, and two weak ones of different kinds add up; `other` neither.
   */
  readonly of: 'vendor' | 'device' | 'other';
  /** Against a vendor cell that is understood, and names nobody that netvet knows. */
  readonly unknown: Against;
  /** Against a vendor cell that is the whole name of another known vendor. */
  readonly known: Against;
}

const row = (
  says: string,
  grade: Confidence,
  of: Strength['of'] = 'device',
  unknown: Against = 'stands',
  known: Against = unknown,
): Strength => ({ says, grade, of, unknown, known });

/**
 * The table of strengths: all that is weighed, in one place. What is not certain (a fact, an affiliate) is weaker than
 * its row says: `probable` at best, or `possible`.
 */
export const STRENGTHS = {
  vendorCell: row('the vendor cell is a known name and nothing else', 'confirmed', 'vendor'),
  inVendorCell: row('a distinctive name is there as whole words among others in a vendor cell', 'probable', 'vendor'),
  relabel: row('others sell goods under this name too', 'possible'),
  nearTypo: row(
    'one letter away from a distinctive name; no unrelated vendor has a name that close',
    'probable',
    'vendor',
  ),
  farTypo: row('two letters away from a long name, or one from a name of several words', 'possible', 'vendor'),
  misread: row('a distinctive name with letters that text recognition confuses', 'probable'),
  typoInDescription: row(
    'one letter away from a distinctive name, in a cell that says what the thing is',
    'possible',
    'device',
    'stands',
    'aside',
  ),

  name: row('a distinctive name is there as whole words in a cell of models or systems', 'probable'),
  described: row(
    'a distinctive name is there as whole words in a cell that says what the thing is',
    'probable',
    'device',
    'stands',
    'aside',
  ),
  wholeCell: row('the cell is a distinctive name and nothing else', 'probable'),
  origin: row('the cell says that they made it', 'probable'),
  line: row('a distinctive name is there as whole words in a line of text', 'probable'),
  brand: row('a brand of theirs is there as whole words', 'probable', 'device', 'possible'),
  governed: row('a word beside the name says that it is not the vendor', 'possible', 'other'),
  governedInText: row(
    'a word beside the name says that something else is meant',
    'possible',
    'other',
    'stands',
    'aside',
  ),
  mention: row('a name in a cell that is not about the vendor', 'possible', 'other', 'stands', 'aside'),
  wholeMention: row('a name and nothing else, in a cell that is not about the vendor', 'possible', 'other'),
  mentionInName: row(
    'a name in the name, address or number of a device, which does not say who made it',
    'possible',
    'other',
  ),

  unmistakableModel: row('a family of models that nobody else uses', 'probable'),
  model: row('a family of models that nobody else is known to use', 'probable', 'device', 'stands', 'possible'),
  shortModel: row(
    'a family of models that nobody else is known to use, with a short number',
    'probable',
    'device',
    'possible',
  ),
  weakModel: row(
    'others have such models too, or it is part of a longer word: it needs a second sign',
    'possible',
    'device',
    'stands',
    'nothing',
  ),
  governedModel: row(
    'a word beside the model says that something else is meant',
    'possible',
    'other',
    'stands',
    'aside',
  ),
  modelInNote: row('a model in a cell that is about something else', 'possible', 'other', 'stands', 'aside'),
  modelInHostName: row('a model in the name of a host, which does not say who made it', 'possible', 'other'),
  belowKnown: row('the vendor cell names another known vendor', 'possible', 'other'),
  belowUnknown: row(
    'the vendor cell says another vendor, and the model or brand is not theirs alone',
    'possible',
    'other',
  ),

  address: row('the prefix is registered to them; it says who made the network interface', 'probable'),
  addressInText: row('an address inside a text that nobody claimed', 'possible'),
  answer: row('only their devices answer with this number', 'confirmed'),
  ownFccId: row("the device's own FCC ID begins with their grantee code", 'confirmed'),
  contained: row('the device contains a part of theirs', 'probable'),
  fccIdInText: row('an FCC ID inside a text', 'probable'),
  cpe: row('exactly their CPE vendor name', 'confirmed'),
  gpon: row('their id begins the serial number; never more, as cheap devices set it too', 'probable'),
  gponAsVendor: row('the vendor cell is their id in GPON serial numbers', 'possible', 'vendor'),
  usbId: row('their id as a vendor of USB devices, which the device gives', 'probable'),
  token: row('their software answers so; devices that others rebadge do too', 'probable'),
  inNote: row('in a note or a place, which may speak of another device', 'possible', 'other'),
  component: row('the header names something that the device holds', 'possible', 'other'),
  otherDevice: row('the header says that the address is that of another device', 'possible', 'other'),

  category: row('the category column says so', 'probable'),
  categoryOfModel: row('from the family of models only', 'possible'),
} as const satisfies Record<string, Strength>;
