const ACT_TEXTS = new Map([
  ['authorise', 'authorisation'],
  ['market', 'sale'],
  ['procure', 'purchase'],
  ['contract', 'contracts'],
  ['grant', 'grants'],
  ['install', 'installation'],
  ['connect', 'connection'],
]);

/** What an act of a list is called after "forbids"; the others are nouns themselves. */
export function actText(act: string): string {
  return ACT_TEXTS.get(act) ?? act;
}
