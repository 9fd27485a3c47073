import { expect, test } from '@jest/globals';
import { Cell } from '../../src/identify/cell.ts';
import { NameContext } from '../../src/identify/names/name-context.ts';
import { indexNames } from '../../src/identify/names/name-index.ts';
import { words } from '../words.ts';

const context = new NameContext(words, indexNames([], words));

/** What the words of a cell say of `huawei` in it. */
function phraseIn(meaning: Parameters<NameContext['findPhrase']>[0], text: string): string | null {
  const cell = new Cell(text, 'free-text', ['text'], words.secrets);
  const at = cell.tokens.findIndex((token) => token.text === 'huawei');
  return context.findPhrase(meaning, cell, { first: at, last: at });
}

test.each([
  ['without huawei', 'without'],
  ['without any huawei', 'without'],
  ['no | huawei', null],
  ['to be replaced huawei switch', null],
  ['not yet replaced: huawei', null],
  ['wird ersetzt: huawei', null],
  ['replaced: huawei', 'replaced'],
  ['no answer huawei ar161', null],
  ['no huawei ar161', 'no'],
  ['no camera, huawei switch', null],
  ['(no huawei)', 'no'],
  ['not one of huawei', null],
  ['compatible with huawei', 'compatible with'],
  ['sfp kompatibel zu huawei', 'kompatibel zu'],
  ['sfp kompatybilny z huawei', 'kompatybilny z'],
  ['sfp compatibel met huawei', 'compatibel met'],
  ['router z huawei', null],
  ['switch zu huawei', null],
  ['huawei compatible', 'compatible'],
  ['huawei or compatible', null],
  ['huawei omxd30000 compatible 10gbase-sr sfp+', 'compatible'],
  ['huawei sfp-10g-lr compatible sfp+', 'compatible'],
  ['huawei s5720-28p compatible with ipv6', null],
  ['huawei switch compatible sfp', null],
  ['huawei s5720 license', null],
  ['sfp compatible huawei', 'compatible'],
  ['poe compatible huawei', null],
  ['sfp compatible huawei switch', null],
  ['huawei', null],
  ['ex huawei', 'ex'],
  ['ex-huawei', 'ex'],
  ['ex-demo huawei', null],
  ['non-poe huawei', null],
  ['non poe huawei', null],
  ['no poe huawei switch', null],
  ['not managed huawei switch', null],
  ['no longer huawei', 'no'],
  ['nicht mehr huawei', 'nicht'],
  ['no equipment of huawei', 'no'],
  ['no services huawei router', null],
  ['no system huawei camera 4', null],
  ['nessun prodotto huawei', 'nessun'],
  ['we do not use huawei routers', 'not'],
  ['no devices of huawei switch', 'no'],
  ['replacement: huawei', null],
  ['replacement huawei switch', null],
  ['huawei replacement camera', null],
  ['huawei replacement', 'replacement'],
  ['huawei road camera', null],
  ['huawei road 5', 'road'],
  ['huawei-free router', 'free'],
  ['huawei free router', 'free'],
  ['huawei 호환 카메라', '호환'],
  ['replacement for cisco: huawei', null],
  ['(not cisco) huawei', null],
  ['sfp for cisco, huawei', 'for'],
  ['sfp for cisco huawei', 'for'],
  ['formerly cisco huawei switch', null],
  ['ex vodafone huawei router', null],
  ['sfp for vodafone huawei', 'for'],
  ['formerly old huawei switch', 'formerly'],
  ['ex telekom dahua huawei camera', null],
  ['ex telekom huawei camera', null],
  ['ehemals telekom huawei router', null],
  ['was the huawei', 'was'],
  ['replaces broken huawei switch', 'replaces'],
  ['router for huawei', 'for'],
  ['for huawei', 'for'],
  ['for reception huawei camera', null],
  ['router for office huawei', null],
  ['mount for camera huawei', 'for'],
  ['camera for nvr huawei', 'for'],
  ['camera ip sans fil huawei', null],
  ['switch 24p no administrable huawei', null],
  ['switch nicht verwaltbar huawei', null],
  ['switch not a huawei', 'not'],
  ['switch instead of huawei', 'instead'],
  ['switch ersetzt alten huawei', 'ersetzt'],
  ['camera mount for pole huawei', 'for'],
  ['sfp module without ddm huawei', null],
])('what denies the name in "%s": %s', (text, word) => {
  expect(phraseIn('denied', text)).toBe(word);
});

test.each([
  ['denied', 'compatible> with huawei', 'compatible with'],
  ['denied', 'compatible ::: with huawei', 'compatible with'],
  ['denied', 'compatible\nwith huawei', 'compatible with'],
  ['maker', 'check point gateway 6200, huawei', 'check'],
  ['maker', 'rohde & schwarz receiver esw26 huawei', 'rohde'],
  ['maker', 'texas instruments sitara am335 huawei', 'texas'],
  ['related', 'cloud connected huawei router', null],
  ['related', 'core replacement huawei switch', null],
  ['related', 'cisco replacement huawei switch', null],
  ['related', 'cisco router ersatz huawei', 'ersatz'],
  ['related', 'juniper mx204 facing huawei ne40', 'facing'],
] as const)('words alone are reported, of a maker the first one: %s %j', (meaning, text, words) => {
  expect(phraseIn(meaning, text)).toBe(words);
});
