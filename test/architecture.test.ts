import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

/** The building, ground floor first. A room imports lower floors only: never beside, never above. */
const FLOORS = [
  ['runtime'],
  ['core'],
  ['yaml'],
  ['words'],
  ['inventory', 'knowledge', 'waivers'],
  ['identify', 'judge'],
  ['report'],
  ['app'],
  ['cli', 'api'],
  ['page'],
];

/** Who may use a package, and why nobody else. */
const PACKAGES: Record<string, { rooms: readonly string[]; because: string }> = {
  commander: { rooms: ['cli'], because: 'only the command line knows its arguments' },
  chalk: { rooms: ['report', 'cli'], because: 'colour is how a result is shown, not what it is' },
  'csv-parse': { rooms: ['inventory'], because: 'the reader can be replaced behind its interface' },
  pako: { rooms: ['runtime'], because: 'packing is what the machine does, the same everywhere' },
  '@noble/hashes': { rooms: ['runtime'], because: 'Node has sha256 itself, and much faster' },
  fflate: { rooms: ['report'], because: 'a workbook is one format among others' },
  saxes: { rooms: ['inventory'], because: 'XML is one format among others' },
  chardet: { rooms: ['inventory'], because: 'what bytes may be in is asked where they become text' },
  'jsonc-parser': { rooms: ['inventory'], because: 'JSON is one format among others' },
  yaml: { rooms: ['yaml'], because: 'every error has its place, every scalar is the text as written' },
};

/** Rooms that are the same everywhere: what they say depends on their arguments alone. */
const PURE = ['core', 'identify', 'judge', 'report'];
/** What `#name` is on Node, and in a browser. */
const { imports: NAMED } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly imports: Readonly<Record<string, { readonly browser: string; readonly default: string }>>;
};
/** The page, and the worker in it. */
const PAGE = ['page/page.ts', 'page/worker.ts'];
/** Packages of which no build for browsers does without what Node has. */
const NODE_PACKAGES = ['csv-parse/sync', 'commander'];
const MOST_LINES = 400;
/** Written by the build. */
const PAGE_ASSETS = 'report/assets.ts';

interface Source {
  readonly path: string;
  readonly room: string;
  readonly text: string;
}

const sources = read('src');
const tools = read('bin/tools');

function read(folder: string): readonly Source[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.includes('node_modules'),
  );
  return names.map((name) => {
    const path = name.replaceAll('\\', '/');
    return { path, room: path.split('/')[0] ?? '', text: readFileSync(`${folder}/${path}`, 'utf8') };
  });
}

/** What a file imports: relative paths as seen from src/, everything else as written. */
function importsOf({ path, text }: Source, on: 'browser' | 'default' = 'default'): readonly string[] {
  const written = text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)'|\bimport\('([^']+)'\)/gm);
  return Array.from(written, ([, still, lazy]) => still ?? lazy ?? '').map((name) =>
    name.startsWith('.')
      ? new URL(name, `file:///${path}`).pathname.slice(1)
      : (NAMED[name]?.[on].replace('./src/', '') ?? name),
  );
}

const floorOf = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room));
const offences = (rule: (source: Source, name: string) => boolean): readonly string[] =>
  sources.flatMap((source) =>
    importsOf(source)
      .filter((name) => rule(source, name))
      .map((name) => `${source.path} imports ${name}`),
  );
const isOurs = (name: string): boolean => name.endsWith('.ts');
const packageOf = (name: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;

/** Circles of imports, each as the files on its way. */
function circles(): readonly string[] {
  const byPath = new Map(sources.map((source) => [source.path, importsOf(source).filter(isOurs)]));
  const found: string[] = [];
  const done = new Set<string>();
  const follow = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(' > '));
    if (done.has(path)) return;
    done.add(path);
    for (const next of byPath.get(path) ?? []) follow(next, [...way, path]);
  };
  for (const path of byPath.keys()) follow(path, []);
  return found;
}

