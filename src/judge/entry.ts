import type { FindingDesignation } from '../core/finding.ts';
import type { Effect } from './acts.ts';
import { affiliateQuestion } from './questions/affiliate.ts';
import { approvalsQuestion } from './questions/approvals.ts';
import { companyQuestion, WHICH_COMPANY } from './questions/company.ts';
import { exemptionQuestion } from './questions/exemption.ts';
import { modelsQuestion } from './questions/models.ts';
import { originQuestion } from './questions/origin.ts';
import type { Answer, Case, Question } from './questions/question.ts';
import { scopeQuestion } from './questions/scope.ts';
import { wayQuestion } from './questions/way.ts';

const QUESTIONS: readonly Question[] = [
  affiliateQuestion,
  modelsQuestion,
  originQuestion,
  companyQuestion,
  scopeQuestion,
  wayQuestion,
  exemptionQuestion,
  approvalsQuestion,
];

/**
 * What one entry means for one row on one day; null when it does not speak of the row. What takes the row out comes
 * before what is missing: a fact that could change nothing is not asked for.
 */
export function judgeEntry(of: Case): FindingDesignation | null {
  const { effect, prepared } = of;
  if (effect.kind === 'silent') return null;
  const answers = QUESTIONS.map((ask) => ask(of)).filter((answer) => answer !== null);
  if (answers.some(({ kind }) => kind === 'silent')) return null;
  const { status, because, needs = [], daysLeft = null, exemption = null } = conclude(effect, answers);
  return {
    list: prepared.list.id,
    entry: prepared.entry.id,
    status,
    because,
    needs,
    daysLeft,
    exemption,
    waiver: null,
  };
}

type Given = NonNullable<Answer>;
type Conclusion = Pick<FindingDesignation, 'status' | 'because'> & Partial<FindingDesignation>;

function conclude(effect: Exclude<Effect, { kind: 'silent' }>, answers: readonly Given[]): Conclusion {
  const [outside] = pick(answers, 'listed');
  if (outside !== undefined) return { status: 'listed', because: outside.because };
  if (effect.kind === 'listed') {
    // Whether it is the named company at all matters even where nothing is forbidden.
    const company = pick(answers, 'undetermined').filter((answer) => answer.needs.includes(WHICH_COMPANY));
    return { status: 'listed', because: [effect, ...company].map(({ because }) => because).join('; ') };
  }
  const [exempt] = pick(answers, 'exempt');
  if (exempt !== undefined) return { status: 'exempt', because: exempt.because, exemption: exempt.exemption };
  const missing = pick(answers, 'undetermined');
  const remarks = pick(answers, 'remark');
  const later = effect.kind === 'later' ? [effect.because] : [];
  if (missing.length > 0) {
    const because = [...missing, ...remarks].map((answer) => answer.because);
    return {
      status: 'undetermined',
      because: [...because, ...later].join('; '),
      needs: [...new Set(missing.flatMap((answer) => answer.needs))],
    };
  }
  const because = [...later, ...remarks.map((answer) => answer.because)].join('; ') || null;
  if (effect.kind === 'later') return { status: 'upcoming', because, daysLeft: effect.daysLeft };
  const [doubt] = pick(answers, 'doubt');
  return doubt === undefined
    ? { status: 'banned', because }
    : { status: 'undetermined', because: doubt.because, needs: doubt.needs };
}

function pick<K extends Given['kind']>(answers: readonly Given[], kind: K): Extract<Given, { kind: K }>[] {
  return answers.filter((answer): answer is Extract<Given, { kind: K }> => answer.kind === kind);
}
