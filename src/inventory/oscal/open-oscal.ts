import { UserError } from '../../core/errors.ts';
import { decode, type DecodedText } from '../bytes/decode.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import { headText } from '../bytes/encoding.ts';
import type { Inventory, ReadOptions } from '../inventory.ts';
import { foundIn, openRecords, yamlTree } from '../json/read-json.ts';
import { Context, type Found } from '../json/record.ts';
import { splitJson } from '../json/split-json.ts';
import { JsonMap, type Json } from '../json/tree.ts';
import { foundProblem } from '../rows.ts';
import { brokenOff, xmlTree } from '../xml.ts';
import { Plan } from './plan.ts';
import { oscalRoot, PLAN } from '../roots.ts';

/** Longest plan, in characters: all of it is held until its last component is known. */
const MAX_PLAN = 64 * 1024 * 1024;

/** Opens a system security plan in any of its three forms. Throws UserError for any other document. */
export async function openOscal(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  const root = oscalRoot(headText(source.head));
  const { oscal } = options.words.tables.documents;
  if (root?.name !== PLAN) {
    const other = oscal.others.find((each) => each.root === root?.name)?.what;
    const is = other === undefined ? `no ${PLAN} at its start` : `${other}, not a system security plan`;
    throw new UserError(
      `${source.name}: OSCAL, but ${is}`,
      'check the system security plan, which lists the inventory',
    );
  }
  const decoded = await decode(source, options);
  const text = { ...decoded, pieces: bounded(decoded) };
  const context = new Context(text.doubts, options, root.form === 'xml');
  const plan = new Plan(oscal, context);
  const take = (node: Json, pointer: readonly string[]): readonly Found[] => {
    plan.add(node, pointer);
    return [];
  };
  async function* found(): AsyncGenerator<Iterable<Found>> {
    if (root?.form === 'json') yield* foundIn(splitJson(text.pieces), take, context);
    else if (root?.form === 'xml') {
      const { root: tree, broken } = await xmlTree(text.pieces, (name) => TEXTS.has(name));
      plan.add(tree, []);
      if (broken !== null) yield [brokenOff(broken)];
    } else {
      const tree = await yamlTree(text);
      plan.add(tree, []);
      if (isCutOff(tree)) yield [foundProblem('truncated', CUT_OFF, { hint: 'is the file complete?' })];
    }
    yield plan.found();
  }
  return openRecords('oscal', text, found(), context);
}

const CUT_OFF = 'the plan has no control-implementation, which comes last in every plan: it may be cut off';

/** YAML that is cut off is YAML nonetheless. */
function isCutOff(tree: Json): boolean {
  const plan = tree instanceof JsonMap ? tree.get(PLAN) : undefined;
  return plan instanceof JsonMap && plan.get('control-implementation') === undefined;
}

/** Elements of XML whose content is text with marks in it. */
const TEXTS = new Set(['title', 'description', 'purpose', 'remarks']);

async function* bounded({ pieces, doubts }: DecodedText): AsyncGenerator<string> {
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > MAX_PLAN)
      throw new UserError(`${doubts.source}: a plan of more than ${MAX_PLAN / 1024 / 1024} MiB is not read`);
    yield piece;
  }
}
