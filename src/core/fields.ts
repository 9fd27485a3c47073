/** Fields that can identify a vendor. A row has something to judge when one of them holds a usable value. */
export const IDENTITY_FIELDS = [
  'vendor',
  'model',
  'partNumber',
  'mac',
  'sysObjectId',
  'sysDescr',
  'fccId',
  'cpe',
  'platform',
  'gponSerial',
] as const;

/** Fields that identify the asset of a row, or that a rule may depend on. */
const ASSET_FIELDS = [
  'serial',
  'hostname',
  'assetTag',
  'ip',
  'site',
  'category',
  'country',
  'purpose',
  'acquired',
  'authorised',
  'made',
  'quantity',
] as const;

/** Fields that describe a device: those that can identify its vendor, and its serial number. */
export const DEVICE_FIELDS: readonly Field[] = [...IDENTITY_FIELDS, 'serial'];
/** The same, and fields that name a device. */
export const OF_DEVICES: readonly Field[] = [...DEVICE_FIELDS, 'hostname', 'assetTag'];

/** Fields that a header can give to its column. */
export const TYPED_FIELDS = [...IDENTITY_FIELDS, ...ASSET_FIELDS] as const;

/** All field names. `text` is free text, `withheld` is for secrets and people: never read, never shown. */
export const FIELDS = [...TYPED_FIELDS, 'text', 'withheld'] as const;

/** Fields of the days by which a device is judged. */
export const DAY_FIELDS = ['acquired', 'made', 'authorised'] as const;

export type Field = (typeof FIELDS)[number];

/** Kinds of things that an entry of a list can name (data/words/categories.yaml), as a person reads them. */
export const CATEGORY_NAMES = {
  drone: 'Drone',
  'consumer-router': 'Consumer router',
  inverter: 'Power inverter',
  robot: 'Advanced robot',
  camera: 'Camera',
};
export type CategoryId = keyof typeof CATEGORY_NAMES;
export const CATEGORIES = Object.keys(CATEGORY_NAMES) as readonly CategoryId[];

/** `kind`, a category of data/words/categories.yaml, where an entry of a list can name it; else null. */
export function categoryOf(kind: string | null): CategoryId | null {
  return CATEGORIES.find((id) => id === kind) ?? null;
}

/** True for a field that can identify a vendor. */
export function isIdentity(field: Field): boolean {
  return (IDENTITY_FIELDS as readonly Field[]).includes(field);
}
