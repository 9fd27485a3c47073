import type { Strength } from './vendor.ts';

/** Right matches from which a measurement says enough, and the part of wrong ones up to which a family is strong. */
const ENOUGH = 10;
const WRONG = 0.03;
/** The same for a family that no word before it makes doubtful. */
const MANY = 50;
const HARDLY_WRONG = 0.005;

/**
 * Strength of a shipped family. Strong: at least 10 right and at most 3 % wrong, or the maker's own range and at most 3
 * % wrong. Unmistakable: at least 50 right and at most 0.5 % wrong. `own`: the source is the maker's own list of its
 * models, or what its devices call themselves.
 */
export function strengthOf(
  measured: { readonly right: number; readonly wrong: number } | null,
  own: boolean,
): Strength {
  const { right, wrong } = measured ?? { right: 0, wrong: 0 };
  const part = wrong === 0 ? 0 : wrong / (right + wrong);
  if (right >= MANY && part <= HARDLY_WRONG) return 'unmistakable';
  return (right >= ENOUGH || own) && part <= WRONG ? 'strong' : 'weak';
}
