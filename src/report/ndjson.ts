import type { Outcome } from '../core/events.ts';
import type { Reporter } from './reporter.ts';
import { jsonText } from './escape.ts';
import { createFindingJson } from './finding-json.ts';

/** One event a line, as they come: the format that holds everything and nothing in memory. */
export const ndjson = {
  everyRow: false,
  create: (): Reporter => {
    const findingJson = createFindingJson();
    return {
      run: line,
      input: line,
      outcome({ designations, findings, problems }: Outcome): string {
        let text = '';
        for (const designation of designations) text += line(designation);
        for (const finding of findings) text += `${findingJson(finding)}\n`;
        for (const problem of problems) text += line(problem);
        return text;
      },
      summary: line,
    };
  },
};

function line(event: unknown): string {
  return `${jsonText(event)}\n`;
}
