import Sequencer from '@jest/test-sequencer';
import { LEFT_OUT } from './everyday.js';

/** Take minutes: were one of them the last to begin, a core would idle beside it. */
const SLOWEST = /test[\\/]docs[\\/]recipes/;

/** The slowest files of tests begin first, also where jest has not run them before and knows of no durations. */
export default class SlowestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => (SLOWEST.test(path) ? 0 : LEFT_OUT.some((one) => path.includes(one)) ? 1 : 2);
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
