import { isCollection, isMap, isScalar, isSeq, parseDocument, Scalar } from 'yaml';
import type { ParsedNode, ScalarTag, YAMLMap } from 'yaml';
import { stringifyString } from 'yaml/util';

import type { Shape } from './shape.ts';

const WIDTH = 120;

/**
 * A valid YAML text in its canonical layout: keys in the order of the shape; `{a: b}` and `[a, b]` where they fit into
 * a line of 120 characters, else one key or item a line; rows of a table always in one line; longer plain text folded.
 * Comments, blank lines and quotes stay the author's. A quoted text is never folded: patterns stay whole.
 */
export function formatYaml(text: string, shape: Shape<unknown>): string {
  const document = parseDocument(text, {
    schema: 'failsafe',
    logLevel: 'silent',
    customTags: (tags) => tags.map((tag) => (isStringTag(tag) ? { ...tag, stringify: foldBlocks } : tag)),
  });
  if (document.contents !== null) layOut(document.contents, shape, { indent: 0, column: 0 });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function isStringTag(tag: unknown): tag is ScalarTag {
  return typeof tag === 'object' && tag !== null && 'tag' in tag && tag.tag === 'tag:yaml.org,2002:str';
}

const foldBlocks: NonNullable<ScalarTag['stringify']> = (item, context, onComment, onChompKeep) => {
  const isBlock = item.type === Scalar.BLOCK_FOLDED || item.type === Scalar.BLOCK_LITERAL;
  const options = { ...context.options, lineWidth: isBlock ? WIDTH : 0 };
  return stringifyString(item, { ...context, options }, onComment, onChompKeep);
};

/** Where a value stands: the indentation of its block, and the column at which it begins. */
interface At {
  readonly indent: number;
  readonly column: number;
}

function layOut(node: ParsedNode, shape: Shape<unknown>, at: At): void {
  if (isScalar(node)) {
    const value = String(node.value);
    if (node.type === Scalar.PLAIN && value.includes(' ') && at.column + value.length > WIDTH)
      node.type = Scalar.BLOCK_FOLDED;
    return;
  }
  if (isMap(node) && shape.kind === 'shorthand') {
    layOut(node, shape.object, at);
    return;
  }
  if (isMap(node) && shape.kind === 'object') {
    sort(node, Object.keys(shape.keys));
    if (shape.oneLine === true) {
      node.flow = true;
      return;
    }
  }
  if (isCollection(node) && node.flow === true && at.column + oneLine(node).length > WIDTH) node.flow = false;
  if (isSeq(node)) {
    const indent = at.indent + 2;
    if (shape.kind === 'list') for (const item of node.items) layOut(item, shape.of, { indent, column: indent });
  } else if (isMap(node)) {
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const inner = shape.kind === 'object' ? shape.keys[name]?.shape : shape.kind === 'map' ? shape.of : undefined;
      const nested = { indent: at.indent + 2, column: at.indent + name.length + 2 };
      if (inner !== undefined && value !== null) layOut(value, inner, nested);
    }
  }
}

function sort(map: YAMLMap.Parsed, names: readonly string[]): void {
  const rank = ({ key }: YAMLMap.Parsed['items'][number]): number => {
    const index = isScalar(key) ? names.indexOf(String(key.value)) : -1;
    return index === -1 ? names.length : index;
  };
  map.items.sort((a, b) => rank(a) - rank(b));
}

/** A flow collection as it is written in one line. */
function oneLine(node: ParsedNode): string {
  if (isScalar(node)) {
    const quotes = node.type === Scalar.PLAIN ? '' : "''";
    return `${String(node.value)}${quotes}`;
  }
  if (isSeq(node)) return `[${node.items.map(oneLine).join(', ')}]`;
  if (!isMap(node)) return '';
  const items = node.items.map(({ key, value }) => `${oneLine(key)}: ${value === null ? '' : oneLine(value)}`);
  return `{${items.join(', ')}}`;
}
