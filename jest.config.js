// Every suite with all its seeds: `npm run test:all`. What `npm test` leaves out is in test/everyday.js.
export default {
  // Sources too: `npm run jest -- --findRelatedTests src/core/dates.ts` runs the tests of a file.
  roots: ['<rootDir>/test', '<rootDir>/src', '<rootDir>/bin'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/setup.mjs',
  globalTeardown: '<rootDir>/test/teardown.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  testSequencer: '<rootDir>/test/sequencer.js',
  testEnvironment: '<rootDir>/test/environment.js',
  // Nobody works beside a test run: jest's own count leaves one core idle, and of two that is half.
  // But a run that a test has started: its worker has one core, and a run in one process costs a tenth less.
  maxWorkers: process.env.JEST_WORKER_ID === undefined ? '100%' : 1,
  // A busy machine is no failure: the slowest test takes a few seconds on an idle one.
  testTimeout: 60_000,
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2022',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};
