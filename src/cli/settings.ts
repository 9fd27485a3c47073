import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidArgumentError, type Command, type Option } from 'commander';
import type { FileRef, RunEvent } from '../core/events.ts';
import { UserError, formatPlace, onPath, wrongFile } from '../core/errors.ts';
import type { Node } from '../yaml/node.ts';
import type { Reading } from '../yaml/read.ts';
import type { Context } from './context.ts';
import { isOption, optionsOf, recorded } from '../app/options.ts';
import { knownOptions, optionNamed } from './options.ts';

const DEFAULT_FILE = '.netvet.yaml';
/** Without what stands there, a run may be looser than its owner means. */
const MISNAMED = '.netvet.yml';
const GIVEN = 'command line';

/**
 * Applies `.netvet.yaml` (or `--config`) where the command line gives no option. Returns all options (at their defaults
 * where nothing sets them; without `--as-of` as of today) and what the run records of them; `alsoRead`: the files that
 * they name. Throws UserError with everything that is wrong with the file.
 */
export async function applySettings(command: Command, context: Context) {
  const given = command.getOptionValue('config') as string | false | undefined;
  // A broken link counts as a file too, so that its owner gets an error.
  const find = (name: string) =>
    onPath(name, 'read', () => lstatSync(resolve(context.io.cwd, name), { throwIfNoEntry: false }));
  const path = given ?? (find(DEFAULT_FILE) === undefined ? false : DEFAULT_FILE);
  if (given === undefined && path === false && find(MISNAMED) !== undefined)
    throw wrongFile(MISNAMED, `not read: settings are in ${DEFAULT_FILE}`, `rename it, or --config ${MISNAMED}`);
  const config = path === false ? null : await readConfig(command, path, context);
  const origins = config?.places ?? new Map<string, string[]>();
  const effective = recorded(givenOptions(command));
  const asOf = (command.getOptionValue('asOf') as string | undefined) ?? context.host.today;
  const options = optionsOf(effective, asOf);
  const { list, waivers, baseline, data } = options;
  if (data !== null) context.useData(data);
  // Lists that are ids name no file.
  const alsoRead = [...list, ...[waivers, baseline, data, config?.ref.path].flatMap((path) => path ?? [])];
  return { ...options, alsoRead, config: config?.ref ?? null, effective, origins, given: GIVEN };
}

/** Adds `--data` to a command whose options `.netvet.yaml` may set too, and nothing else. */
export function withData(command: Command, context: Context): Command {
  return command.addOption(optionNamed('data')).hook('preAction', async () => {
    await applySettings(command, context);
  });
}

/** The options in force for a command, as rows of option, value and where it was set. */
export function settingsInForce(command: Command, config: FileRef | null): readonly (readonly string[])[] {
  const from: Readonly<Record<string, string>> = { cli: GIVEN, config: config?.path ?? '' };
  return optionValues(command).flatMap(({ name, value, source }) => {
    const shown = [value].flat().map(String).join(', ');
    return name === 'print-config' ? [] : [[name, shown, from[source] ?? source]];
  });
}

async function readConfig(command: Command, path: string, { host }: Context) {
  const { sha256 } = await import('#runtime');
  const { parseInto, Reading } = await import('../yaml/read.ts');
  const file = host.files.text(path);
  const config = { ref: { path, sha256: sha256(file.text) }, places: new Map<string, readonly string[]>() };
  // Comments alone: no setting.
  if (file.text.replace(/^[ \t]*#.*$/gm, '').trim() === '') return config;
  const reading = new Reading();
  const root = parseInto(reading, file);
  const known = new Map(knownOptions().map((option) => [option.name(), option]));
  if (root !== null && root.kind !== 'map')
    reading.addProblem(root.place, 'expected settings, one a line', 'such as fail-on: possible');
  for (const [name, { keyPlace, value: node }] of root?.kind === 'map' ? root.entries : []) {
    const option = known.get(name);
    reading.known(keyPlace, name, [...known.keys()], `unknown setting ${name}`);
    if (option === undefined) continue;
    const value = readSetting(option, node, reading);
    const key = option.attributeName();
    // An option of the same name may mean something else: the format of `lists show` is not that of a report.
    const isOfCommand = command.options.some((one) => one.attributeName() === key && one.flags === option.flags);
    if (!isOfCommand || command.getOptionValueSource(key) === 'cli') continue;
    command.setOptionValueWithSource(key, value, 'config');
    const where = itemsOf(node).map(({ place }) => formatPlace(place));
    config.places.set(name, where);
  }
  if (reading.problems.length > 0) throw new UserError(reading.problems);
  return config;
}

/** The options of a command that have a value, by long name, each with what set it. */
function optionValues(command: Command) {
  const options = command.options.toSorted((a, b) => (a.name() < b.name() ? -1 : 1));
  return options.flatMap((option) => {
    const key = option.attributeName();
    const value: unknown = command.getOptionValue(key);
    const source = command.getOptionValueSource(key);
    // `--no-config` and `--config FILE` have one value: false is that of the first.
    const isOfOther = option.negate ? typeof value !== 'boolean' : value === false;
    if (value === undefined || source === undefined || isOfOther) return [];
    return [{ name: option.name(), value: option.negate ? value === false : value, source }];
  });
}

/** The value of an option as the command line would have it. What is wrong with it becomes a problem of the reading. */
function readSetting(option: Option, node: Node, reading: Reading): unknown {
  const name = option.name();
  const items = itemsOf(node);
  let value: unknown;
  for (const { text, place } of items) {
    try {
      if (!option.required) value = isTrue(text) !== option.negate;
      else value = option.parseArg === undefined ? text : option.parseArg(text, value as never);
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      reading.addProblem(place, `'${text}' is not valid for ${name}`, error.message);
    }
  }
  if (items.length === 0) reading.addProblem(node.place, `${name} needs a value`);
  if (items.length > 1 && !Array.isArray(value)) reading.addProblem(node.place, `${name} takes one value`);
  return value;
}

function isTrue(text: string): boolean {
  if (/^(?:true|yes|false|no)$/i.test(text)) return /^[ty]/i.test(text);
  throw new InvalidArgumentError('expected true or false');
}

/** A text, a list of texts, or `FIELD: HEADER` pairs as `FIELD=HEADER`. */
function itemsOf(node: Node): readonly { readonly text: string; readonly place: Node['place'] }[] {
  if (node.kind === 'text') return node.text === '' ? [] : [node];
  if (node.kind === 'list') return node.items.flatMap(itemsOf);
  return [...node.entries].flatMap(([key, { value }]) =>
    itemsOf(value).map(({ text, place }) => ({ text: `${key}=${text}`, place })),
  );
}

/** Those of `OPTIONS` that the command line or the settings gave, by long name, without the day. */
export function givenOptions(command: Command): RunEvent['options'] {
  const all = optionValues(command).filter(({ name }) => isOption(name) && name !== 'as-of');
  const given = all.filter(({ source }) => source !== 'default');
  return Object.fromEntries(given.map(({ name, value }) => [name, value]));
}
