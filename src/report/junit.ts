import { ATTENTION_LABELS, type RunEvent } from '../core/events.ts';
import type { Finding } from '../core/finding.ts';
import { isOpen, type Problem } from '../core/problem.ts';
import { answer, looks, placesText } from './answer.ts';
import { escapeHtml } from './escape.ts';
import { atTheEnd, leftOut, type Collected } from './collected.ts';
import { saysText } from './law.ts';
import * as say from './phrases.ts';

const MOST = 10_000;

type Case = ReturnType<typeof testCase>;

/** A suite a file, a case a finding: what fails is a failure, what is waived is skipped, a problem is an error. */
export const junit = atTheEnd({ findings: MOST }, (held) => {
  // Also a file that was never opened: it has a problem and no count.
  const all = [...held.summary.inputs, ...held.findings.items, ...held.problems];
  const sources = new Set(all.map(({ source }) => source));
  const suites = Array.from(sources, (source, at) => suite(source, casesOf(held, source), at === 0 ? held.run : null));
  const run = runCases(held);
  if (run.length > 0) suites.push(suite('netvet', run));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="netvet">\n${suites.join('')}</testsuites>\n`;
});

function suite(name: string, cases: readonly Case[], run: RunEvent | null = null): string {
  const count = (outcome: Case['outcome']) => cases.filter((one) => one.outcome === outcome).length;
  const failed = `failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  const open = `  <testsuite name="${escapeHtml(name)}" tests="${cases.length}" ${failed} time="0">\n`;
  return `${open}${run === null ? '' : properties(run)}${cases.map(({ xml }) => xml).join('')}  </testsuite>\n`;
}

function properties(run: RunEvent): string {
  const properties = [
    ['as of', run.asOf],
    ...run.lists.map(({ id, checked }) => ['list', `${id}${checked === null ? '' : `, known on ${checked}`}`]),
    ...say.filesOf(run),
    ...say.optionTexts(run).map((text) => ['option', text]),
  ];
  const lines = properties.map(
    ([name = '', value = '']) => `      <property name="${name}" value="${escapeHtml(value)}"/>\n`,
  );
  return `    <properties>\n${lines.join('')}    </properties>\n`;
}

/** A run that is incomplete or not to be trusted is an error, so that nothing passes in silence. */
function runCases(held: Collected): Case[] {
  const { code } = held.summary.exit;
  return [
    ...(code === 0 || code === 1 ? [] : [errorCase('netvet', 'run', 'exit', answer(held.summary))]),
    ...leftOut(held).map((text) => passedCase('netvet', 'left out', text)),
    ...looks(held).map(({ kind, why, places }) => {
      const text = say.joinParts([why, placesText(places) || null], ': ');
      return passedCase('netvet', `to look at: ${ATTENTION_LABELS[kind]}`, text);
    }),
  ];
}

function casesOf(held: Collected, source: string): Case[] {
  const findings = held.findings.items.filter((finding) => finding.source === source);
  const problems = held.problems.filter((problem) => problem.source === source);
  const sorted = findings.toSorted((a, b) => a.row - b.row).map((finding) => findingCase(held, finding));
  const cases = [...sorted, ...problems.map(problemCase)];
  return cases.length > 0 ? cases : [passedCase(source, answer(held.summary))];
}

function findingCase({ law: { inShort } }: Collected, finding: Finding): Case {
  const { source, status, designations } = finding;
  const name = `${say.placeName(finding)}: ${say.findingName(finding)}`;
  const says = saysText(designations);
  const sentence = say.findingSentence(finding, inShort);
  if (status === 'waived' && !finding.fails) return skippedCase(source, name, says);
  if (!finding.fails) return passedCase(source, name, sentence);
  const message = `message="${escapeHtml(`${says} (${finding.confidence})`)}"`;
  return testCase(source, name, 'failure', `<failure type="${status}" ${message}>${escapeHtml(sentence)}</failure>`);
}

function problemCase(problem: Problem): Case {
  const { source, code, message, waiver } = problem;
  const name = `${say.placeName(problem)}: ${code}`;
  if (isOpen(problem)) return errorCase(source, name, code, say.problemText(problem));
  if (waiver !== null) return skippedCase(source, name, `${say.problemGrade(problem)}: ${message}`);
  return passedCase(source, name, say.problemText(problem));
}

const errorCase = (source: string, name: string, type: string, text: string): Case =>
  testCase(source, name, 'error', `<error type="${type}" message="${escapeHtml(text)}"/>`);

const skippedCase = (source: string, name: string, why: string): Case =>
  testCase(source, name, 'skipped', `<skipped message="${escapeHtml(why)}"/>`);

const passedCase = (source: string, name: string, text = ''): Case =>
  testCase(source, name, 'passed', text === '' ? '' : `<system-out>${escapeHtml(text)}</system-out>`);

function testCase(source: string, name: string, outcome: 'passed' | 'failure' | 'error' | 'skipped', inner: string) {
  const open = `    <testcase classname="${escapeHtml(source)}" name="${escapeHtml(name)}" time="0"`;
  return { outcome, xml: inner === '' ? `${open}/>\n` : `${open}>${inner}</testcase>\n` };
}
