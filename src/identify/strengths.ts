import { atLeast, type Confidence, type Evidence } from '../core/finding.ts';
import type { Trait } from '../core/layout.ts';
import { isAboutOther, type Role } from './role.ts';

/** How strong one kind of evidence in one kind of cell is, and what a vendor cell with another name leaves of it. */
export interface Strength {
  /** What was found where, in plain words. */
  readonly says: string;
  readonly grade: Confidence;
  /**
   * What it is about: `vendor` the vendor cell names them; `device` it says who made the device, so another vendor cell
   * conflicts with it, and two weak ones of different kinds add up; `other` neither.
   */
  readonly about: 'vendor' | 'device' | 'other';
  /** The part of evidence, where the sign or the header says it; null: what the row is about. */
  readonly part: Evidence['part'] | null;
  /**
   * What becomes of it where the vendor cell of the same device names an unknown vendor: it `stands`, and the two are a
   * conflict; it is `possible` at most; it is set aside with the reason; it counts for nothing.
   */
  readonly ifUnknown: 'stands' | 'possible' | 'set-aside' | 'nothing';
  /** The same where that cell is the whole name of another known vendor. */
  readonly ifKnown: Strength['ifUnknown'];
  /** Its strength in a note, a place or a person's cell, which may be about any other device; null: the same. */
  readonly inNote: Strength | null;
}

/** What an unknown vendor leaves, and what another known vendor leaves. */
const STANDS = ['stands', 'stands'] as const;
const SET_ASIDE = ['stands', 'set-aside'] as const;
const LOWERED = ['possible', 'possible'] as const;

type Fates = readonly [unknown: Strength['ifUnknown'], known: Strength['ifKnown']];

const ofDevice = (says: string, grade: Confidence, [ifUnknown, ifKnown]: Fates = STANDS): Strength => {
  return { says, grade, about: 'device', part: null, ifUnknown, ifKnown, inNote: null };
};
const ofVendor = (says: string, grade: Confidence): Strength => ({ ...ofDevice(says, grade), about: 'vendor' });
const ofOther = (says: string, fates?: Fates): Strength => ({ ...ofDevice(says, 'possible', fates), about: 'other' });
const lowered = (says: string): Strength => ofDevice(says, 'probable', LOWERED);
const inProse = (says: string, grade: Confidence): Strength => ofDevice(says, grade, SET_ASIDE);

const NOTE = ofOther('in a note or a place, which may speak of another device');
const MODEL_IN_NOTE = ofOther('a model in a cell that is about something else', SET_ASIDE);

const identifier = (says: string, grade: Confidence): Strength => ({ ...ofDevice(says, grade), inNote: NOTE });
const model = (says: string, grade: Confidence, fates: Fates): Strength => {
  return { ...ofDevice(says, grade, fates), inNote: MODEL_IN_NOTE };
};

/**
 * The table of strengths: all that is weighed, in one place. Evidence by an uncertain fact or affiliate is weaker than
 * its line says: `probable` at best, or `possible`.
 */
