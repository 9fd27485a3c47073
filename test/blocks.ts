import { readFileSync } from 'node:fs';

/** A table of a fixture, and what is to be said of it, by key. */
export interface Block {
  readonly name: string;
  readonly lines: readonly string[];
  readonly said: readonly (readonly [key: string, what: string])[];
}

/** The blocks of a fixture: `== title`, lines of a table (`*5 sw%,Cisco` is five of them, numbered), `-- key: what`. */
export function blocksOf(url: URL): readonly Block[] {
  const blocks = readFileSync(url, 'utf8').split(/^== /m).slice(1);
  return blocks.map((block) => {
    const [name = '', ...rest] = block.trimEnd().split('\n');
    const said = rest.flatMap((line) => {
      const [, key = '', what = ''] = /^-- ([^:]+): ?(.*)$/.exec(line) ?? [];
      return key === '' ? [] : [[key, what] as const];
    });
    return { name, lines: rest.filter((line) => !line.startsWith('-- ')).flatMap(repeated), said };
  });
}

function repeated(line: string): readonly string[] {
  const [, times, text = ''] = /^\*(\d+) (.*)$/.exec(line) ?? [];
  if (times === undefined) return [line];
  return Array.from({ length: Number(times) }, (_, at) => text.replaceAll('%', String(at + 1)));
}
