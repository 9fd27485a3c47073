import { isOpen } from '../core/problem.ts';
import type { Finding } from '../core/finding.ts';
import { answer, kindsLeftOut } from './answer.ts';
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
  const issues = [...findings, ...problems];
  return `${jsonText([...issues, ...remarks(held, issues.length === 0)])}\n`;
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

/** Notes as issues: the format has no other place. GitLab shows each, so a clean, complete run has no issue `run`. */
function remarks(held: Collected, isEmpty: boolean): object[] {
  const { assets, exit, inputs, attention } = held.summary;
  const isAnswer = exit.code === 0 || assets.failing > 0;
  const sentence = `${answer(held.summary)}; ${judgedBy(held.run)}`;
  const at = { source: held.inputs[0]?.source ?? inputs[0]?.source ?? '-', line: 1 };
  const remark = (name: string, text: string, severity = 'info') => issueAt(held, at, name, [name, severity, text]);
  return [
    ...(isAnswer && isEmpty ? [] : [remark('run', sentence, isAnswer ? 'info' : 'major')]),
    ...leftOut(held).map((text) => remark('left-out', text)),
    ...kindsLeftOut(attention).map((text) => remark('to-look-at', text)),
  ];
}
