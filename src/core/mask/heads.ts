import type { Item, Mask } from './mask.ts';

/** The longest heads tried first: they reject best. */
const LENGTHS = [6, 5, 4, 3, 2] as const;
/** A mask of more heads than this gets shorter ones. */
const MOST = 120;
/** A class of more characters than this is not spelled out. */
const WIDEST = 12;

/**
 * What a run of items can spell: `open` may go on, the others are cut or were ended by a wide class; null: too much.
 */
interface Spelled {
  readonly open: ReadonlySet<string>;
  readonly shut: ReadonlySet<string>;
}

const START: Spelled = { open: new Set(['']), shut: new Set() };

function extend(from: Spelled, item: Item, length: number): Spelled | null {
  if (from.open.size === 0 || item.is === 'gap') return from;
  if (item.is === 'choice') return united(item.options.map((option) => extendAll(from, option, length)));
  let step: Spelled | null = from;
  const ways: (Spelled | null)[] = [];
  for (let count = 0; count <= item.most && step !== null && step.open.size > 0; count += 1) {
    if (count >= item.least) ways.push(step);
    step = spell(step, item.characters, length);
  }
  return united(step === null || step.open.size === 0 ? [...ways, step] : ways);
}

function extendAll(from: Spelled, items: readonly Item[], length: number): Spelled | null {
  let so: Spelled | null = from;
  for (const item of items) {
    if (so === null) return null;
    so = extend(so, item, length);
  }
  return so;
}

function spell({ open, shut }: Spelled, characters: string, length: number): Spelled | null {
  if (!/^[a-z0-9]/.test(characters)) return { open, shut };
  if (characters.length > WIDEST) return { open: new Set(), shut: new Set([...shut, ...open]) };
  const on = new Set<string>();
  const ended = new Set(shut);
  for (const text of open) {
    for (const char of characters) (text.length + 1 >= length ? ended : on).add(text + char);
    if (on.size + ended.size > MOST) return null;
  }
  return { open: on, shut: ended };
}

function united(all: readonly (Spelled | null)[]): Spelled | null {
  const [open, shut] = [new Set<string>(), new Set<string>()];
  for (const one of all) {
    if (one === null) return null;
    for (const text of one.open) open.add(text);
    for (const text of one.shut) shut.add(text);
  }
  return open.size + shut.size > MOST ? null : { open, shut };
}

/** The longest that are few enough; null when the shortest has less than two characters. */
function spelledBy(items: readonly Item[]): readonly string[] | null {
  for (const length of LENGTHS) {
    const so = extendAll(START, items, length);
    if (so === null) continue;
    const all = [...so.open, ...so.shut];
    return all.every((text) => text.length >= 2) ? all : null;
  }
  return null;
}

/**
 * Texts of lower-case letters and digits, one of which stands in every text that the mask matches, once all else is
 * taken out of it; `['']` where there are none worth looking for. How a screen passes over what holds no model.
 */
export function headsOf({ items }: Mask): readonly string[] {
  let best: readonly string[] | null = null;
  const shortest = (texts: readonly string[]): number => Math.min(...texts.map((text) => text.length));
  for (let from = 0; from < items.length; from += 1) {
    const own = spelledBy(items.slice(from));
    if (own === null) continue;
    if (best === null) best = own;
    else if (shortest(own) > shortest(best) || (shortest(own) === shortest(best) && own.length < best.length))
      best = own;
  }
  return best ?? [''];
}
