import { test } from '@jest/globals';

/**
 * A test of what POSIX has and Windows has not, or not for everybody: a shell, named pipes, /dev, permissions, symbolic
 * links. It asks for the platform here, and nowhere else.
 */
export const posixTest = (process.platform === 'win32' ? test.skip : test) as typeof test;
