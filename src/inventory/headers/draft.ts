import type { Field } from '../../core/fields.ts';
import { IDENTITY_FIELDS } from '../../core/fields.ts';
import type { ReadWithheld } from '../../core/layout.ts';

/** A column before it is fixed: what the later rules may still change. */
export interface Draft {
  readonly name: string;
  readonly header: string;
  readonly values: readonly string[];
  fields: readonly Field[];
  why: string;
  notMaker: boolean;
  /** True for an address of another device, in a table that says of its rows what they are themselves. */
  ofOther: boolean;
  otherDay?: boolean;
  component?: boolean;
  portId?: boolean;
  describes?: boolean;
  withheld?: ReadWithheld | undefined;
  software?: boolean;
}

/** Whether a column says whose make its rows are. */
export function tells({ fields }: { readonly fields: readonly Field[] }): boolean {
  return fields.some((field) => (IDENTITY_FIELDS as readonly Field[]).includes(field));
}

/** Whether any column feeds the field. */
export function feeds(drafts: readonly Draft[], field: Field): boolean {
  return drafts.some((draft) => draft.fields.includes(field));
}

/** Gives a column its fields, and the reason that `netvet columns` shows. */
export function become(draft: Draft, fields: readonly Field[], why: string): void {
  draft.fields = fields;
  draft.why = why;
}
