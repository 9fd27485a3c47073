/**
 * Legal forms and fillers that end a company name without telling it apart, folded and as single words
 * (`S.A.U.` is the words s, a, u).
 */
const LEGAL = new Set(
  (
    'co company companies corp corporation inc incorporated ltd limited llc llp lp plc pte pty pvt private pt tbk gmbh mbh ag kg kgaa ug se ' +
    'sa sas sasu sarl sau srl spa snc sl slu bv nv cv oy oyj ab as asa aps ehf kft zrt doo dd ad sro spol zoo sp z o k s a r l u c v i m b h p ' +
    'eireli ltda lda me sdn bhd kk gk yk jsc ojsc cjsc pjsc zao oao ooo ao pao too oo tov pp the group holding holdings intl'
  ).split(' '),
);
const CJK_LEGAL = /(?:股份有限公司|有限责任公司|有限公司|股份公司|集团公司|集團|集团|株式会社|주식회사|\(주\)|㈜)+$/;

/** The words of a name without the legal forms at its end, never fewer than one. */
export function stripLegal(words: readonly string[]): readonly string[] {
  let end = words.length;
  while (end > 1 && LEGAL.has(words[end - 1] ?? '')) end -= 1;
  if (end > 1 && words[0] === 'the') return words.slice(1, end);
  const last = words[end - 1] ?? '';
  const core = last.replace(CJK_LEGAL, '');
  if (core !== last && core !== '') return [...words.slice(0, end - 1), core];
  return end === words.length ? words : words.slice(0, end);
}
