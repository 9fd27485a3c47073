import type { KeyMeanings } from './fields.ts';
import { cellsOf, type FlatRecord } from './flatten.ts';
import { trouble, type Trouble } from '../rows.ts';
import type { JsonMap, JsonNode } from './tree.ts';
import type { Unit } from './units.ts';

/** Values of a key like `error` that say that there is none. */
const NO_ERROR = /^(?:0|false|null|none|no|ok|success)?$/i;

/** The records of an answer; where it says that something went wrong, what tells no device in it is none. */
export function* withoutErrors(
  records: Iterable<FlatRecord>,
  node: JsonNode,
  { path, line }: Unit,
  keys: KeyMeanings,
): Generator<FlatRecord | Trouble> {
  const error = errorOf(node, path, keys);
  if (error === null) {
    yield* records;
    return;
  }
  let [devices, isDevice] = [0, false];
  for (const record of records) {
    const tells = cellsOf(record).some(({ path: of, value }) => keys.isIdentity(of, value, record.part, false));
    if (tells) devices += 1;
    if (tells && record.pointer.length === path.length) isDevice = true;
    yield tells ? record : { ...record, aside: true };
  }
  if (isDevice || (devices > 0 && !error.sure)) return;
  const said = `"${keys.shown(error.said)}"`;
  const where = {
    line,
    cell: path.length === 0 ? null : `/${path.join('/')}`,
    hint: 'check the address, the access token and the query, and fetch it again',
  };
  if (devices === 0) yield trouble('not-inventory', `an error message, not an inventory: ${said}`, where);
  else yield trouble('truncated', `the answer says itself that something went wrong: ${said}`, where);
}

/** What an answer of an API says of itself when something went wrong. */
interface AnswerError {
  readonly said: string;
  /** Whether it is an error beside whatever else the answer holds; otherwise only an answer without records is one. */
  readonly sure: boolean;
}

/**
 * Reads an error from a whole answer, one of several, or a member of one that was too large to be parsed as one. A map
 * of nothing but words (`{"detail": "Invalid token."}`) is one that is not sure.
 */
function errorOf(node: JsonNode, path: readonly string[], keys: KeyMeanings): AnswerError | null {
  const [key, ...deeper] = path;
  if (deeper.length > 0) return null;
  if (key !== undefined && !/^\d+$/.test(key))
    return keys.known.isError(key) && says(node) ? { said: wordsOf(node, keys) ?? key, sure: true } : null;
  if (node.kind !== 'map') return null;
  const failed = node.entries.find(([name, value]) => keys.known.isError(name) && says(value));
  if (failed !== undefined) return { said: wordsOf(failed[1], keys) ?? wordsOf(node, keys) ?? failed[0], sure: true };
  const isOfAnswer = key === undefined || node.entries.every(([name]) => keys.known.isOfAnswer(name));
  // One of a list may be a device whose status is "failed".
  if (!isOfAnswer) return null;
  const outcome = node.entries.find(
    ([name, value]) => value.kind === 'text' && keys.known.saysFailed(name, value.text),
  );
  const message = messageOf(node, keys);
  if (outcome !== undefined) return { said: message ?? outcome[0], sure: true };
  const onlyTexts = node.entries.every(([, value]) => value.kind === 'text');
  return message !== null && onlyTexts ? { said: message, sure: false } : null;
}

function says(node: JsonNode): boolean {
  if (node.kind === 'text') return !NO_ERROR.test(node.text.trim());
  return node.kind === 'list' ? node.items.some(says) : node.entries.some(([, value]) => says(value));
}

/** The words in which an error says what it is: its own text, those under a key of words, the first of several. */
function wordsOf(node: JsonNode, keys: KeyMeanings): string | null {
  if (node.kind === 'text') return /\p{L}{2}/u.test(node.text) && node.text !== 'true' ? node.text : null;
  if (node.kind === 'map')
    return (
      messageOf(node, keys) ??
      firstOf(
        node.entries.map(([, value]) => value),
        keys,
      )
    );
  return firstOf(node.items, keys);
}

function messageOf(map: JsonMap, keys: KeyMeanings): string | null {
  return firstOf(
    map.entries.flatMap(([name, value]) => (keys.known.isMessage(name) ? [value] : [])),
    keys,
  );
}

function firstOf(nodes: readonly JsonNode[], keys: KeyMeanings): string | null {
  for (const node of nodes) {
    const found = wordsOf(node, keys);
    if (found !== null) return found;
  }
  return null;
}