describe('the building', () => {
  test('there is something to look at, and every room has a floor', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect([...new Set(sources.map(({ room }) => room))].filter((room) => floorOf(room) < 0)).toEqual([]);
  });

  test('a room imports lower floors only', () => {
    const rises = ({ room }: Source, name: string): boolean => {
      const other = name.split('/')[0] ?? '';
      return isOurs(name) && other !== room && floorOf(other) >= floorOf(room);
    };
    expect(offences(rises)).toEqual([]);
  });

  test('no imports run in a circle, those of types alone and those at run time included', () => {
    expect(circles()).toEqual([]);
  });

  test('what is shipped imports nothing beside src, and tools import src and each other alone', () => {
    expect(offences((_, name) => isOurs(name) && floorOf(name.split('/')[0] ?? '') < 0)).toEqual([]);
    const strays = tools.flatMap(({ path, text }) =>
      importsOf({ path: `bin/tools/${path}`, room: 'tools', text })
        .filter((name) => isOurs(name) && !/^(?:src|bin\/tools)\//.test(name))
        .map((name) => `${path} imports ${name}`),
    );
    expect(strays).toEqual([]);
  });

  test('identify does not know how inventories are read', () => {
    const reads = ({ room }: Source, name: string): boolean => room === 'identify' && name.startsWith('inventory/');
    expect(offences(reads)).toEqual([]);
  });

  test('no line is longer than 120 characters', () => {
    const long = [...sources, ...tools].flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, at) => (line.length > 120 ? [`${path}:${at + 1}`] : [])),
    );
    expect(long.filter((place) => !place.startsWith(PAGE_ASSETS))).toEqual([]);
  });

  test('no two files of one room share a base name', () => {
    const names = sources.map(({ path, room }) => `${room}: ${path.split('/').at(-1) ?? ''}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test.each(Object.entries(PACKAGES))('%s stays in its room', (name, { rooms, because }) => {
    const strays = offences(
      ({ room }, imported) =>
        !isOurs(imported) && (imported === name || imported.startsWith(`${name}/`)) && !rooms.includes(room),
    );
    expect({ because, strays }).toEqual({ because, strays: [] });
  });

  test('every package that is imported has a rule here', () => {
    const unknown = offences(
      (_, name) => !isOurs(name) && !/^(?:node:|data\/)/.test(name) && PACKAGES[packageOf(name)] === undefined,
    );
    expect(unknown).toEqual([]);
  });

  test('pure rooms know nothing of the machine', () => {
    expect(offences(({ room }, name) => PURE.includes(room) && name.startsWith('node:'))).toEqual([]);
  });

  test('what the page imports, and what that imports, knows nothing of Node', () => {
    const byPath = new Map(sources.map((source) => [source.path, source]));
    const reached = new Set(PAGE);
    for (const path of reached) {
      const source = byPath.get(path);
      for (const name of source === undefined ? [] : importsOf(source, 'browser')) reached.add(name);
    }
    const files = [...reached].flatMap((path) => byPath.get(path) ?? []);
    expect(files.length).toBeGreaterThan(150);
    expect([...reached].filter((name) => name.startsWith('node:') || NODE_PACKAGES.includes(name))).toEqual([]);
    const ofNode = /\b(?:Buffer|process|setImmediate|__dirname)\b(?=[.(])/;
    expect(files.flatMap(({ path, text }) => (ofNode.test(text) ? path : []))).toEqual([]);
  });

  test('only the command line and its commands know the process', () => {
    expect(
      sources
        .filter(({ room, text }) => room !== 'cli' && /\bprocess\.(?:exit|argv|env|stdin|stdout|stderr)\b/.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  test(`no file has more than ${MOST_LINES} lines`, () => {
    const long = [...sources, ...tools, ...read('test')].filter(({ text }) => text.split('\n').length > MOST_LINES + 1);
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});
