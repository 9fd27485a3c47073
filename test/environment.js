import { createRequire } from 'node:module';
import v8 from 'node:v8';
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

const { createContext } = vm;
const { DONT_CONTEXTIFY } = vm.constants ?? {};
// What CommonJS is given, whose members can be defined anew.
const hooks = createRequire(import.meta.url)('node:async_hooks');
const NAME = 'AsyncLocalStorage';
const itsOwn = Object.getOwnPropertyDescriptor(hooks, NAME);

/**
 * Each file of tests compiles the code under test anew, and most are over before optimised code has earned what it took:
 * made later, it saves a sixth of a run. V8 of Node 22 and later compiles in more steps and has no such flag.
 */
if (process.version.startsWith('v20.')) v8.setFlagsFromString('--interrupt-budget=500000');

/** In the place of jest's AsyncLocalStorage: tests run one after the other, so the one that began last is meant. */
class OneAtATime {
  #store;

  getStore() {
    return this.#store;
  }

  async run(store, callback) {
    const outer = this.#store;
    this.#store = store;
    try {
      return await callback();
    } finally {
      this.#store = outer;
    }
  }
}

/**
 * Jest's environment of Node without two things that cost more than most tests:
 * - Globals are plain: jest puts a proxy behind them, so that every `Math` and `undefined` of the code under test is a
 *   call: a third of all that a run costs. Node 20.18 and later can do without.
 * - Jest finds the test that a stray error belongs to by an AsyncLocalStorage, one a file of tests and never switched
 *   off. Before Node 24 each of them is then written to every promise: after 150 files, an eighth of all that a run costs.
 */
export default class PlainGlobals extends TestEnvironment {
  constructor(config, context) {
    if (DONT_CONTEXTIFY !== undefined) vm.createContext = () => createContext(DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }

  async setup() {
    await super.setup();
    Object.defineProperty(hooks, NAME, { value: OneAtATime, configurable: true });
  }

  /** The first event comes when jest has what it needs, and before it loads any test. */
  handleTestEvent({ name }) {
    if (name === 'setup') Object.defineProperty(hooks, NAME, itsOwn);
  }
}
