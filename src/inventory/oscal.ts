import { wrongFile } from '../core/errors.ts';
import { DEVICE_FIELDS, IDENTITY_FIELDS, type Field } from '../core/fields.ts';
import { groupsOf } from '../core/groups.ts';
import type { WordTables } from '../words/tables.ts';
import type { PeekedSource } from './bytes/peek.ts';
import { headText } from './bytes/encoding.ts';
import type { Inventory, ReadOptions } from './inventory.ts';
import { foundIn, openRecords, yamlTree } from './json/read-json.ts';
import { JsonRecord, type Context, type Found } from './json/record.ts';
import { splitJson } from './json/split-json.ts';
import { JsonList, JsonMap, membersOf, pointerOf, type Json } from './json/tree.ts';
import { oscalRoot, PLAN } from './roots.ts';
import { brokenOff, foundProblem } from './rows.ts';
import { elementsIn, local, textOf, xmlElements, type XmlElement } from './xml.ts';

/** Opens a system security plan in any of its three forms. Throws UserError for any other document. */
export async function openOscal(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  const root = oscalRoot(headText(source.head));
  if (root?.name !== PLAN) {
    const other = options.words.tables.documents.oscal.others.find((each) => each.root === root?.name)?.what;
    const what = other === undefined ? `no ${PLAN} at its start` : `${other}, not a system security plan`;
    const hint = 'check the system security plan, which lists the inventory';
    throw wrongFile(source.name, `OSCAL, but ${what}`, hint);
  }
  return openRecords('oscal', source, options, async function* (text, context) {
    const plan = new Plan(context);
    const addToPlan = (node: Json, pointer: readonly string[]): readonly Found[] => {
      plan.add(node, pointer);
      return [];
    };
    context.byLine = root.form === 'xml';
    if (root.form === 'json') yield* foundIn(splitJson(text.pieces), context, addToPlan);
    else if (root.form === 'xml') {
      try {
        for await (const plans of xmlElements(text.pieces, (_, around) => around === ''))
          for (const each of plans) plan.add(jsonOf(each), [each.name]);
      } catch (error) {
        yield [brokenOff(error)];
      }
    } else {
      const tree = await yamlTree(text);
      plan.add(tree, []);
      // YAML that was cut off is still valid YAML.
      if (tree instanceof JsonMap && tree.mapAt(PLAN)?.keys.includes('control-implementation') === false)
        yield [foundProblem('truncated', CUT_OFF, { hint: 'is the file complete?' })];
    }
    yield plan.found();
  });
}

const CUT_OFF = 'the plan has no control-implementation, which comes last in every plan: it may be cut off';

/** The path of an item or a component, with its index where the plan has a list of them. */
const LISTED = new RegExp(`^${PLAN}/system-implementation/(component|inventory-item)s?(?:/\\d+)?$`);
/** Most items and components that are held until the whole plan was read. */
const MOST_HELD = 100_000;
/** Elements of XML whose content is text with markup. */
const PROSE: readonly string[] = ['title', 'description', 'purpose', 'remarks'];
/** Members of an item or a component that are read as its own, as PROSE is; texts in any other are prose. */
const OWN = /^(?:uuid|type|props?|implemented-components?)$/;
/** NIST's names for two properties: the title of a product is read as PRODUCT, a vendor that is not given as VENDOR. */
const [PRODUCT, VENDOR] = ['software-name', 'vendor-name'];

/** The assets of a plan: items with what their components say, and other components. All else in the plan is prose. */
class Plan {
  readonly #words: WordTables['documents']['oscal'];
  readonly #context: Context;
  readonly #items: Asset[] = [];
  /** By uuid in lower case. */
  readonly #components = new Map<string, Asset>();
  #dropped = 0;

  constructor(context: Context) {
    this.#words = context.options.words.tables.documents.oscal;
    this.#context = context;
  }

