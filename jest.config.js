export default {
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/test/bench/', '/test/browser/'],
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: 'node',
  // Nobody works beside a test run: jest's own count leaves one core idle, and of two that is half.
  maxWorkers: '100%',
  // A busy machine is no failure: the slowest test takes a few seconds on an idle one.
  testTimeout: 60_000,
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
};
