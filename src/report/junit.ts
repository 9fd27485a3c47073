import { ATTENTION_LABELS } from '../core/events.ts';
import type { Finding } from '../core/finding.ts';
import { groupsOf } from '../core/groups.ts';
import { isOpen, type Problem } from '../core/problem.ts';
import { answer, loosened, placesText, thingsToLookAt } from './answer.ts';
import { escapeHtml } from './escape.ts';
import { atTheEnd, leftOut, MOST_FOR_CI, type Collected } from './collected.ts';
import * as say from './phrases.ts';

type Case = ReturnType<typeof testCase>;

/** A suite per file, a case per finding: what fails is a failure, what is waived is skipped, a problem is an error. */
export const junit = atTheEnd({ findings: MOST_FOR_CI }, (held) => {
  const { findings, problems, summary } = held;
  const found = findings.items.toSorted((a, b) => a.row - b.row).map((finding) => findingCase(held, finding));
  const cases = groupsOf([...found, ...problems.map(problemCase)], ({ source }) => source);
  // A file that was never opened has a problem and no count.
  const sources = new Set([...summary.inputs.map(({ source }) => source), ...cases.keys()]);
  const suites = Array.from(sources, (source, at) => {
    const ofSource = cases.get(source) ?? [testCase([source, answer(summary)], 'passed', {})];
    return suite(source, ofSource, at === 0 ? properties(held) : '');
  });
  const run = runCases(held);
  if (run.length > 0) suites.push(suite('netvet', run));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="netvet">\n${suites.join('')}</testsuites>\n`;
});

function suite(name: string, cases: readonly Case[], first = ''): string {
  const count = (outcome: Case['outcome']) => cases.filter((one) => one.outcome === outcome).length;
  const failed = `failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  const open = `  <testsuite name="${escapeHtml(name)}" tests="${cases.length}" ${failed} time="0">\n`;
  return `${open}${first}${cases.map(({ xml }) => xml).join('')}  </testsuite>\n`;
}

function properties({ run, attention }: Collected): string {
  const properties = [
    ...loosened(attention).map((text) => ['gate', text]),
    ['checked', say.judgedBy(run)],
    ...say.optionTexts(run).map((text) => ['option', text]),
  ];
  const lineOf = ([name = '', value = '']: readonly string[]): string =>
    `      <property name="${name}" value="${escapeHtml(value)}"/>\n`;
  return `    <properties>\n${properties.map(lineOf).join('')}    </properties>\n`;
}

/** A run that is incomplete or not to be trusted is an error, so that nothing passes in silence. */
function runCases(held: Collected): Case[] {
  const { code } = held.summary.exit;
  return [
    ...(code < 2 ? [] : [testCase(['netvet', 'run'], 'error', { type: 'exit', message: answer(held.summary) })]),
    ...leftOut(held.findings).map((text) => testCase(['netvet', 'left out'], 'passed', {}, text)),
    ...thingsToLookAt(held).map(({ kind, why, places }) => {
      const text = say.joinParts([why, placesText(places) || null], ': ');
      return testCase(['netvet', `to look at: ${ATTENTION_LABELS[kind]}`], 'passed', {}, text);
    }),
  ];
}

function findingCase({ law: { inShort } }: Collected, finding: Finding): Case {
  const { source, status, confidence, fails, designations } = finding;
  const at = [source, `${say.placeName(finding)}: ${say.findingName(finding)}`] as const;
  const statuses = say.statusText(designations);
  const sentence = say.findingSentence(finding, inShort);
  if (fails) return testCase(at, 'failure', { type: status, message: `${statuses} (${confidence})` }, sentence);
  return status === 'waived' ? testCase(at, 'skipped', { message: statuses }) : testCase(at, 'passed', {}, sentence);
}

function problemCase(problem: Problem): Case {
  const { source, code, message, waiver } = problem;
  const at = [source, `${say.placeName(problem)}: ${code}`] as const;
  const text = say.problemText(problem);
  if (isOpen(problem)) return testCase(at, 'error', { type: code, message: text });
  if (waiver === null) return testCase(at, 'passed', {}, text);
  return testCase(at, 'skipped', { message: `${say.problemGrade(problem)}: ${message}` });
}

/** `about`: the attributes of the element for the outcome; `text`: its content. */
function testCase(
  [source, name]: readonly [source: string, name: string],
  outcome: 'passed' | 'failure' | 'error' | 'skipped',
  about: Readonly<Record<string, string>>,
  text = '',
) {
  const open = `    <testcase classname="${escapeHtml(source)}" name="${escapeHtml(name)}" time="0"`;
  const tag = outcome === 'passed' ? 'system-out' : outcome;
  const attributes = Object.entries(about).map(([key, value]) => ` ${key}="${escapeHtml(value)}"`);
  const inner = `<${tag}${attributes.join('')}${text === '' ? '/' : `>${escapeHtml(text)}</${tag}`}>`;
  return { source, outcome, xml: attributes.join('') + text === '' ? `${open}/>\n` : `${open}>${inner}</testcase>\n` };
}
