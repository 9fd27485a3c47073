import { PROBLEM_CODES } from '../core/problem.ts';
import { slug } from '../core/text.ts';
import { day, integer, object, oneOf, optional, optionalList, required, text } from '../yaml/shape.ts';
import type { Key } from '../yaml/shape.ts';
import { WAIVER_REASONS } from './waiver.ts';

const id = text({
  what: 'an id',
  max: 80,
  parse: (raw) =>
    slug(raw) === raw
      ? { value: raw }
      : { wrong: `"${raw}" is not an id`, hint: `did you mean ${slug(raw) || 'lobby-camera'}?` },
});

const cell = (about: string): Key<string | null> => optional(text({ max: 400 }), about);

const lineNumber = text({
  what: 'a line number',
  max: 12,
  parse: (raw) =>
    /^[1-9]\d*$/.test(raw) ? { value: raw } : { wrong: `"${raw}" is not a line number`, hint: 'expected 1 or more' },
});

const matchShape = object({
  list: cell('only what this list says'),
  vendor: cell('id or name of the vendor, affiliate or category'),
  serial: cell('serial number'),
  mac: cell('MAC address, compared by its digits'),
  hostname: cell('hostname'),
  assetTag: cell('asset tag'),
  model: cell('model'),
  site: cell('site'),
  finding: cell('id of a finding'),
  problem: optional(oneOf(PROBLEM_CODES, 'the code of a problem'), 'code of a problem instead of a finding'),
  source: cell('the input of the problem, as a result names it'),
  line: optional(lineNumber, 'the line of the problem; without it, all of that code in the input'),
});

const keys = {
  id: required(id),
  match: required(matchShape, 'all keys that are given must hold'),
  because: required(oneOf(WAIVER_REASONS, 'accepted, replacing or not-this-vendor')),
  reason: required(text(), 'why, in words'),
  owner: required(text(), 'who answers for it'),
  approved: optional(day),
  expires: optional(day, 'the last day it holds; not needed for not-this-vendor'),
  ticket: optional(text()),
};

/** A file of waivers. */
export const waiversShape = object({
  maxDays: optional(integer(1, 36_500), 'the longest a waiver may hold, in days from approved'),
  waivers: optionalList(object(keys), 'decisions not to fail'),
});

/** The same with nothing required, to check what a waiver with a missing key does say. */
export const draftShape = object({
  maxDays: waiversShape.keys.maxDays,
  waivers: optionalList(
    object({
      id: optional(id),
      match: optional(matchShape),
      because: optional(keys.because.shape),
      approved: keys.approved,
      expires: keys.expires,
      reason: cell(''),
      owner: cell(''),
      ticket: cell(''),
    }),
  ),
});
