/** Paths that are kept to be shared; a document with ever new keys does not grow them without bound. */
const MOST_SHARED = 50_000;
let count = 0;

/** Keys from a record down to a value. The same keys are the same object, so that what they mean is worked out once. */
export class KeyPath {
  static readonly root = new KeyPath([]);
  readonly keys: readonly string[];
  /** `device_type.manufacturer.name` */
  readonly name: string;
  readonly #children = new Map<string, KeyPath>();

  private constructor(keys: readonly string[]) {
    this.keys = keys;
    this.name = keys.join('.');
  }

  static of(...keys: readonly string[]): KeyPath {
    return keys.reduce<KeyPath>((path, key) => path.child(key), KeyPath.root);
  }

  child(key: string): KeyPath {
    let child = this.#children.get(key);
    if (child === undefined) {
      child = new KeyPath([...this.keys, key]);
      if (count < MOST_SHARED) {
        count += 1;
        this.#children.set(key, child);
      }
    }
    return child;
  }
}
