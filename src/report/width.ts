import { lazily } from '../core/text.ts';

/** Characters one column wide that never combine: ASCII, European letters, dashes, quotes, marks of the report. */
const NARROW =
  /^[\x20-\x7e\xa1-\xa8\xaa-\xac\xaf-\u02ff\u2010-\u2015\u2018-\u201f\u2020-\u2027\u2500-\u257f\u25b2\u2713\u2717]*$/;
/** East Asian Wide and Fullwidth (UAX 11), in blocks, and everything that is drawn as an emoji. */
const WIDE = lazily(
  () =>
    new RegExp(
      '^[\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\u4dbf\\u4e00-\\ua4cf\\ua960-\\ua97f\\uac00-\\ud7a3\\uf900-\\ufaff' +
        '\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6' +
        '\\u{17000}-\\u{18cff}\\u{1b000}-\\u{1b2ff}\\u{20000}-\\u{3fffd}]' +
        '|\\p{Emoji_Presentation}|\\ufe0f',
      'u',
    ),
);
const ZERO_WIDTH = lazily(() => /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u);

/** Made when first needed: it takes 10 ms, and the texts of most runs are narrow. */
const segmenter = lazily(() => new Intl.Segmenter('en', { granularity: 'grapheme' }));

const graphemes = (text: string): Intl.Segments => segmenter().segment(text);

/** Columns a terminal uses for a text: two for wide characters and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes(text)) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(grapheme: string): number {
  if (NARROW.test(grapheme)) return grapheme.length;
  if (WIDE().test(grapheme)) return 2;
  return ZERO_WIDTH().test(grapheme) ? 0 : 1;
}

/** The longest beginning of a text that fits, whole graphemes only. */
export function head(text: string, width: number): string {
  if (NARROW.test(text)) return text.slice(0, Math.max(0, width));
  let used = 0;
  let kept = '';
  for (const { segment } of graphemes(text)) {
    used += graphemeWidth(segment);
    if (used > width) break;
    kept += segment;
  }
  return kept;
}

/** A text cut to a width; `mark` stands for what is missing. */
export function fit(text: string, width: number, mark: string): string {
  return displayWidth(text) <= width ? text : head(text, width - displayWidth(mark)) + mark;
}

/** A path or place without its folders if needed, then cut in its middle: its end says most, its start which file. */
export function fitPlace(text: string, width: number, mark: string): string {
  if (displayWidth(text) <= width) return text;
  const file = text.slice(text.lastIndexOf('/') + 1);
  if (displayWidth(`${mark}/${file}`) <= width) return `${mark}/${file}`;
  const kept = head(file, Math.floor((width - displayWidth(mark)) / 3));
  const end = Array.from(graphemes(file.slice(kept.length)), ({ segment }) => segment);
  while (end.length > 0 && displayWidth(kept + mark + end.join('')) > width) end.shift();
  return kept + mark + end.join('');
}

/** A text padded with spaces to a width; longer texts stay as they are. */
export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - displayWidth(text)));

/** A text broken at spaces into lines of at most `width` columns; longer words are broken anywhere. Never empty. */
export function wrap(text: string, width: number): string[] {
  if (width === Infinity) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (displayWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (displayWidth(line) > width) {
      const part = head(line, width) || line.slice(0, 1);
      lines.push(part);
      line = line.slice(part.length);
    }
  }
  return [...lines, line];
}
