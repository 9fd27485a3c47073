import type { Field } from '../fields.ts';

/** The lines of the table of strengths for identifiers. */
export type IdentifierSign = 'gpon' | 'gponAsVendor' | 'usbId' | 'cpe' | 'ownFccId' | 'fccIdInText' | 'contained';

/** An identifier in a text, whosever it is. */
export interface IdentifierSeen {
  /** As vendor files write it. */
  readonly id: string;
  /** Its line in the table of strengths. */
  readonly sign: IdentifierSign;
  /** The field it is evidence of, where that is not its kind's own or the column's. */
  readonly field?: Field;
  /** What of the text it stands in; else all of it. */
  readonly seen?: string;
  /** It is that of a part of the device. */
  readonly isPart?: true;
  /** It is one beyond doubt, also when nobody knows whose. */
  readonly isSure: boolean;
}

/**
 * A kind of evidence by an identifier that vendor files hold: its words, its form in those files, its fields, and how
 * it is found in a text. The kinds are listed in `identifiers.ts`.
 */
export interface IdentifierKind<Kind = string, Key = string> {
  readonly kind: Kind;
  /** Its key among the identifiers of a vendor file. */
  readonly key: Key;
  /** What an item of that key is called, and before the item itself. */
  readonly what: string;
  readonly called: string;
  readonly form: { readonly is: string; readonly pattern: RegExp; readonly expected: string };
  /** The fields of which an example in a vendor file holds one. */
  readonly shownBy: readonly Field[];
  /** Its own field, then those whose cells may hold one besides; none: it has none of its own. */
  readonly fields: readonly Field[];
  /** What a cell of its own field is. */
  readonly cell: string;
  /** What people call that which only a device has; null: other things have it too. */
  readonly ofDevice: string | null;
  /** Fields whose cells are not looked at. */
  readonly notIn: readonly Field[];
  /** How one is written, or begins; `isOwn`: in a column of its own field. Others are found by `announcedBy` alone. */
  readonly written: (id: string, isOwn: boolean) => readonly string[];
  /** Letters and digits that announce one. */
  readonly announcedBy: string | null;
  /** Those in a cell of a column that feeds such fields. */
  readonly in: (text: string, fields: readonly Field[]) => readonly IdentifierSeen[];
}
