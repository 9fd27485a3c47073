import type { Field } from '../../core/fields.ts';
import type { EvidenceKind } from '../../core/finding.ts';
import { spelt, type Patterns } from '../../core/first-letters.ts';
import type { IdentifierKey, IdentifierKind } from '../../core/identifiers.ts';
import { excerpt } from '../../core/text.ts';
import { ownersOf, type MakerEntry, type OwnedValue } from '../names/name-index.ts';
import { hit, type Finder } from './finder.ts';

/** Finds the identifiers of one kind that vendor files hold. Reports one for each vendor and sign. */
export function compileWrittenId(
  identifier: IdentifierKind<EvidenceKind, IdentifierKey>,
  makers: readonly MakerEntry[],
): Finder {
  const { kind, what } = identifier;
  const owners = ownersOf(makers, identifier.key);
  const patternsOf =
    (isOwnField: boolean): Patterns =>
    () => [
      ...identifier.announcedBy.map(spelt),
      ...Array.from(owners.keys()).flatMap((id) => identifier.written(id, isOwnField)),
    ];
  const [inOwnField, elsewhere] = [patternsOf(true), patternsOf(false)];
  const fieldIn = (fields: readonly Field[]) => identifier.fields.find((field) => fields.includes(field));
  const ownerOf = (id: string): OwnedValue | undefined =>
    owners.get(id) ??
    (identifier.isPrefix === true && id.includes('.') ? ownerOf(id.slice(0, id.lastIndexOf('.'))) : undefined);
  return {
    kinds: [kind],
    seeks(_role, fields) {
      if (owners.size === 0) return null;
      return [fieldIn(fields) === undefined ? elsewhere : inOwnField];
    },
    find(cell, hits): void {
      const reported = new Set<string>();
      for (const one of identifier.in(cell.text, cell.fields)) {
        const owner = ownerOf(one.id);
        const key = `${one.sign} ${owner?.maker.ref.id ?? ''}`;
        if (owner === undefined || reported.has(key)) continue;
        reported.add(key);
        const { maker, value, certainty } = owner;
        const [field, seen] = [identifier.fields[0] ?? cell.field, excerpt(cell.text, one.at)];
        hits.push(hit(certainty, { kind, maker, field, seen, matched: `${what} ${value}`, sign: one.sign }));
      }
    },
    nearMisses(cell) {
      // A text without a digit is a word: `explain` tries a text as every field.
      if (fieldIn(cell.fields) === undefined || !/\d/.test(cell.text)) return [];
      const unknown = identifier.in(cell.text, cell.fields).filter(({ id }) => id !== '' && ownerOf(id) === undefined);
      return [...new Set(unknown.map(({ id }) => `${what} ${id} is not of a known vendor`))];
    },
  };
}
