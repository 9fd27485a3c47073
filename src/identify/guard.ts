import type { Token } from './token.ts';

/**
 * Words that govern the name after them: "FS for Huawei", "non-Huawei", "ex-Huawei". 24 of 25 whole-word false hits on
 * name spellings were such phrases. English first, then the same words of the other languages headers come in.
 */
const BEFORE = new Set(
  (
    'for non not no ex was former formerly without replaces replaced replacing replacement replace ' +
    'para por sin ex reemplaza reemplazo sem substitui pour sans non remplace fur ohne kein keine nicht ersetzt ersatz ehemals per senza sostituisce voor zonder geen dla bez'
  ).split(' '),
);
/** "Huawei compatible", "Huawei-coded", "Huawei-free", "Huawei swap", "Huawei Road". */
const AFTER =
  /^(?:compatible|compatibile|kompatibel|coded|free|swap|swapped|swapout|replac\w*|removed|removal|road|street|avenue|rd|lu)$/;
const COMPATIBLE = /^(?:compatible|kompatibel|compatibile)$/;
const WITH = /^(?:with|con|com|mit|avec)$/;

/**
 * The word that takes the name at tokens [first, last] down, or null. Only a word that governs it counts: within two
 * words before (not for a name that begins the cell), or the next word after.
 */
export function negation(tokens: readonly Token[], first: number, last: number): string | null {
  const next = tokens[last + 1]?.text;
  if (next !== undefined && AFTER.test(next)) return next;
  for (let back = 1; back <= 2 && first - back >= 0; back += 1) {
    const word = tokens[first - back]?.text ?? '';
    if (BEFORE.has(word)) return word;
    if (back === 2 && COMPATIBLE.test(word) && WITH.test(tokens[first - 1]?.text ?? '')) return `${word} with`;
  }
  return null;
}
