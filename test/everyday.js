import config from '../jest.config.js';

/**
 * What `npm test` leaves out and `npm run test:all` runs: folders that try what is built or what is huge, and suites that
 * run the whole program over and over, hold a short way to a long one, or hold what `npm run check:data` holds.
 */
export const LEFT_OUT = [
  'test/bounds/',
  'test/cli/agreement.test.ts',
  'test/cli/audit.test.ts',
  'test/cli/checkout.test.ts',
  'test/cli/data-package.test.ts',
  'test/cli/encodings.test.ts',
  'test/cli/language.test.ts',
  'test/cli/large.test.ts',
  'test/cli/signed.test.ts',
  'test/cli/software.test.ts',
  'test/data/data.test.ts',
  'test/data/schema.test.ts',
  'test/docs/docs.test.ts',
  'test/docs/keeping-lists.test.ts',
  'test/docs/loops.test.ts',
  'test/docs/pictures.test.ts',
  'test/docs/recipes.test.ts',
  'test/docs/typed.test.ts',
  'test/e2e/',
  'test/exit-zero/clean.test.ts',
  'test/exit-zero/describing.test.ts',
  'test/exit-zero/error-values.test.ts',
  'test/exit-zero/inventory-or-not.test.ts',
  'test/exit-zero/late-rows.test.ts',
  'test/exit-zero/layouts.test.ts',
  'test/exit-zero/mutations.test.ts',
  'test/exit-zero/names-accounted.test.ts',
  'test/exit-zero/same-table.test.ts',
  'test/exit-zero/secrets.test.ts',
  'test/exit-zero/spoiled-rows.test.ts',
  'test/exit-zero/transformations.test.ts',
  'test/identify/shortcuts.test.ts',
  'test/inventory/formats-equal.test.ts',
  'test/inventory/hostile.test.ts',
  'test/inventory/look.test.ts',
  'test/inventory/xlsx-damage.test.ts',
  'test/knowledge/build.test.ts',
];

/** The part of its seeded inputs and long tables that a suite tries. */
const SEEDS = 0.1;

export default {
  ...config,
  rootDir: '..',
  testPathIgnorePatterns: [...config.testPathIgnorePatterns, ...LEFT_OUT.map((path) => `/${path}`)],
  globals: { SEEDS },
};
