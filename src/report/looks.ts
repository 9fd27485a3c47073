import { ATTENTION_KINDS, type AttentionKind } from '../core/attention.ts';
import type { Counts } from '../core/events.ts';
import type { Collected } from './collected.ts';
import { grouped } from './phrases.ts';

/** What people call each kind. */
export const ATTENTION_LABELS: Readonly<Record<AttentionKind, string>> = {
  gate: 'looser than the default',
  conflict: 'conflict',
  possible: 'possible',
  undetermined: 'netvet cannot tell',
  'missing-fact': 'missing fact',
  assumed: 'assumed',
  'not-judged': 'not judged',
  'unread-cell': 'cell not understood',
  'set-aside': 'mention ignored',
  guess: 'read with a doubt',
  'list-empty': 'list finds nothing',
  'list-age': 'list may be old',
  'list-change': 'list changed',
  waiver: 'waiver',
};

/** Items that say the same, with all places. */
export interface Look {
  readonly kind: AttentionKind;
  readonly why: string;
  readonly do: string | null;
  readonly places: readonly string[];
  readonly assets: readonly string[];
}

/** What is to be looked at, each thing once. */
export function looks({ attention }: Collected): readonly Look[] {
  const found = new Map<string, { look: Look; places: string[]; assets: Set<string> }>();
  for (const { kind, why, do: advice, place, asset } of attention) {
    const key = `${kind}\n${why}\n${advice ?? ''}`;
    let known = found.get(key);
    if (known === undefined) {
      const [places, assets] = [[] as string[], new Set<string>()];
      known = { look: { kind, why, do: advice, places, assets: [] }, places, assets };
      found.set(key, known);
    }
    if (place !== null) known.places.push(place);
    if (asset !== null) known.assets.add(asset);
  }
  return Array.from(found.values(), ({ look, assets }) => ({ ...look, assets: [...assets] }));
}

/** Items that are counted and not held: `12,000 more not judged`; empty where all are. */
export function notHeld({ attention, summary }: Collected): readonly string[] {
  return ATTENTION_KINDS.flatMap((kind) => {
    const held = attention.reduce((sum, item) => sum + (item.kind === kind ? 1 : 0), 0);
    const more = (summary.attention[kind] ?? 0) - held;
    return more > 0 ? [`${grouped(more)} more: ${ATTENTION_LABELS[kind]}`] : [];
  });
}

/**
 * Which kinds a format leaves out that is about findings alone, by their counts: `conflict (1), assumed (6); text and
 * Markdown say where`.
 */
export function kindsLeftOut(counts: Counts): string | null {
  const named = ATTENTION_KINDS.flatMap((kind) => {
    const count = counts[kind] ?? 0;
    return count === 0 ? [] : [`${ATTENTION_LABELS[kind]} (${grouped(count)})`];
  });
  return named.length === 0 ? null : `to look at besides: ${named.join(', ')}; text and Markdown say where`;
}

/** Places that are named in one cell. */
const MOST_PLACES = 200;

/** `site.csv:13, 15, b.csv:2`: the name of a file once for all lines that follow each other. */
export function placesText(places: readonly string[], most = MOST_PLACES): string {
  let last = '';
  const texts = places.slice(0, most).map((place) => {
    const [, file = '', line] = /^(.*):(\d+)$/.exec(place) ?? [];
    if (line === undefined || file !== last) {
      last = file;
      return place;
    }
    return line;
  });
  const more = places.length - most;
  return `${texts.join(', ')}${more > 0 ? ` and ${grouped(more)} more` : ''}`;
}
