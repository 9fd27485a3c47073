import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';

/** As `expect(seen).toEqual(wanted)`, for what is asked ten thousands of times: of what is equal that takes 0.2 ms. */
export function expectSame(seen: unknown, wanted: unknown): void {
  if (!isDeepStrictEqual(seen, wanted)) expect(seen).toEqual(wanted);
}
