import { nearest } from '../core/distance.ts';
import { fold, squeeze } from '../core/text.ts';

interface Indexed {
  readonly id: string;
  readonly name: string;
  readonly names?: readonly { readonly name: string }[];
  readonly affiliates: readonly { readonly id: string; readonly name: string }[];
}

/** Which vendor references exist, with the name to print for each. */
export class VendorIndex {
  readonly #names = new Map<string, string>();
  /** Null for a name of two. */
  readonly #byName = new Map<string, string | null>();

  constructor(vendors: Iterable<Indexed>) {
    for (const vendor of vendors) this.add(vendor);
  }

  add({ id, name, names = [], affiliates }: Indexed): void {
    this.#names.set(id, name);
    for (const one of [name, ...names.map((given) => given.name)]) this.#call(one, id);
    for (const affiliate of affiliates) {
      this.#names.set(`${id}/${affiliate.id}`, affiliate.name);
      this.#call(affiliate.name, `${id}/${affiliate.id}`);
    }
  }

  #call(name: string, ref: string): void {
    const key = keyOf(name);
    const before = this.#byName.get(key);
    this.#byName.set(key, before === undefined || before === ref ? ref : null);
  }

  has(ref: string): boolean {
    return this.#names.has(ref);
  }

  nameOf(ref: string): string | null {
    return this.#names.get(ref) ?? null;
  }

  /** The vendor or affiliate that is called so; null: none is. */
  named(name: string): string | null {
    return this.#byName.get(keyOf(name)) ?? null;
  }

  /** The nearest reference; for the id of an affiliate alone, its whole reference. Null when none is near. */
  near(ref: string): string | null {
    const refs = Array.from(this.#names.keys());
    return refs.find((known) => known.endsWith(`/${ref}`)) ?? nearest(ref, refs);
  }
}

function keyOf(name: string): string {
  return squeeze(fold(name));
}
