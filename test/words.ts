import { shipped } from './knowledge.ts';

/** The shipped words. */
export const { words } = shipped();
