import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { emptyFolder, events, netvet } from '../cli/run.ts';
import { LINE, SPOILINGS, spoiledText, type Spoiling } from './spoiled-rows.ts';

const cwd = emptyFolder();

async function check(spoiling: Spoiling, vendor: string): Promise<{ code: number; told: string[] }> {
  writeFileSync(join(cwd, 'site.csv'), spoiledText(spoiling, vendor));
  const { code, stdout, stderr } = await netvet(['check', 'site.csv', '-f', 'ndjson'], { cwd });
  const problems = events(stdout).filter(({ type }) => type === 'problem');
  return {
    code,
    told: [...problems.map((problem) => `${String(problem['code'])} ${String(problem['line'])}`), stderr],
  };
}

test.each(SPOILINGS.map((spoiling) => [spoiling.name, spoiling] as const))(
  'one row of 10,000 spoiled, %s: told where it stands, and clean only without a vendor',
  async (_, spoiling) => {
    const clean = await check(spoiling, 'Siemens');
    expect(clean.code).toBe(spoiling.code);
    if (spoiling.problem !== null) expect(clean.told).toContain(`${spoiling.problem} ${LINE}`);
    else if (spoiling.code === 2) expect(clean.told.at(-1)).toContain(`line ${LINE}`);
    const { code } = await check(spoiling, 'Hikvision');
    expect([1, 2, 3]).toContain(code);
  },
);
