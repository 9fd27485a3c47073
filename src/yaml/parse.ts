import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type ParsedNode, type YAMLMap } from 'yaml';

import { wholeFile, type UserProblem, type Place } from '../core/errors.ts';
import { MAX_BYTES } from './file.ts';
import type { MapNode, Node } from './node.ts';

/** A text file as the caller read it. `path` is its name in messages. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

const MAX_NODES = 400_000;
const MAX_DEPTH = 32;
const MAX_PROBLEMS = 100;

/**
 * Parses YAML 1.2 with the failsafe schema: scalars are the text as written. Never throws: everything that is wrong
 * (syntax, duplicate keys, `__proto__`, several documents, tags, size) is a problem with its place. `isForeign`: for
 * files of other programs, several documents become a list and a tag (`!vault`, `!include`) is no mistake. Secrets are
 * read as empty. The root is null for a text that is not YAML at all (then there is a problem) or that holds nothing.
 */
export function parseYaml(file: TextFile, isForeign = false) {
  const lines = new LineCounter();
  const problems: UserProblem[] = [];
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: file.path, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const addProblem = (offset: number | null, message: string, hint: string | null = null): void => {
    const place = offset === null ? wholeFile(file.path) : placeAt(offset);
    if (problems.length < MAX_PROBLEMS) problems.push({ place, message, hint });
  };

  if (file.text.length > MAX_BYTES) addProblem(null, `larger than ${MAX_BYTES / 1024 / 1024} MiB`, 'split the file');
  else if (file.text.includes('\0')) addProblem(null, 'not a text file', 'expected YAML in UTF-8');
  if (problems.length > 0) return { root: null, problems };
  try {
    const parsed = parseAllDocuments(file.text, {
      schema: 'failsafe',
      lineCounter: lines,
      prettyErrors: false,
      // The library compares every pair of keys; the converter below uses a Map.
      uniqueKeys: false,
      logLevel: 'silent',
    });
    const documents = 'empty' in parsed ? [] : parsed;
    for (const error of documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])) {
      if (isForeign && error.code === 'TAG_RESOLVE_FAILED') continue;
      addProblem(error.pos[0], `not valid YAML: ${error.message}`);
    }
    const [, second] = documents;
    if (second !== undefined && !isForeign)
      addProblem(second.range[0], 'a second document', 'one document a file: remove the `---`');
    const contents = documents.flatMap((document) => document.contents ?? []);
    if (contents.length === 0 && problems.length === 0 && !isForeign) addProblem(null, 'is empty');
    if (contents.length === 0 || problems.length > 0) return { root: null, problems };
    const items = convertNodes(contents, placeAt, addProblem);
    const [only = null] = items;
    const root = items.length > 1 ? ({ kind: 'list', items, place: placeAt(0) } as const) : only;
    return { root: problems.length > 0 && root?.kind === 'text' ? null : root, problems };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (problems.length === 0) addProblem(null, 'nested too deeply');
    return { root: null, problems };
  }
}

/** Tags of secret values: of Ansible, and of ESPHome and Home Assistant. */
const SECRET_TAG = /^!(?:vault|secret)/;

/** The nodes of the library as ours, with aliases resolved. Adds a problem and throws RangeError for too many. */
function convertNodes(
  contents: readonly ParsedNode[],
  placeAt: (offset: number) => Place,
  addProblem: (offset: number | null, message: string, hint?: string) => void,
): readonly Node[] {
  const anchors = new Map<string, ParsedNode>();
  let nodes = 0;
  const refuse = (message: string): never => {
    addProblem(null, message);
    throw new RangeError(message);
  };
  const textAt = (text: string, offset: number, isQuoted = false): Node => {
    return { kind: 'text', text, quoted: isQuoted, place: placeAt(offset) };
  };
  const convert = (node: ParsedNode, depth: number): Node => {
    nodes += 1;
    if (nodes > MAX_NODES) refuse(`more than ${MAX_NODES} values once aliases are resolved`);
    if (depth > MAX_DEPTH) refuse(`nested more than ${MAX_DEPTH} deep (an alias inside its own anchor?)`);
    const [offset] = node.range;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target !== undefined) return convert(target, depth + 1);
      addProblem(offset, `unknown alias *${node.source}`);
      return textAt('', offset);
    }
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isMap(node)) return { kind: 'map', entries: entriesOf(node, depth), place: placeAt(offset) };
    if (isSeq(node))
      return { kind: 'list', items: node.items.map((item) => convert(item, depth + 1)), place: placeAt(offset) };
    const isPlain = typeof node.value === 'string' && !SECRET_TAG.test(node.tag ?? '');
    return textAt(isPlain ? (node.value as string) : '', offset, node.type !== 'PLAIN');
  };
  const entriesOf = (map: YAMLMap.Parsed, depth: number): MapNode['entries'] => {
    const entries = new Map<string, { readonly keyPlace: Place; readonly value: Node }>();
    for (const { key, value } of map.items) {
      const offset = key.range[0];
      const name = isScalar(key) ? key.value : null;
      if (typeof name !== 'string') addProblem(offset, 'a key that is not text', 'quote it if it is one');
      else if (name === '__proto__') addProblem(offset, 'the key __proto__ is not allowed');
      else if (entries.has(name)) addProblem(offset, `the key ${name} is there twice in this mapping`);
      else {
        const node = value === null ? textAt('', key.range[1]) : convert(value, depth + 1);
        entries.set(name, { keyPlace: placeAt(offset), value: node });
      }
    }
    return entries;
  };
  return contents.map((content) => {
    anchors.clear();
    return convert(content, 0);
  });
}
