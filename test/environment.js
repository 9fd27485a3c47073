import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

const { createContext } = vm;
const { DONT_CONTEXTIFY } = vm.constants ?? {};

/**
 * Jest's environment of Node, with globals that are plain: jest puts a proxy behind them, so that every `Math` and
 * `undefined` of the code under test is a call: a third of all that a run costs. Node 20.18 and later can do without.
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
}
