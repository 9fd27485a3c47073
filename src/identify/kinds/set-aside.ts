import type { SetAsideReason } from '../../core/finding.ts';
import type { Cell } from '../cell.ts';
import type { KnownName, NameIndex } from '../names/name-index.ts';
import type { NameMet } from '../names/name-scan.ts';
import { coveredBy, type Standings } from '../names/standing.ts';
import { STRENGTHS } from '../strengths.ts';
import { hit, type Finder, type Hit } from './finder.ts';
import { seenAround } from './name.ts';

/**
 * Names that were read and are no evidence, with why: no kind of evidence, but found like one, so that each distinctive
 * name of a cell is accounted for.
 */
export function compileSetAside(index: NameIndex, standings: Standings): Finder {
  function add(
    cell: Cell,
    met: NameMet,
    name: KnownName,
    reason: SetAsideReason,
    by: string | null,
    hits: Hit[],
  ): void {
    const seen = seenAround(cell, met);
    hits.push(
      hit({
        kind: 'mention',
        maker: name.maker,
        field: cell.field,
        seen,
        matched: name.display,
        strength: STRENGTHS.mention,
        setAside: { reason, by },
      }),
    );
  }
  return {
    readsNames: true,
    looksAt: () => true,
    patterns: () => [index.patterns],
    find(cell: Cell, hits: Hit[]): void {
      for (const met of cell.names(index)) {
        const standing = standings.of(cell, met);
        if (standing.as === 'aside') add(cell, met, met.name, standing.reason, standing.by, hits);
        const reason = met.name.kind === 'look-alike' ? 'look-alike' : 'longer-name';
        for (const name of coveredBy(index, cell, met)) add(cell, met, name, reason, met.name.display, hits);
      }
    },
  };
}
