export interface PatternProblem {
  readonly message: string;
  readonly hint: string | null;
}

/** A pattern as it is tried: case-insensitively. Only for patterns that `patternProblem` accepts. */
export function compilePattern(pattern: string): RegExp {
  return new RegExp(pattern, 'i');
}

/** What is wrong with a regular expression. */
export function patternProblem(pattern: string): PatternProblem | null {
  try {
    compilePattern(pattern);
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error), hint: null };
  }
  return null;
}
