// The JSON Schema of results, made from the types of the events (src/core/events.ts): a key that goes or comes there
// goes or comes here, with what is written beside it.
import ts from 'typescript';
import { SCHEMA_VERSION } from '../../src/core/events.ts';
import { schemaHead } from './json-schema.ts';

type Json = Readonly<Record<string, unknown>>;

const EVENTS = 'src/core/events.ts';
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  noEmit: true,
  types: [],
};

/** What a type cannot say of its texts and numbers, by the names of keys wherever they stand. */
const TEXTS: Readonly<Record<string, string>> = {
  ...of('#/$defs/day', ['asOf', 'day', 'checked', 'since', 'until', 'from', 'knownOn', 'expires']),
  ...of('#/$defs/sha256', ['sha256', 'knowledge']),
  ...of('#/$defs/id', ['assetId', 'finding.id', 'problem.id']),
};
const FROM_ONE = ['headerLine', 'row', 'line', 'lines', 'quantity'];

/** Fields whose cells no result shows. */
const NEVER = ['text', 'withheld'];

/** What a type cannot say of an event, besides. */
const BESIDES: Readonly<Record<string, Json>> = {
  'run.schemaVersion': { const: SCHEMA_VERSION },
  'evidence.seen': { maxLength: 200 },
  'finding.asset': { propertyNames: { not: { enum: NEVER } } },
  'finding.designations': { minItems: 1 },
  'finding.evidence': { minItems: 1 },
  finding: {
    oneOf: [
      { properties: { vendor: { type: 'null' }, category: { type: 'object' } } },
      { properties: { vendor: { type: 'object' }, category: { type: 'null' } } },
    ],
  },
};

function of(reference: string, keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(keys.map((key) => [key, reference]));
}

/** The schema: a json document, or one line of ndjson. */
export function resultSchema(): Json {
  const made = new Definitions(ts.createProgram([EVENTS], OPTIONS));
  const names = made.events().map((name) => [name, { $ref: `#/$defs/${name}` }] as const);
  const many = (one: string): Json => ({ type: 'array', items: { $ref: `#/$defs/${one}` } });
  const document = {
    schemaVersion: { const: SCHEMA_VERSION },
    run: { $ref: '#/$defs/run' },
    findings: many('finding'),
    inputs: many('input'),
    designations: many('designation'),
    problems: many('problem'),
    attention: many('attention'),
    summary: { $ref: '#/$defs/summary' },
  };
  return {
    ...schemaHead('result', `netvet result, schemaVersion ${String(SCHEMA_VERSION)}`),
    description:
      'The json document, or one line of ndjson. New keys may come within a schemaVersion; ' +
      'readers pass over keys they do not know.',
    anyOf: [{ $ref: '#/$defs/document' }, { $ref: '#/$defs/event' }],
    $defs: {
      document: {
        description: 'the json format',
        type: 'object',
        required: Object.keys(document),
        properties: document,
      },
      event: { description: 'one line of ndjson', oneOf: names.map(([, reference]) => reference) },
      day: {
        description: 'a calendar day, inclusive wherever it bounds something',
        type: 'string',
        pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      },
      sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      id: { type: 'string', pattern: '^[0-9a-f]{16}$' },
      ...made.all,
    },
  };
}

/** The definitions that types have become, each type with a name once. */
class Definitions {
  readonly all: Record<string, Json> = {};
  readonly #checker: ts.TypeChecker;
  /** The names that core gives to types. */
  readonly #aliases: ReadonlyMap<ts.Type, ts.Symbol>;

