import type { Cell } from '../cell.ts';
import { hit, type Finder, type Hit, type NearMiss } from './finder.ts';
import type { Guard } from '../names/guard.ts';
import { describe, leads, seenAround } from './name.ts';
import { namesIn, type NameIndex } from '../names/name-index.ts';

/** A distinctive name in a cell that is not about the maker: location, comment, hostname, SSID, the middle of a text. */
export function compileMention(index: NameIndex, guard: Guard, labels: ReadonlySet<string>): Finder {
  return {
    looksAt: (role) => role === 'aside' || role === 'open',
    literals: () => namesIn(index),
    find(cell: Cell, hits: Hit[]): void {
      for (const met of cell.names(index)) {
        const { maker, distinctive, kind } = met.name;
        if (maker === null || !distinctive || kind !== 'name') continue;
        if (cell.role === 'open' && leads(cell, met, labels)) continue;
        if (guard.negation(cell.tokens, met.first, met.last) !== null) continue;
        hits.push(
          hit({
            kind: 'mention',
            maker,
            field: cell.fields[0] ?? 'text',
            seen: seenAround(cell, met),
            matched: describe(met, null),
            confidence: 'possible',
            aboutMaker: false,
          }),
        );
      }
    },
    nearMisses(cell) {
      return cell.names(index).flatMap(({ name, first, last }): NearMiss[] => {
        const taken = name.maker === null ? null : guard.negation(cell.tokens, first, last);
        return taken === null ? [] : [{ kind: 'mention', text: `${name.display} is taken down by "${taken}"` }];
      });
    },
  };
}
