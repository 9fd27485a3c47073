import { CPE } from './cpe.ts';
import { FCC_ID } from './fcc-id.ts';
import { GPON } from './gpon.ts';
import { USB_ID } from './usb-id.ts';

/** The kinds of evidence by an identifier that is looked up as it stands, in the order in which they are told. */
export const IDENTIFIERS = [FCC_ID, CPE, GPON, USB_ID] as const;

/** The key of such identifiers in a vendor file. */
export type IdentifierKey = (typeof IDENTIFIERS)[number]['key'];
