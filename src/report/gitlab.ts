import { isOpen } from '../core/problem.ts';
import type { Finding } from '../core/finding.ts';
import { answer, kindsLeftOut, loosened } from './answer.ts';
import { jsonText, visible, repositoryPath } from './escape.ts';
import { atTheEnd, leftOut, uniqueIds, type Collected } from './collected.ts';
import { decisive, findingSentence, judgedBy, levelOf, placeName, problemText } from './phrases.ts';

const MOST = 5_000;

/** GitLab code quality: one issue per finding, at the file and line of the inventory. */
export const gitlab = atTheEnd({ findings: MOST }, (held) => {
  const unique = uniqueIds();
  const findings = held.findings.items.map((finding) => {
    const { list, entry } = decisive(finding);
    const text = findingSentence(finding, held.law.inShort);
    return issueAt(held, finding, unique(finding.id), [visible(`${list}/${entry}`), severityOf(finding), text]);
  });
  const problems = held.problems.filter(isOpen).map((problem) => {
    const { code, message } = problem;
    const fingerprint = unique(visible(`${code}:${placeName(problem)}:${message}`));
    return issueAt(held, problem, fingerprint, [code, 'major', problemText(problem)]);
  });
  const gate = loosened(held.attention).map((text) => remark(held, 'looser-than-default', text));
  const left = leftOut(held).map((text) => remark(held, 'left-out', text));
  const toLookAt = kindsLeftOut(held.summary.attention).map((text) => remark(held, 'to-look-at', text));
  return `${jsonText(withAnswer(held, [...gate, ...findings, ...problems, ...left, ...toLookAt]))}\n`;
});

function issueAt(
  { pathOf }: Collected,
  { source, line }: { readonly source: string; readonly line: number | null },
  fingerprint: string,
  [name, severity, text]: readonly [name: string, severity: string, text: string],
): object {
  const location = { path: repositoryPath(source, pathOf), lines: { begin: line ?? 1 } };
  return { description: visible(text), check_name: name, fingerprint, severity, location };
}

function severityOf(finding: Finding): string {
  const level = levelOf(finding);
  if (level === 'error') return finding.confidence === 'confirmed' ? 'critical' : 'major';
  return level === 'warning' && finding.status !== 'waived' ? 'minor' : 'info';
}

/** A note as an issue: the format has no other place. */
function remark(held: Collected, name: string, text: string, severity = 'info'): object {
  const at = { source: held.inputs[0]?.source ?? held.summary.inputs[0]?.source ?? '-', line: 1 };
  return issueAt(held, at, name, [name, severity, text]);
}

/** GitLab shows each issue, so a clean, complete run without remarks has none. */
function withAnswer(held: Collected, issues: readonly object[]): readonly object[] {
  const { assets, exit } = held.summary;
  const isAnswer = exit.code === 0 || assets.failing > 0;
  const run = remark(held, 'run', `${answer(held.summary)}; ${judgedBy(held.run)}`, isAnswer ? 'info' : 'major');
  return isAnswer && issues.length === 0 ? issues : [...issues, run];
}
