import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import ts from 'typescript';

/** Words that people stumbled over, and what to write instead. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/\bhangs? on\b/i, 'depends on'],
  [/\btaken down\b/i, 'lowered'],
  [/\bstands?\b/i, 'is'],
  [/\b(told|tells?)\b/i, 'reported, says'],
  [/\basked\b/i, 'needed, requested, checked'],
  [/\bis none\b|\bis no \w+|\bwhich is no\b/i, 'is not a'],
  [/\bmakers?\b|\bproducers?\b/i, 'vendor'],
  [/\bunits?\b/i, 'asset'],
  [/\bmet\b|\bmeets\b/i, 'matched'],
  [/\bwithheld\b|\bpassed over\b/i, 'not read'],
  [/\btypo of\b|\bslip\b/i, 'misspelling of'],
  [/\bbars\b|\bbarred\b/i, 'forbids'],
  [/\bclearance\b/i, 'does not clear'],
  [/\botherwise\b.*--columns/i, 'to override'],
];

/** Texts of a source file that hold a blank: sentences, not names. */
function textsOf(file: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node);
    const isPart = ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
    if ((isText || isPart) && node.text.includes(' ')) texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return texts;
}
