import { IDENTIFIERS } from '../../core/identifiers.ts';
import { compileCategory } from './category.ts';
import type { Finder, FinderInput } from './finder.ts';
import { compileMac } from './mac.ts';
import { compileModel } from './model.ts';
import { compileName } from './name.ts';
import { compileToken } from './software-token.ts';
import { compileTypo } from './typo.ts';
import { compileWrittenId } from './written-id.ts';

/** Every kind of evidence, in the order of EVIDENCE_KINDS. */
export const FINDERS: readonly ((input: FinderInput) => Finder)[] = [
  compileName,
  compileTypo,
  compileMac,
  ...IDENTIFIERS.map((kind) => (input: FinderInput) => compileWrittenId(kind, input.makers)),
  compileModel,
  compileToken,
  compileCategory,
];
