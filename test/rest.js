import config from '../jest.config.js';
import { LEFT_OUT } from './everyday.js';

/** What `npm test` leaves out, with all its seeds, of what is built. */
export default {
  ...config,
  rootDir: '..',
  testMatch: LEFT_OUT.map((path) => `<rootDir>/${path}${path.endsWith('/') ? '**/*.test.ts' : ''}`),
};
