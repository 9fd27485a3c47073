import { rmSync } from 'node:fs';

/** Removes all that the tests left in their temporary folder. */
export default function tearDown() {
  rmSync(process.env.NETVET_TEST_FOLDER, { recursive: true, force: true });
}
