import type { IdentifierKind, IdentifierSeen } from './identifier.ts';

/** A grantee code is three characters, or five when it begins with a digit (47 CFR 2.926). */
const ID = '(?:[a-z][a-z0-9]{2}|[2-9][a-z0-9]{4})-?[a-z0-9-]{1,14}';
const WHOLE = new RegExp(`^(?:https?://\\S{1,60}/)?(${ID})$`, 'i');
const LABELLED = new RegExp(
  `(?<![a-z0-9])(contains\\s{1,4}(?:tx\\s{1,4})?)?fcc[\\s-]{0,2}id[\\s:#.]{1,6}(${ID})(?![a-z0-9])`,
  'gi',
);

/** The grantee code that begins an FCC ID. */
function codeOf(id: string): string {
  return id.slice(0, /^\d/.test(id) ? 5 : 3).toUpperCase();
}

/** A code of five characters is known without a word for it; three letters may begin anything. */
const isLong = (code: string): boolean => code.length === 5;

/**
 * The grantee code of an FCC ID: after the words "FCC ID"; else in a column of FCC IDs, or as a whole cell that begins
 * with a long code. The device's own is confirmed; "Contains FCC ID: XMR..." is a component, the usual trace of a
 * module inside another maker's device.
 */
export const FCC_ID = {
  kind: 'fcc-id',
  key: 'fccGrantees',
  what: 'FCC grantee',
  called: 'grantee code',
  form: {
    is: 'an FCC grantee code',
    pattern: /^(?:[A-Z][A-Z0-9]{2}|[2-9][A-Z0-9]{4})$/,
    expected: 'three characters, or five of which the first is a digit, in capitals',
  },
  shownBy: ['fccId'],
  fields: ['fccId'],
  cell: 'FCC ID',
  ofDevice: 'FCC ID',
  notIn: [],
  written: (id, isOwn) => (isOwn || isLong(id) ? [id] : []),
  announcedBy: 'fccid',
  in(text, fields) {
    const isOwn = fields.includes('fccId');
    const sign = isOwn ? 'ownFccId' : 'fccIdInText';
    const labelled = Array.from(text.matchAll(LABELLED), ([, contains, seen = '']): IdentifierSeen => {
      const found = { id: codeOf(seen), seen, isSure: true };
      return contains === undefined ? { ...found, sign } : { ...found, sign: 'contained', isPart: true };
    });
    if (labelled.length > 0) return labelled;
    const parts = isOwn ? text.split(/[\s,;|]+/) : [text.trim()];
    return parts
      .flatMap((part) => WHOLE.exec(part)?.[1] ?? [])
      .map((seen): IdentifierSeen => ({
        id: codeOf(seen),
        seen,
        sign,
        isSure: isOwn && parts.length === 1 && /\d/.test(seen),
      }))
      .filter(({ id }) => isOwn || isLong(id));
  },
} as const satisfies IdentifierKind;
