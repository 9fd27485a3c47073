/** Keys that hold a list or an object, never null. */
const HELD = new Map([
  ['run', ['options', 'lists']],
  ['input', ['columns']],
  ['designation', ['prohibits', 'deadlines']],
  ['finding', ['designations', 'evidence', 'asset']],
  ['summary', ['inputs', 'findings', 'waivers', 'unclear', 'resolved', 'exit']],
]);

/** What an event of a result lacks that nothing could be made of it without; null when it is whole. */
export function missingIn(event: unknown): string | null {
  if (typeof event !== 'object' || event === null) return 'an event';
  const held = new Map<string, unknown>(Object.entries(event));
  const isThere = (key: string): boolean => typeof (held.get(key) ?? undefined) === 'object';
  return HELD.get(String(held.get('type')))?.find((key) => !isThere(key)) ?? null;
}
