import type { Reporter } from './reporter.ts';
import { jsonText } from './escape.ts';

/** One event a line, as they come: the format that holds everything and nothing in memory. */
export const ndjson = {
  everyRow: false,
  create: (): Reporter => ({
    run: line,
    input: line,
    outcome: ({ designations, findings, problems }) => [...designations, ...findings, ...problems].map(line).join(''),
    summary: line,
  }),
};

function line(event: unknown): string {
  return `${jsonText(event)}\n`;
}
