/**
 * Sequences of at most 256 characters that a terminal obeys (ECMA-48): ESC [ with a final character; a text that a bell
 * or ESC \ ends, on one line; any other with its final character. Of one that does not end, its first characters; at
 * the end of the input, ESC alone.
 */
const SEQUENCES = new RegExp(
  `\x1b(?:${[
    /\[[ -?]{0,254}[@-~]/,
    /[\]PX^_][^\x07\x1b\n]{0,254}(?:\x07|\x1b[^])/,
    /\[(?![ -?]{0,254}$)/,
    /[\]PX^_](?![^\n]{0,254}$)/,
    /[ -/]{1,254}[0-~]?/,
    /[0-OQ-WYZ\\`-~]?/,
  ]
    .map(({ source }) => source)
    .join('|')})`,
  'g',
);
const ESCAPE = '\x1b';
const BACKSPACE = '\b';

/**
 * A text of whole lines without what only a terminal understands: colours and other control sequences, titles of
 * windows, and letters that a backspace takes back, as pagers and manual pages print them.
 */
export function withoutControls(text: string): string {
  const shown = text.includes(ESCAPE) ? text.replace(SEQUENCES, '') : text;
  if (!shown.includes(BACKSPACE)) return shown;
  const kept: string[] = [];
  for (const sign of shown) {
    if (sign !== BACKSPACE) kept.push(sign);
    else if (kept.at(-1) !== '\n') kept.pop();
  }
  return kept.join('');
}
