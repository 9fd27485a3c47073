import { isOpen } from '../core/problem.ts';
import type { Finding } from '../core/finding.ts';
import { answer, kindsLeftOut, loosened } from './answer.ts';
import { jsonText, visible, repositoryPath } from './escape.ts';
import { numbering } from '../core/text.ts';
import { atTheEnd, leftOut, MOST_FOR_CI, type Collected } from './collected.ts';
import { findingSentence, judgedBy, levelOf, placeName, problemText, ruleId } from './phrases.ts';

const SEVERITIES = { error: 'critical', warning: 'minor', note: 'info', none: 'info' } as const;

/** GitLab code quality: one issue per finding, at the file and line of the inventory. */
export const gitlab = atTheEnd({ findings: MOST_FOR_CI }, (held) => {
  const { summary, law } = held;
  const unique = numbering(':');
  const findings = held.findings.items.map((finding) => {
    const text = findingSentence(finding, law.inShort);
    return issueAt(held, finding, unique(finding.id), [ruleId(finding), SEVERITIES[levelOf(finding)], text]);
  });
  const problems = held.problems.filter(isOpen).map((problem) => {
    const { code, message } = problem;
    const fingerprint = unique(visible(`${code}:${placeName(problem)}:${message}`));
    return issueAt(held, problem, fingerprint, [code, 'major', problemText(problem)]);
  });
  /** What is said of the run, as issues of its first input: the format has no other place. */
  const remarks = (name: string, texts: readonly string[], severity = 'info') => {
    const at = { source: held.inputs[0]?.source ?? summary.inputs[0]?.source ?? '-', line: 1 };
    return texts.map((text) => issueAt(held, at, name, [name, severity, text]));
  };
  const issues = [
    ...remarks('looser-than-default', loosened(held.attention)),
    ...findings,
    ...problems,
    ...remarks('left-out', leftOut(held.findings)),
    ...remarks('to-look-at', kindsLeftOut(summary.attention)),
  ];
  const isAnswered = summary.exit.code === 0 || summary.assets.failing > 0;
  const run = remarks('run', [`${answer(summary)}; ${judgedBy(held.run)}`], isAnswered ? 'info' : 'major');
  // GitLab shows each issue, so a clean, complete run without remarks has none.
  return `${jsonText(isAnswered && issues.length === 0 ? [] : [...issues, ...run])}\n`;
});

function issueAt(
  { options: { pathOf } }: Collected,
  { source, line }: Pick<Finding, 'source' | 'line'>,
  fingerprint: string,
  [name, severity, text]: readonly [name: string, severity: string, text: string],
): object {
  const location = { path: repositoryPath(source, pathOf), lines: { begin: line ?? 1 } };
  return { description: visible(text), check_name: name, fingerprint, severity, location };
}
