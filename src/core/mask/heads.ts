import type { Item, Mask } from './mask.ts';

/** The longest heads tried first: they reject best. */
const LENGTHS = [6, 5, 4, 3, 2] as const;
/** A mask of more heads than this gets shorter ones. */
const MOST = 120;
/** A class of more characters than this is not spelled out. */
const WIDEST = 12;

/** What a run of items can spell: `open` may go on, the others are cut or were ended by a wide class. */
interface Spelled {
  readonly open: ReadonlySet<string>;
  readonly shut: ReadonlySet<string>;
}

const NOTHING: Spelled = { open: new Set(['']), shut: new Set() };

function extend(from: Spelled, item: Item, length: number): Spelled {
  if (from.open.size === 0 || item.is === 'gap') return from;
  if (item.is === 'choice') {
    return united(item.options.map((option) => option.reduce((so, one) => extend(so, one, length), from)));
  }
  let step = from;
  const ways: Spelled[] = [];
  for (let count = 0; count <= Math.min(item.most, length); count += 1) {
    if (count >= item.least) ways.push(step);
    step = spell(step, item.characters, length);
  }
  return ways.length === 0 ? step : united(ways);
}

function spell({ open, shut }: Spelled, characters: string, length: number): Spelled {
  if (!/^[a-z0-9]/.test(characters)) return { open, shut };
  if (characters.length > WIDEST) return { open: new Set(), shut: new Set([...shut, ...open]) };
  const on = new Set<string>();
  const ended = new Set(shut);
  for (const text of open) {
    for (const char of characters) (text.length + 1 >= length ? ended : on).add(text + char);
  }
  return { open: on, shut: ended };
}

function united(all: readonly Spelled[]): Spelled {
  return {
    open: new Set(all.flatMap(({ open }) => [...open])),
    shut: new Set(all.flatMap(({ shut }) => [...shut])),
  };
}

/** The longest that are few enough; null when the shortest has less than two characters. */
function spelledBy(items: readonly Item[]): readonly string[] | null {
  for (const length of LENGTHS) {
    let so = NOTHING;
    for (const item of items) {
      so = extend(so, item, length);
      if (so.open.size + so.shut.size > MOST || so.open.size === 0) break;
    }
    const all = [
      ...united([
        { open: so.open, shut: so.shut },
        { open: new Set(), shut: so.open },
      ]).shut,
    ];
    if (all.length <= MOST) return all.every((text) => text.length >= 2) ? all : null;
  }
  return null;
}

/**
 * Texts of lower-case letters and digits, one of which stands in every text that the mask matches, once all else is taken
 * out of it; `['']` where there are none worth looking for. How a screen passes over what holds no model.
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
