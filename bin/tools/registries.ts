import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { fold } from '../../src/core/text.ts';

/** An organisation and where it is registered: its MAC prefix or enterprise number. */
export interface Organisation {
  readonly name: string;
  readonly registry: 'IEEE' | 'IANA';
  readonly number: string;
}

/** All 24, 28 and 36 bit prefixes of the IEEE registry, lower-case hex; white space in names is one plain space. */
export function ieeePrefixes(): readonly Organisation[] {
  const data = createRequire(import.meta.url)('oui-data') as Record<string, string>;
  return Object.entries(data).map(([prefix, text]) => ({
    name: plain(text.split('\n', 1)[0] ?? ''),
    registry: 'IEEE',
    number: prefix.toLowerCase(),
  }));
}

/** The version of oui-data; the package does not say the day of its snapshot. */
export function ieeeVersion(): string {
  const index = createRequire(import.meta.url).resolve('oui-data');
  const { version } = JSON.parse(readFileSync(join(dirname(index), 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** IANA private enterprise numbers, `number<tab>name` a line as in nselib/data/enterprise_numbers.txt of nmap. */
export function ianaNumbers(path: string): readonly Organisation[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, number = '', name = ''] = /^(\d+)\t(.*)$/.exec(line) ?? [];
      return name === '' ? [] : [{ name: plain(name), registry: 'IANA', number } as const];
    });
}

/** How registry spellings are compared: they move in case and spacing between snapshots. */
export function registryKey(name: string): string {
  return fold(name).replace(/[\s,.]+/g, '');
}

function plain(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}
