import config from '../jest.config.js';

/**
 * What `npm test` leaves out and `npm run test:all` runs: suites that run the whole program over and over, or try many
 * seeded inputs. `test/everyday.test.ts` says when one of them is neither, or is no more.
 */
export const LEFT_OUT = [];

/** The part of its seeded inputs that a suite tries. */
export const SEEDS = 0.1;

export default {
  ...config,
  rootDir: '..',
  testPathIgnorePatterns: [...config.testPathIgnorePatterns, ...LEFT_OUT.map((path) => `/${path.replaceAll('.', '\\.')}$`)],
  globals: { SEEDS },
};
