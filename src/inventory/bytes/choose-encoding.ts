import { fromLatin1 } from '#runtime';
import { CANDIDATES, cellsBeyondAscii, decodeAs, isPlausible } from './candidates.ts';

/** Bytes of cells by which an encoding is chosen, and the most of such cells. */
const SAMPLE_BYTES = 64 * 1024;
const SAMPLE_CELLS = 2000;
/** Encodings that the detector knows and that no cell beyond ASCII is in. */
const NOT_OF_ONE_CELL = /^(?:utf-|iso-2022-)/;

/** How well the cells of a sample read in one encoding; of two that differ in more than one, the first counts. */
interface Fit {
  readonly label: string;
  /** Plausible cells that are known words: Nîmes, read wrongly, is NÓmes, a word for names without its accent. */
  readonly known: number;
  /** Tenths of the cells that are not plausible. */
  readonly strange: number;
  /** What the detector thinks of it, out of 100. */
  readonly likely: number;
}

/**
 * The encoding in which the cells beyond ASCII of `bytes` (one character a byte) read best: by words that are known
 * (headers, vendors), by how plausible the others are, by the statistics of chardet, by how common it is. Without
 * chardet no ten cells of words that are not known were told to be Japanese, Korean or in KOI8-R; with it all were.
 */
export async function chooseEncoding(bytes: string, isKnown: (cell: string) => boolean): Promise<string> {
  const cells = sampleOf(bytes);
  const { analyse } = (await import('chardet')).default;
  const likely = new Map<string, number>();
  for (const { name, confidence } of analyse(fromLatin1(cells.join('\n')))) {
    const label = labelOf(name);
    if (label !== null) likely.set(label, Math.max(confidence, likely.get(label) ?? 0));
  }
  const sample = cells.map((cell) => fromLatin1(cell));
  const fits = [...new Set([...CANDIDATES, ...likely.keys()])].map((label) => fitOf(label, sample, likely, isKnown));
  return fits.reduce((best, fit) => (better(fit, best) ? fit : best)).label;
}

function sampleOf(bytes: string): readonly string[] {
  const cells = new Set<string>();
  let size = 0;
  for (const cell of cellsBeyondAscii(bytes)) {
    if (cells.has(cell)) continue;
    cells.add(cell.slice(0, SAMPLE_BYTES));
    size += cell.length;
    if (size > SAMPLE_BYTES || cells.size >= SAMPLE_CELLS) break;
  }
  return [...cells];
}

/** The encoding as WHATWG has it, null for one that is no candidate. The detector's ISO-8859-2 is windows-1250 here. */
function labelOf(name: string): string | null {
  const lower = name.toLowerCase();
  if (lower === 'iso-8859-2') return 'windows-1250';
  if (NOT_OF_ONE_CELL.test(lower)) return null;
  try {
    return new TextDecoder(lower).encoding;
  } catch {
    return null;
  }
}

function fitOf(
  label: string,
  sample: readonly Uint8Array[],
  likely: ReadonlyMap<string, number>,
  isKnown: (cell: string) => boolean,
): Fit {
  const texts = sample.map((cell) => decodeAs(label, cell));
  const plausible = texts.filter((text) => isPlausible(text, label));
  const strange = texts.length - plausible.length;
  return {
    label,
    known: plausible.filter((text) => isKnown(text.trim())).length,
    strange: Math.ceil((10 * strange) / Math.max(texts.length, 1)),
    likely: likely.get(label) ?? 0,
  };
}

function better(fit: Fit, than: Fit): boolean {
  if (fit.known !== than.known) return fit.known > than.known;
  if (fit.strange !== than.strange) return fit.strange < than.strange;
  return fit.likely > than.likely;
}
