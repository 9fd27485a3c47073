import { EXIT } from '../../core/exit-codes.ts';
import type { Step } from '../../app/check.ts';
import type { Context } from '../context.ts';
import { Progress } from './progress.ts';
import type { Reports } from './reports.ts';
import { keepYoungSpace } from './young-space.ts';

/** Writes the steps of a run to its reports, and returns the exit code. What is for people goes to stderr. */
export async function writeSteps(
  steps: AsyncIterable<Step>,
  reports: Reports,
  quiet: boolean,
  context: Context,
): Promise<number> {
  const progress = new Progress(context.io, !quiet);
  let isKept = false;
  let code: number = EXIT.UNTRUSTED;
  for await (const step of steps) {
    if (step.kind !== 'outcomes' || step.outcomes.length > 0) progress.clear();
    switch (step.kind) {
      case 'run':
        await reports.run(step.event);
        break;
      case 'input':
        progress.input(step.size ?? null);
        await reports.input(step.event, step.head ?? null);
        break;
      case 'outcomes':
        await reports.outcomes(step.outcomes);
        progress.add(step.rows, countFindings(step.outcomes), step.bytes);
        isKept ||= await keepYoungSpace(step.bytes);
        break;
      case 'complaint':
        if (step.severity === 'error' || !quiet) context.warn(`${step.severity}: ${step.text}`);
        break;
      case 'summary':
        ({ code } = step.event.exit);
        if (!reports.saysWhy && (code === EXIT.UNTRUSTED || code === EXIT.INCOMPLETE))
          context.warn(`exit ${code}: ${step.event.exit.because.join('; ')}`);
        await reports.summary(step.event);
    }
  }
  progress.clear();
  const unwritten = await reports.close();
  for (const error of unwritten) context.warn(`error: ${error.message}`);
  return unwritten.length > 0 ? EXIT.UNTRUSTED : code;
}

function countFindings(outcomes: readonly { readonly findings: readonly unknown[] }[]): number {
  return outcomes.reduce((sum, { findings }) => sum + findings.length, 0);
}