export const STRENGTHS = {
  vendorCell: ofVendor('the vendor cell is a known name and nothing else', 'confirmed'),
  inVendorCell: ofVendor('a distinctive name is there as whole words among others in a vendor cell', 'probable'),
  relabel: ofDevice('others sell goods under this name too', 'possible'),
  nearTypo: ofVendor('one letter away from a distinctive name; no unrelated vendor has a name that close', 'probable'),
  farTypo: ofVendor('two letters away from a long name, or one from a name of several words', 'possible'),
  misread: ofDevice('a distinctive name with letters that text recognition confuses', 'probable'),
  typoInDescription: inProse(
    'one letter away from a distinctive name, in a cell that says what the thing is',
    'possible',
  ),

  name: ofDevice('a distinctive name is there as whole words in a cell of models or systems', 'probable'),
  numberedName: lowered('a short name with a number behind it and nothing else, as others number their models too'),
  described: inProse('a distinctive name is there as whole words in a cell that says what the thing is', 'probable'),
  wholeCell: ofDevice('the cell is a distinctive name and nothing else', 'probable'),
  origin: ofDevice('the cell says that they made it', 'probable'),
  line: ofDevice('a distinctive name is there as whole words in a line of text', 'probable'),
  brand: lowered('a brand of theirs is there as whole words'),
  governed: ofOther('a word beside the name says that it is not the vendor'),
  partMaker: { ...ofOther('the cell says that they made a part of it'), part: 'component' },
  governedInText: ofOther('a word beside the name says that something else is meant', SET_ASIDE),
  mention: ofOther('a name in a cell that is not about the vendor', SET_ASIDE),
  wholeMention: ofOther('a name and nothing else, in a cell that is not about the vendor'),
  mentionInName: ofOther('a name in the name, address or number of a device, which does not say who made it'),

  unmistakableModel: model('a family of models that nobody else uses', 'probable', STANDS),
  model: model('a family of models that nobody else is known to use', 'probable', ['stands', 'possible']),
  shortModel: model('a family of models that nobody else is known to use, with a short number', 'probable', LOWERED),
  weakModel: model('others have such models too, or it is part of a longer word: it needs a second sign', 'possible', [
    'stands',
    'nothing',
  ]),
  governedModel: ofOther('a word beside the model says that something else is meant', SET_ASIDE),
  modelInHostName: ofOther('a model in the name of a host, which does not say who made it'),
  belowKnown: ofOther('the vendor cell names another known vendor'),
  belowUnknown: ofOther('the vendor cell says another vendor, and the model or brand is not theirs alone'),

  address: ofDevice('the prefix is registered to them; it says who made the network interface', 'probable'),
  strayAddress: identifier('the prefix is registered to them; it says who made the network interface', 'probable'),
  addressInText: identifier('an address inside a text that nobody claimed', 'possible'),
  answer: identifier('only their devices answer with this number', 'confirmed'),
  answerInText: identifier('an object id inside a text, with which only their devices answer', 'probable'),
  ownFccId: identifier("the device's own FCC ID begins with their grantee code", 'confirmed'),
  contained: { ...identifier('the device contains a part of theirs', 'probable'), part: 'component' },
  fccIdInText: identifier('an FCC ID inside a text', 'probable'),
  cpe: identifier('exactly their CPE vendor name', 'confirmed'),
  gpon: identifier('their id begins the serial number; never more, as cheap devices set it too', 'probable'),
  gponAsVendor: ofVendor('the vendor cell is their id in GPON serial numbers', 'possible'),
  usbId: identifier('their id as a vendor of USB devices, which the device gives', 'probable'),
  token: identifier('their software answers so; devices that others rebadge do too', 'probable'),
  tokenInAddress: ofDevice('their software answers so; devices that others rebadge do too', 'probable'),
  component: { ...ofOther('the header names something that the device holds'), part: 'component' },
  otherDevice: { ...ofOther('the header says that it is about another device'), part: 'other-device' },

  category: ofDevice('the category column says so', 'probable'),
  categoryOfModel: ofDevice('from the family of models only', 'possible'),
} as const satisfies Record<string, Strength>;

/** A line of the table: what was seen. */
export type Sign = keyof typeof STRENGTHS;

/** The strength of a sign in a column, whose role and traits tell whether it is about the device. */
export function strengthOf(sign: Sign, role: Role, traits: readonly Trait[]): Strength {
  if (traits.includes('component')) return STRENGTHS.component;
  if (traits.includes('other-device')) return STRENGTHS.otherDevice;
  const strength: Strength = STRENGTHS[sign];
  return (isAboutOther(role) ? strength.inNote : null) ?? strength;
}

/** The best grade for each certainty. */
export const BEST_GRADE = { high: 'confirmed', medium: 'probable', low: 'possible' } as const;

/** The weaker of two grades. */
export const weaker = (a: Confidence, b: Confidence): Confidence => (atLeast(a, b) ? b : a);
