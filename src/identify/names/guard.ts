import type { Token } from './token.ts';

/**
 * Words that govern the name after them: "FS for Huawei", "non-Huawei", "ex-Huawei". 24 of 25 whole-word false hits on
 * name spellings were such phrases. English first, then the same words of the other languages headers come in.
 */
const BEFORE = new Set(
  (
    'non not no ex was former formerly previously instead alternative coded coding without replaces replaced replacing replacement replace ' +
    'sin ex reemplaza reemplazo sem substitui sans non remplace ohne kein keine nicht ersetzt ersatz ehemals senza sostituisce zonder geen bez не вместо'
  ).split(' '),
);
/** "for" alone also stands before a model: "Wall mount for DS-2CD2042". "por" is no such word: it is "by" as often. */
const FOR = new Set('for para pour fur per voor dla для'.split(' '));
/** "Huawei compatible", "Huawei-coded", "Huawei-free", "Huawei swap", "Huawei Road". */
const AFTER =
  /^(?:compatible|compatibile|kompatibel|compat|coded|coding|free|swap|swapped|swapout|replac\w*|removed|removal|road|street|avenue|rd|lu)$/;
const COMPATIBLE = /^(?:compatible|compatibles|kompatibel|compatibile|compativel|compat)$/;
const FITTED = /^(?:compatible|compatibile|kompatibel|compat|coded)$/;
const WITH = /^(?:with|con|com|mit|avec)$/;
/** "replaced by Huawei": it is what stands there now. */
const BY = /^(?:by|with|durch|par|por|door|mit|con)$/;
const REPLACED = /^(?:replaced|ersetzt|remplace)$/;
/** "Huawei replaces Cisco" names what is there; "Huawei replaces" alone is a note on it. */
const REPLACES = /^(?:replaces|replacing)$/;
const NUMBER = /^\d/;

/** The word before token `first` that governs it, at most two words away. */
function governor(tokens: readonly Token[], first: number): string | null {
  const near = tokens[first - 1]?.text ?? '';
  if (BEFORE.has(near) || FOR.has(near)) return near;
  if (first === 1 && COMPATIBLE.test(near)) return near;
  const far = tokens[first - 2]?.text ?? '';
  if (COMPATIBLE.test(far) && WITH.test(near)) return `${far} with`;
  if ((BY.test(near) && REPLACED.test(far)) || (far === 'no' && NUMBER.test(near))) return null;
  return BEFORE.has(far) || FOR.has(far) ? far : null;
}

/**
 * The word that takes the name at tokens [first, last] down, or null. Only a word that governs it counts: within two
 * words before (not for a name that begins the cell), or the next word after.
 */
export function negation(tokens: readonly Token[], first: number, last: number): string | null {
  const next = tokens[last + 1]?.text;
  if (next !== undefined && AFTER.test(next) && !(REPLACES.test(next) && last + 2 < tokens.length)) return next;
  return governor(tokens, first);
}

/**
 * The word that says that something else is for the model at tokens [first, last], or null: "mount for DS-2CD2042",
 * "mount for Hikvision DS-2CD2042", "S5720 compatible". `isMaker` tells the name of its maker.
 */
export function fitted(
  tokens: readonly Token[],
  first: number,
  last: number,
  isMaker: (word: string) => boolean,
): string | null {
  const next = tokens[last + 1]?.text ?? '';
  if (FITTED.test(next)) return next;
  const at = isMaker(tokens[first - 1]?.text ?? '') ? first - 1 : first;
  const near = tokens[at - 1]?.text ?? '';
  if (FOR.has(near)) return near;
  const far = tokens[at - 2]?.text ?? '';
  return WITH.test(near) && COMPATIBLE.test(far) ? `${far} with` : null;
}
