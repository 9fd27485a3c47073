/**
 * What a person must look at besides the findings that fail, in the order in which it matters. `gate`: what lets less
 * fail than by default; `list-empty`: a list by which nothing can be found.
 */
export const ATTENTION_KINDS = [
  'gate',
  'conflict',
  'possible',
  'undetermined',
  'missing-fact',
  'assumed',
  'not-judged',
  'unread-cell',
  'set-aside',
  'guess',
  'list-empty',
  'list-age',
  'list-change',
  'waiver',
] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

/** Key order is the order of the JSON contract. */
export interface Attention {
  readonly type: 'attention';
  readonly kind: AttentionKind;
  /** What people call the asset; null where it is about none, or the row does not name it. */
  readonly asset: string | null;
  /** `site.csv:13`, `site.xlsx:Sheet1!12`, `site.json#/hosts/3`; null: the whole run. */
  readonly place: string | null;
  readonly why: string;
  readonly do: string | null;
  /** The id of the finding or the problem that it is about. */
  readonly finding: string | null;
}

/** Items that are held; beyond them they are counted. */
export const MOST_ATTENTION = 10_000;

/**
 * Holds what is to be looked at, in the order of the kinds, of each kind first what a finding or a problem says, then
 * the rest as it came. Of too many, the kind with the most gives way, so that no kind hides another.
 */
export class AttentionList {
  /** By kind: what is held, and how much there is. */
  readonly #kinds = Object.fromEntries(
    ATTENTION_KINDS.map((kind) => [kind, { first: [] as Attention[], rest: [] as Attention[], count: 0 }]),
  ) as Record<AttentionKind, { readonly first: Attention[]; readonly rest: Attention[]; count: number }>;
  #size = 0;
  /** The kind that gives way; null: not known, or nothing has to. */
  #largest: AttentionKind | null = null;

  /** `make`: called only if the item is held. `isFirst`: a finding or a problem says it. */
  add(kind: AttentionKind, isFirst: boolean, make: () => Omit<Attention, 'type' | 'kind'>): void {
    this.count(kind);
    if (this.#size >= MOST_ATTENTION) this.#largest ??= this.#largestKind();
    const largest = this.#largest;
    const { first, rest } = this.#kinds[kind];
    if (largest === kind && (!isFirst || rest.length === 0)) return;
    const { asset, place, why, do: advice, finding } = make();
    (isFirst ? first : rest).push({ type: 'attention', kind, asset, place, why, do: advice, finding });
    this.#size += 1;
    if (largest === null) return;
    this.#largest = null;
    const from = this.#kinds[largest];
    if ((from.rest.pop() ?? from.first.pop()) !== undefined) this.#size -= 1;
  }

  /** Items that are not held. */
  count(kind: AttentionKind, more = 1): void {
    this.#kinds[kind].count += more;
  }

  #largestKind(): AttentionKind {
    const size = (kind: AttentionKind) => this.#kinds[kind].first.length + this.#kinds[kind].rest.length;
    return ATTENTION_KINDS.reduce((a, b) => (size(b) > size(a) ? b : a));
  }

  get items(): readonly Attention[] {
    return Object.values(this.#kinds).flatMap(({ first, rest }) => [...first, ...rest]);
  }

  /** All of each kind that there is. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      Object.entries(this.#kinds).flatMap(([kind, { count }]) => (count === 0 ? [] : [[kind, count]])),
    );
  }
}
