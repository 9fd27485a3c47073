import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { netvet } from './run.ts';

/** Words of 0.1 that people had to read twice. */
const WORDS = [
  /\bhangs? on\b/i,
  /\btaken down\b/i,
  /\bstands?\b/i,
  /\b(told|tells)\b/i,
  /(?<!not )\basked\b/i,
  /\bis none\b|\b(is|are|which is) no \w+/i,
  /\bclearance\b/i,
  /\bmakers?\b|\bproducers?\b/i,
  /\bmeets?\b|\bmet\b/i,
  /\bwithheld\b|\bpassed over\b/i,
  /\btypo of\b|\bslips? \b/i,
  /\bbars\b|\bbarred\b/i,
];

/** What only maintainers read, and pages with words of laws and forms. */
const NOT_PRINTED = /^src\/(tools|report\/html|report\/form)/;

/** Texts of a source file that hold a blank: sentences, not names. */
function textsOf(file: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node);
    const isPart = ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
    if ((isText || isPart) && node.text.includes(' ')) texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return texts;
}

test('what the program prints uses one plain word for each thing', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((file) => `src/${file}`);
  const found = files
    .filter((file) => file.endsWith('.ts') && !NOT_PRINTED.test(file))
    .flatMap((file) =>
      textsOf(file)
        .filter((text) => WORDS.some((word) => word.test(text)))
        .map((text) => `${file}: ${text}`),
    );
  expect(found).toEqual([]);
});

const COMMANDS = [
  '',
  'check',
  'explain',
  'columns',
  ...['', ' show', ' search', ' validate', ' diff'].map((verb) => `lists${verb}`),
  ...['', ' show', ' validate'].map((verb) => `vendors${verb}`),
  ...['', ' add', ' validate', ' prune'].map((verb) => `waivers${verb}`),
  'report',
  'verify',
  'completion',
];

test.each(COMMANDS)('the help of netvet %s fits 100 columns and 60 lines', async (command) => {
  const { stdout } = await netvet([...command.split(' ').filter(Boolean), '--help']);
  const lines = stdout.trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(60);
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
});