  /** Adds the plan, or the part of it at `pointer`. */
  add(node: Json, pointer: readonly string[], line = 1): void {
    const kind = LISTED.exec(pointer.join('/'))?.[1];
    if (typeof node === 'string') this.#context.unread(node, pointer, line, 'title');
    else if (kind === undefined || node instanceof JsonList)
      for (const [step, value] of membersOf(node)) this.add(value, [...pointer, step], node.line);
    else if (this.#items.length + this.#components.size >= MOST_HELD) this.#dropped += 1;
    else {
      const record = new JsonRecord(this.#context, pointer, node.line);
      this.#describe(record, node);
      const asset = { map: node, record };
      record.noRow = kind === 'component' && !this.#isThing(node);
      for (const [step, value] of membersOf(node))
        if (!PROSE.includes(step) && !OWN.test(step)) this.add(value, [...pointer, step], node.line);
      const id = idOf(node, 'uuid');
      // A second component with an id is one that no item implements.
      const isOnlyOne = id !== '' && !this.#components.has(id);
      if (kind === 'component') this.#components.set(isOnlyOne ? id : pointerOf(pointer), asset);
      else this.#items.push(asset);
    }
  }

  /** What the plan holds, once all of it was added. */
  *found(): Generator<Found> {
    const used = new Set<string>();
    for (const { map, record } of this.#items) {
      const uses = mapsOf(map, 'implemented-component');
      for (const use of uses) used.add(idOf(use, 'component-uuid'));
      this.#join(record, uses);
      yield record;
    }
    for (const [id, { record }] of this.#components) if (record.noRow || !used.has(id)) yield record;
    const message = `${this.#dropped} items and components beyond the first ${MOST_HELD} were not read`;
    if (this.#dropped > 0) yield foundProblem('too-large', message);
  }

  /** Adds what an item is, then the products that run on it: each component is a device with its own vendor. */
  #join(record: JsonRecord, uses: readonly JsonMap[]): void {
    const hasField = (field: Field): boolean => record.some(({ name }) => this.#feeds(name, [field]));
    const [hasVendor, hasModel] = [hasField('vendor'), hasField('model')];
    const things = uses.flatMap((use) => {
      const component = this.#components.get(idOf(use, 'component-uuid'))?.map ?? use;
      return this.#isThing(component) ? { use, component, isProduct: this.#isProduct(component) } : [];
    });
    const inOrder = things.toSorted((a, b) => Number(a.isProduct) - Number(b.isProduct));
    for (const [at, { use, component, isProduct }] of inOrder.entries()) {
      // A second vendor column begins the columns of another device.
      const vendorColumns = hasVendor || at > 0 ? 1 : hasModel && isProduct ? 2 : 0;
      for (let begun = 0; begun < vendorColumns; begun += 1) record.addBeside(VENDOR, '');
      if (component !== use) this.#describe(record, component, (name) => this.#feeds(name, DEVICE_FIELDS));
      this.#describe(record, use);
    }
  }

  /** Adds what a map says of itself: its title, its texts, and those properties whose names are wanted. */
  #describe(record: JsonRecord, map: JsonMap, isWanted = (_name: string): boolean => true): void {
    const title = this.#isProduct(map) ? PRODUCT : 'component';
    const texts = PROSE.map((key) => [key === 'title' ? title : key, textAt(map, key)] as const);
    for (const [name, value] of [...texts, ...propertiesOf(map).filter(([name]) => isWanted(name))])
      if (name !== '' && value !== '') record.addBeside(name, value);
  }

  #isProduct(component: JsonMap): boolean {
    return this.#words.products.includes(idOf(component, 'type'));
  }

  /** Whether a component has a maker, by its type or its properties: a policy has none, a validated module has one. */
  #isThing(component: JsonMap): boolean {
    const says = (): boolean => propertiesOf(component).some(([name]) => this.#feeds(name, IDENTITY_FIELDS));
    return !this.#words.noThings.includes(idOf(component, 'type')) || says();
  }

  #feeds(name: string, fields: readonly Field[]): boolean {
    return fields.some((field) => this.#context.keys.feeds(name, field));
  }
}

/** An item or a component, and the record made of it. */
type Asset = Readonly<{ map: JsonMap; record: JsonRecord }>;

/** The names and values of a map's properties, and the remarks on them; each may be ''. */
function propertiesOf(map: JsonMap): readonly (readonly [name: string, value: string])[] {
  return mapsOf(map, 'prop').flatMap((property) => [
    [textAt(property, 'name'), textAt(property, 'value')] as const,
    ['remarks', textAt(property, 'remarks')] as const,
  ]);
}

/** An id in lower case, as ids are compared. */
const idOf = (map: JsonMap, key: string): string => textAt(map, key).toLowerCase();

function textAt(map: JsonMap, key: string): string {
  const value = map.get(key);
  return typeof value === 'string' ? value : '';
}

/** The maps of a list: under `props` in JSON and YAML, under `prop` in XML, where an element is repeated. */
function mapsOf(map: JsonMap, name: string): readonly JsonMap[] {
  const list = map.get(`${name}s`) ?? map.get(name);
  return (list instanceof JsonList ? list.items : [list]).filter((item) => item instanceof JsonMap);
}

/** The tree that an element would be in JSON: attributes and elements are keys, a repeated element is a list. */
function jsonOf(element: XmlElement): JsonMap | string {
  const { name, line, attributes, content } = element;
  const isProse = PROSE.includes(name);
  const text = isProse ? textOf(element, '\n') : content.filter((each) => typeof each === 'string').join('');
  const members = [
    ...Object.entries(attributes).map(([key, value]) => [local(key), value] as const),
    ...elementsIn(element).map((each) => [each.name, jsonOf(each)] as const),
  ];
  if (isProse || members.length === 0) return text.replace(/\s+/g, ' ').trim();
  if (text.trim() !== '') members.push(['#text', text.trim()]);
  const groups = groupsOf(members, ([key]) => key);
  const values = Array.from(groups.values(), ([[, only], ...more]) =>
    more.length === 0 ? only : new JsonList([only, ...more.map(([, value]) => value)], line),
  );
  return new JsonMap([...groups.keys()], values, line);
}
