import v8 from 'node:v8';
import tseslint from 'typescript-eslint';

// As in test/environment.js: optimised later, a run takes a tenth less. Node 22 and later have no such flag.
if (process.version.startsWith('v20.')) v8.setFlagsFromString('--interrupt-budget=500000');

/** Those that use a package with enums: typescript, jsonc-parser. */
const HAVE_ENUMS = [
  'src/inventory/json/parse-json.ts',
  'test/architecture.test.ts',
  'test/cli/language.test.ts',
  'test/tools/mutate.test.ts',
];

export default tseslint.config(
  { ignores: ['dist/', 'release/', 'node_modules/', 'coverage/', '.cache/', 'test/bench/work/'] },
  {
    files: ['src/**/*.ts', 'bin/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // Our own TypeScript has no enums (`erasableSyntaxOnly`); to look for one in every assignment took an eighth of a run.
    files: ['src/**/*.ts', 'test/**/*.ts'],
    ignores: HAVE_ENUMS,
    rules: { '@typescript-eslint/no-unsafe-enum-assignment': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', 60], 'max-params': ['error', 4] },
  },
);
