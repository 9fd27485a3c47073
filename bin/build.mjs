// Builds dist/, or says in one line why it cannot: what builds are devDependencies, which `npm ci --omit=dev` leaves out.
// Npm calls this as `prepare` after an install, which then stands if dist/ is there from an earlier build.
// Usage: node bin/build.mjs [--keep-earlier]
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const BUILT = ['../dist/netvet.cjs', '../dist/knowledge.json'];

async function build() {
  try {
    const { make } = await import('./make.mjs');
    return (await make()) ? 0 : 1;
  } catch (error) {
    if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const name = /package '([^']+)'/.exec(error.message)?.[1] ?? error.message;
    const kept = process.argv.includes('--keep-earlier') && BUILT.every(isThere);
    const outcome = kept ? 'kept dist/ from an earlier build' : 'npm ci, without --omit=dev, installs it and builds';
    process.stderr.write(`netvet: cannot build without the development package ${name} (${outcome})\n`);
    return kept ? 0 : 1;
  }
}

const isThere = (path) => existsSync(fileURLToPath(new URL(path, import.meta.url)));

process.exitCode = await build();
