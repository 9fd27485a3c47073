import type { Cell } from '../cell.ts';
import { hit, type Finder, type Hit, type NearMiss } from './finder.ts';
import { describe, seenAround } from './name.ts';
import type { NameIndex } from '../names/name-index.ts';
import type { Standings } from '../names/standing.ts';

/**
 * A distinctive name in a cell that is not about the maker: location, comment, hostname, SSID, the middle of a text,
 * and where nobody expects one, such as a serial number or an address.
 */
export function compileMention(index: NameIndex, standings: Standings): Finder {
  return {
    readsNames: true,
    looksAt: (role) => role === 'aside' || role === 'open' || role === 'naming' || role === 'device' || role === 'none',
    patterns: () => [index.patterns],
    find(cell: Cell, hits: Hit[]): void {
      for (const met of cell.names(index)) {
        const standing = standings.of(cell, met);
        if (standing.as !== 'mention') continue;
        hits.push(
          hit({
            kind: 'mention',
            maker: met.name.maker,
            field: cell.field,
            seen: seenAround(cell, met),
            matched: describe(met, null),
            strength: standing.strength,
          }),
        );
      }
    },
    nearMisses(cell) {
      return cell.names(index).flatMap((met): NearMiss[] => {
        const taken = met.name.maker === null ? null : standings.taken(cell, met);
        return taken === null ? [] : [{ kind: 'mention', text: `${met.name.display} is set aside by "${taken}"` }];
      });
    },
  };
}
