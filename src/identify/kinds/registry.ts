import { IDENTIFIERS } from '../../core/identifiers/identifiers.ts';
import type { MacPrefixes } from '../../knowledge/knowledge.ts';
import { compileCategory, type CategoryCells } from './category.ts';
import { compileEnterpriseNumber } from './enterprise-number.ts';
import type { Finder } from './finder.ts';
import { compileWrittenId } from './written-id.ts';
import { compileMac } from './mac.ts';
import type { Beside } from '../names/beside.ts';
import type { MakerEntry } from '../names/makers.ts';
import { compileModel, type IsListed } from './model.ts';
import { compileName } from './name.ts';
import type { KnownMakers } from '../names/known-makers.ts';
import type { KnownName, NameIndex } from '../names/name-index.ts';
import { compileToken } from './software-token.ts';
import { compileTypo } from './typo.ts';

/** What kinds of evidence are compiled from. */
export interface FinderInput {
  /** Those with an identifier; names are on their own. */
  readonly makers: readonly MakerEntry[];
  readonly names: readonly KnownName[];
  readonly index: NameIndex;
  readonly macPrefixes: MacPrefixes;
  /** Words that stand before a model in the name of a host. */
  readonly hosts: ReadonlySet<string>;
  /** Words that introduce a vendor in free text ("Vendor:"). */
  readonly labels: ReadonlySet<string>;
  readonly beside: Beside;
  readonly knownMakers: KnownMakers;
  readonly categories: CategoryCells;
  readonly isListed: IsListed;
}

/** Every kind of evidence, in the order in which those of one grade are told. */
export const FINDERS: readonly ((input: FinderInput) => Finder)[] = [
  compileName,
  compileTypo,
  compileMac,
  compileEnterpriseNumber,
  ...IDENTIFIERS.map((kind) => (input: FinderInput) => compileWrittenId(kind, input.makers)),
  compileModel,
  compileToken,
  compileCategory,
];
