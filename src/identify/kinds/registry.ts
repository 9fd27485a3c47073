import type { EvidenceKind } from '../../core/finding.ts';
import type { MacPrefixes } from '../../knowledge/knowledge.ts';
import { compileCategory, type CategoryCells } from './category.ts';
import { compileCpe } from './cpe.ts';
import { compileEnterpriseNumber } from './enterprise-number.ts';
import { compileFccId } from './fcc-id.ts';
import type { Finder } from './finder.ts';
import { compileGpon } from './gpon.ts';
import { compileMac } from './mac.ts';
import type { Guard } from '../names/guard.ts';
import type { MakerEntry } from '../names/makers.ts';
import { compileMention } from './mention.ts';
import { compileModel, type IsListed } from './model.ts';
import { compileName } from './name.ts';
import type { KnownMakers } from '../names/known-makers.ts';
import type { KnownName, NameIndex } from '../names/name-index.ts';
import type { Standings } from '../names/standing.ts';
import { compileToken } from './software-token.ts';
import { compileTypo } from './typo.ts';
import { compileUsbId } from './usb-id.ts';

/** What kinds of evidence are compiled from. */
export interface FinderInput {
  /** Those with an identifier; names are on their own. */
  readonly makers: readonly MakerEntry[];
  readonly names: readonly KnownName[];
  readonly index: NameIndex;
  readonly macPrefixes: MacPrefixes;
  /** Words that stand before a model in the name of a host. */
  readonly hosts: ReadonlySet<string>;
  readonly guard: Guard;
  /** What a name is where it stands. */
  readonly standings: Standings;
  readonly knownMakers: KnownMakers;
  readonly categories: CategoryCells;
  /** Whether a folded word is a kind of equipment. */
  readonly isKind: (word: string) => boolean;
  readonly isListed: IsListed;
}

/** Every kind of evidence; a kind without a line here does not compile. */
export const FINDERS: { readonly [K in EvidenceKind]: (input: FinderInput) => Finder } = {
  name: ({ index, standings }) => compileName(index, standings),
  typo: ({ names, index, standings }) => compileTypo(names, index, (cell) => standings.describes(cell)),
  mac: ({ makers, macPrefixes }) => compileMac(makers, macPrefixes),
  'enterprise-number': ({ makers }) => compileEnterpriseNumber(makers),
  'fcc-id': ({ makers }) => compileFccId(makers),
  cpe: ({ makers }) => compileCpe(makers),
  gpon: ({ makers }) => compileGpon(makers),
  'usb-id': ({ makers }) => compileUsbId(makers),
  model: compileModel,
  token: ({ makers }) => compileToken(makers),
  mention: ({ index, standings }) => compileMention(index, standings),
  category: ({ categories }) => compileCategory(categories),
};
