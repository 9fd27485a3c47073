/** What stands in regular expressions and in no mask. */
const SIGNS_OF_ONE = new RegExp(
  [
    /\\[bBdDwWsS]|\(\?|\[\^|[\])]\+|[\])]\*(?!$)|[A-Za-z0-9\])?]\+|\.\*|\.\+|\.\?|^\^|\$$/,
    /\{\d*,\}|\{,|\[[^\]]*\\|\[[ _./-]{1,3}\]/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** In the order in which they are replaced. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/\(\?<?[!=][^()]*\)/g, ''],
  [/\(\?:/g, '('],
  [/\\[bB]|^\^|\$$/g, ''],
  [/(?:\.[*+]\??|\[A-Z(?:a-z)?0-9_?-\][*+]|\\w[*+])$/i, '*'],
  [/\\d|\[0-9\]/g, '#'],
  [/\[A-Z\]|\[a-z\]|\[A-Za-z\]/g, '@'],
  [/\[A-Z0-9\]|\[0-9A-Z\]|\[A-Za-z0-9\]|\\w/g, '?'],
  [/\[(?=[^\]]* )[ _./\\-]*\]\??|\\s[?*+]?|(?<=[A-Za-z0-9)\]#@]) \?/g, ' '],
  [/\[[_./\\-]*\]\??|(?<=[A-Za-z0-9)\]#@])-\?|\\\.|\\-/g, '-'],
  [/(?<=[#@?\]])\+/g, '{1,9}'],
  [/(?<=[#@\]])\*(?!$)/g, '{0,9}'],
  [/\{(\d+),\}/g, '{$1,9}'],
  [/\{,(\d+)\}/g, '{0,$1}'],
  [/\)\?/g, '|)'],
  [/([A-Za-z0-9#@])\?(?=$|[^{])/g, '($1|)'],
  [/\.(?:\+|\*)/g, '?{0,9}'],
  [/\./g, '?'],
];

/** Where a text stops looking like a mask and looks like a regular expression; -1: nowhere. */
export function expressionAt(text: string): number {
  return SIGNS_OF_ONE.exec(text)?.index ?? -1;
}

/** The mask that says about what a regular expression says; not always one that can be read. */
export function maskInsteadOf(text: string): string {
  return INSTEAD.reduce((so, [from, to]) => so.replace(from, to), text);
}
