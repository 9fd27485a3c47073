/**
 * Control sequences of a terminal (ECMA-48), of at most 256 characters: ESC [ up to a final character; a string on one
 * line up to a bell or ESC \; any other up to its final character, as is the beginning of one that does not end.
 * Characters that end a cell (`,;|"`) are in no sequence but a string, and `;` and `|` after ESC [.
 */
const SEQUENCES =
  /\x1b(?:\[[ !#-+\--?]{0,254}[@-~]|[\]PX^_][^\x07\x1b\n]{0,254}(?:\x07|\x1b[^])|[ !#-+\--/]{0,254}[0-:<-{}~]?)/g;
const ESCAPE = '\x1b';
const BACKSPACE = '\b';

/**
 * A text of whole lines without what only a terminal understands: colours and other control sequences, window titles,
 * and letters that a backspace deletes, as pagers and manual pages print them.
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