  constructor(program: ts.Program) {
    this.#checker = program.getTypeChecker();
    const files = program.getSourceFiles().filter(({ fileName }) => fileName.includes('src/core/'));
    this.#aliases = new Map(
      files
        .flatMap((file) => this.#checker.getSymbolAtLocation(file) ?? [])
        .flatMap((module) => this.#checker.getExportsOfModule(module))
        .filter(({ flags }) => flags & ts.SymbolFlags.TypeAlias)
        .map((alias) => [this.#checker.getDeclaredTypeOfSymbol(alias), alias]),
    );
  }

  /** The names of the definitions of all events of a result. */
  events(): readonly string[] {
    const [union] = [...this.#aliases].find(([, { name }]) => name === 'ResultEvent') ?? [];
    if (union === undefined) throw new Error(`${EVENTS} has no ResultEvent`);
    return (union as ts.UnionType).types.map((event) => this.#define(event, event.symbol));
  }

  /** The name of the definition of a type. */
  #define(type: ts.Type, symbol: ts.Symbol): string {
    const name = nameOf(symbol);
    if (!Object.hasOwn(this.all, name)) {
      this.all[name] = {};
      this.all[name] = { ...this.#docOf(symbol), ...this.#object(type, name), ...BESIDES[name] };
    }
    return name;
  }

  #schema(type: ts.Type, path: string): Json {
    if (type.flags & ts.TypeFlags.Unknown) return {};
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    const one = this.#checker.getNonNullableType(type);
    if (!type.isUnion() || !type.types.some(({ flags }) => flags & ts.TypeFlags.Null)) return this.#plain(one, path);
    const { $ref, type: kind, ...rest } = this.#plain(one, path);
    if ($ref !== undefined) return { anyOf: [{ $ref }, { type: 'null' }] };
    return kind === undefined ? { enum: [...(rest['enum'] as string[]), null] } : { type: [kind, 'null'], ...rest };
  }

  /** Of a type that is not null. */
  #plain(type: ts.Type, path: string): Json {
    const key = path.split('.').at(-1) ?? '';
    if (type.isStringLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
    if (type.flags & ts.TypeFlags.Number) return { type: 'integer', ...(mayBeNegative(key) ? {} : least(key)) };
    if (type.flags & ts.TypeFlags.String) {
      const reference = TEXTS[path] ?? TEXTS[key];
      return reference === undefined ? { type: 'string' } : { $ref: reference };
    }
    if (type.isUnion()) return this.#words(type);
    const element = this.#checker.isArrayType(type)
      ? this.#checker.getTypeArguments(type as ts.TypeReference)[0]
      : null;
    if (element !== null && element !== undefined) return { type: 'array', items: this.#schema(element, path) };
    const named = (type as Partial<ts.Type>).symbol;
    const isNamed = named !== undefined && (named.flags & ts.SymbolFlags.Interface) !== 0;
    return isNamed ? { $ref: `#/$defs/${this.#define(type, named)}` } : this.#object(type, path);
  }

  /** One of several words; those with a name stand once. In the order of the alphabet, since a union has none. */
  #words(union: ts.UnionType): Json {
    const words = union.types.map((one) => (one.isStringLiteral() ? one.value : this.#checker.typeToString(one)));
    const schema = { enum: words.sort() };
    const alias = this.#aliases.get(union);
    if (alias === undefined) return schema;
    const name = nameOf(alias);
    this.all[name] = { ...this.#docOf(alias), ...schema };
    return { $ref: `#/$defs/${name}` };
  }

  #object(type: ts.Type, path: string): Json {
    const index = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (index !== undefined) {
      const held = this.#schema(index, path);
      return { type: 'object', ...(Object.keys(held).length > 0 ? { additionalProperties: held } : {}) };
    }
    const keys = this.#checker
      .getPropertiesOfType(type)
      .filter(({ name }) => path !== 'finding.asset' || !NEVER.includes(name));
    const isOptional = (key: ts.Symbol): boolean => (key.flags & ts.SymbolFlags.Optional) !== 0;
    const properties = keys.map((key) => {
      const at = `${path.split('.').at(-1) ?? ''}.${key.name}`;
      const held = this.#checker.getTypeOfSymbol(key);
      return [key.name, { ...this.#docOf(key), ...this.#schema(held, at), ...BESIDES[at] }] as const;
    });
    const required = keys.filter((key) => !isOptional(key)).map(({ name }) => name);
    return {
      type: 'object',
      ...(required.length > 0 ? { required } : {}),
      properties: Object.fromEntries(properties),
    };
  }

  #docOf(symbol: ts.Symbol): Json {
    const comment = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker)).replace(/\s+/g, ' ');
    const text = comment.replace('Key order is the order of the JSON contract.', '').trim();
    return text === '' ? {} : { description: text };
  }
}

const nameOf = ({ name }: ts.Symbol): string =>
  name.replace(/(Event|Ref)$/, '').replace(/^./, (letter) => letter.toLowerCase());
const mayBeNegative = (key: string): boolean => key === 'daysLeft';
const least = (key: string): Json => ({ minimum: FROM_ONE.includes(key) ? 1 : 0 });
