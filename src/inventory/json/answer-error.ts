import { foundProblem } from '../rows.ts';
import type { Keys } from './keys.ts';
import { JsonRecord, type Found } from './record.ts';
import type { Unit } from './split-json.ts';
import { isIndex, JsonList, JsonMap, pointerOf, type Json } from './tree.ts';

/** Values of a key like `error` that say that there is none. */
const NO_ERROR = /^(?:0|false|null|none|no|ok|success)?$/i;

/** The records of an answer; where it says that something went wrong, what tells no device in it is none. */
export function* withoutErrors(
  records: Iterable<Found>,
  node: Json,
  { path, line }: Unit,
  keys: Keys,
): Generator<Found> {
  const error = errorOf(node, path, keys);
  let [devices, isDevice] = [0, false];
  for (const record of records) {
    if (error !== null && record instanceof JsonRecord) {
      const tells = record.some((of, value) => keys.isIdentity(of, value, record.part, false));
      if (tells) devices += 1;
      if (tells && record.pointer.length === path.length) isDevice = true;
      if (!tells) record.noRow ??= 'error';
    }
    yield record;
  }
  if (error === null || isDevice || (devices > 0 && !error.sure)) return;
  const said = `"${keys.shown(error.said)}"`;
  const hint = 'check the address, the access token and the query, and fetch it again';
  const where = { line, cell: pointerOf(path) || null, hint };
  yield devices === 0
    ? foundProblem('not-inventory', `an error message, not an inventory: ${said}`, where)
    : foundProblem('truncated', `the answer says itself that something went wrong: ${said}`, where);
}

/**
 * Reads an error from a whole answer, one of several, or a member of one that was too large to be parsed as one. A map
 * of nothing but words (`{"detail": "Invalid token."}`) is one that is not `sure`: only an answer without records is.
 */
function errorOf(node: Json, path: readonly string[], keys: Keys) {
  const [key, ...deeper] = path;
  if (deeper.length > 0) return null;
  if (key !== undefined && !isIndex(key))
    return keys.is.errors(key) && says(node) ? { said: wordsOf(node, keys) ?? key, sure: true } : null;
  if (!(node instanceof JsonMap)) return null;
  const failed = node.filter((name, value) => keys.is.errors(name) && says(value));
  const [error] = failed.keys;
  if (error !== undefined) return { said: firstOf(failed.values, keys) ?? wordsOf(node, keys) ?? error, sure: true };
  // One of a list may be a device whose status is "failed".
  if (key !== undefined && node.some((name) => !keys.isOfAnswer(name))) return null;
  const message = messageOf(node, keys);
  const [outcome] = node.filter((name, value) => typeof value === 'string' && keys.saysFailed(name, value)).keys;
  if (outcome !== undefined) return { said: message ?? outcome, sure: true };
  const onlyTexts = node.values.every((value) => typeof value === 'string');
  return message !== null && onlyTexts ? { said: message, sure: false } : null;
}

function says(node: Json): boolean {
  if (typeof node === 'string') return !NO_ERROR.test(node.trim());
  return (node instanceof JsonList ? node.items : node.values).some(says);
}

/** The words in which an error says what it is: its own text, those under a key of words, the first of several. */
function wordsOf(node: Json, keys: Keys): string | null {
  if (typeof node === 'string') return /\p{L}{2}/u.test(node) && node !== 'true' ? node : null;
  if (node instanceof JsonList) return firstOf(node.items, keys);
  return messageOf(node, keys) ?? firstOf(node.values, keys);
}

function messageOf(map: JsonMap, keys: Keys): string | null {
  return firstOf(map.filter(keys.is.messages).values, keys);
}

function firstOf(nodes: readonly Json[], keys: Keys): string | null {
  for (const node of nodes) {
    const found = wordsOf(node, keys);
    if (found !== null) return found;
  }
  return null;
}
