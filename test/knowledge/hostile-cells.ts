import { createContext, Script } from 'node:vm';

/** A pattern of exponential time never ends on 4 KiB; the bound only gives the hang a name, on however busy a machine. */
const HANGS_AFTER_MS = 120_000;

/** `units` repeated to cells of 4 KiB, the longest that patterns are tried on. */
export function hostileCells(units: readonly string[]): string[] {
  return units.map((unit) => unit.repeat(4096).slice(0, 4096));
}

/** The patterns that do not come to an end on `cells`. */
export function hanging(patterns: readonly string[], cells: readonly string[]): string[] {
  const scope = { cells, pattern: '' };
  const context = createContext(scope);
  const script = new Script('for (const cell of cells) new RegExp(pattern, "i").test(cell)');
  return patterns.filter((pattern) => {
    scope.pattern = pattern;
    try {
      script.runInContext(context, { timeout: HANGS_AFTER_MS });
      return false;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return true;
      throw error;
    }
  });
}
