/**
 * Which literals a model pattern cannot be met without: "one of these stands in the text". A small reader of the safe
 * subset of regular expressions (CONTRIBUTING, "Patterns"): alternation, groups, classes, quantifiers, look-around.
 */
type Node =
  | { readonly is: 'chars'; readonly set: string | null }
  | { readonly is: 'nothing' }
  | { readonly is: 'sequence'; readonly items: readonly Node[] }
  | { readonly is: 'choice'; readonly options: readonly Node[] }
  | { readonly is: 'repeat'; readonly item: Node; readonly least: number; readonly most: number };

const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** The longest literals tried first: they reject best. */
const LENGTHS = [6, 5, 4, 3, 2] as const;
/** A pattern of more literals than this gets shorter ones. */
const MOST = 400;
/** A class of more letters than this is not spelled out. */
const WIDEST = 12;

/** What a character is in squeezed text: a letter or digit is itself, everything else is not there. */
function squeezed(char: string): string {
  const lower = char.toLowerCase();
  return DIGITS.includes(lower) || LETTERS.includes(lower) ? lower : '';
}

class PatternReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  choice(): Node {
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    return options.length === 1 && options[0] !== undefined ? options[0] : { is: 'choice', options };
  }

  #sequence(): Node {
    const items: Node[] = [];
    while (this.#at < this.#text.length && this.#text[this.#at] !== '|' && this.#text[this.#at] !== ')') {
      items.push(this.#repeated(this.#atom()));
    }
    return { is: 'sequence', items };
  }

  #repeated(item: Node): Node {
    const found = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(this.#text.slice(this.#at));
    if (found === null) return item;
    this.#at += found[0].length;
    const sign = found[0][0];
    if (sign === '?') return { is: 'repeat', item, least: 0, most: 1 };
    if (sign === '*') return { is: 'repeat', item, least: 0, most: Infinity };
    if (sign === '+') return { is: 'repeat', item, least: 1, most: Infinity };
    const least = Number(found[1]);
    return { is: 'repeat', item, least, most: found[2] === '' ? least : found[3] === '' ? Infinity : Number(found[3]) };
  }

  #atom(): Node {
    if (this.#take('(')) return this.#group();
    if (this.#take('[')) return this.#class();
    if (this.#take('\\')) return this.#escape();
    const char = this.#text[this.#at] ?? '';
    this.#at += 1;
    if (char === '^' || char === '$') return { is: 'nothing' };
    return { is: 'chars', set: char === '.' ? null : char };
  }

  #group(): Node {
    const look = this.#take('?=') || this.#take('?!') || this.#take('?<=') || this.#take('?<!');
    if (!look) this.#take('?:');
    const inner = this.choice();
    this.#take(')');
    return look ? { is: 'nothing' } : inner;
  }

  #class(): Node {
    const negated = this.#take('^');
    let set = '';
    let wide = false;
    while (this.#at < this.#text.length && !this.#take(']')) {
      const range = /^([^\\])-([^\]\\])/.exec(this.#text.slice(this.#at));
      if (range !== null) {
        this.#at += 3;
        for (let code = range[1]?.charCodeAt(0) ?? 0; code <= (range[2]?.charCodeAt(0) ?? -1); code += 1) {
          set += String.fromCharCode(code);
        }
      } else if (this.#take('\\')) {
        const inner = this.#escape();
        if (inner.is === 'chars' && inner.set !== null) set += inner.set;
        else wide = true;
      } else {
        set += this.#text[this.#at] ?? '';
        this.#at += 1;
      }
    }
    return { is: 'chars', set: negated || wide ? null : set };
  }

  #escape(): Node {
    const char = this.#text[this.#at] ?? '';
    this.#at += 1;
    if (char === 'b' || char === 'B') return { is: 'nothing' };
    if (char === 'd') return { is: 'chars', set: DIGITS };
    return { is: 'chars', set: /[a-z]/i.test(char) ? null : char };
  }

  #take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }
}

/** Beginnings of what a run of nodes can spell; `open` ones may go on, the others are cut or were ended by a wide class. */
interface Beginnings {
  readonly open: ReadonlySet<string>;
  readonly shut: ReadonlySet<string>;
}

function extend(from: Beginnings, node: Node, length: number): Beginnings {
  if (from.open.size + from.shut.size > MOST) return from;
  switch (node.is) {
    case 'nothing':
      return from;
    case 'sequence':
      return node.items.reduce((so, item) => extend(so, item, length), from);
    case 'choice': {
      const all = node.options.map((option) => extend(from, option, length));
      return { open: union(all.map(({ open }) => open)), shut: union(all.map(({ shut }) => shut)) };
    }
    case 'repeat': {
      let step = from;
      for (let n = 0; n < Math.min(node.least, length); n += 1) step = extend(step, node.item, length);
      let all = step;
      for (let n = node.least; n < Math.min(node.most, length); n += 1) {
        step = extend(step, node.item, length);
        all = { open: union([all.open, step.open]), shut: union([all.shut, step.shut]) };
      }
      return all;
    }
    case 'chars':
      return spell(from, node.set, length);
  }
}

function spell(from: Beginnings, set: string | null, length: number): Beginnings {
  const letters = set === null ? null : new Set(Array.from(set, squeezed));
  if (letters === null || letters.size > WIDEST) return { open: new Set(), shut: union([from.shut, from.open]) };
  const open = new Set<string>();
  const shut = new Set(from.shut);
  for (const text of from.open) {
    for (const letter of letters) (text.length + 1 >= length && letter !== '' ? shut : open).add(text + letter);
  }
  return { open, shut };
}

function union(sets: readonly ReadonlySet<string>[]): Set<string> {
  return new Set(sets.flatMap((set) => [...set]));
}

/** The longest beginnings of a node that are few enough, none shorter than two letters. */
function usable(node: Node): readonly string[] | null {
  for (const length of LENGTHS) {
    const { open, shut } = extend({ open: new Set(['']), shut: new Set() }, node, length);
    const all = [...union([open, shut])];
    if (all.length === 0 || all.length > MOST) continue;
    return all.every((text) => text.length >= 2) ? all : null;
  }
  return null;
}

/** How well literals reject: the shortest decides, then how few there are. */
function better(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  if (a === null || b === null) return a ?? b;
  const shortest = (list: readonly string[]): number => Math.min(...list.map((text) => text.length));
  return shortest(b) > shortest(a) || (shortest(b) === shortest(a) && b.length < a.length) ? b : a;
}

function required(node: Node): readonly string[] | null {
  if (node.is === 'choice') {
    const all = node.options.map(required);
    return all.every((one) => one !== null) ? [...union(all.map((one) => new Set(one)))] : null;
  }
  if (node.is !== 'sequence') return usable(node);
  let best: readonly string[] | null = null;
  for (let from = 0; from < node.items.length; from += 1) {
    const rest: Node = { is: 'sequence', items: node.items.slice(from) };
    best = better(best, usable(rest));
    const inner = node.items[from];
    if (inner?.is === 'choice') best = better(best, required(inner));
  }
  return best;
}

/**
 * Literals of squeezed lower-case text (letters and digits only), one of which stands in every text the pattern meets;
 * null when there are none worth looking for.
 */
export function requiredLiterals(pattern: string): readonly string[] | null {
  return required(new PatternReader(pattern).choice());
}
