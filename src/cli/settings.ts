import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command as Parser, InvalidArgumentError, type Command, type Option } from 'commander';
import { suggest } from '../core/distance.ts';
import type { FileRef, RunEvent } from '../core/events.ts';
import { UserError, formatPlace, onPath } from '../core/errors.ts';
import type { Node } from '../yaml/node.ts';
import type { Reading } from '../yaml/read.ts';
import type { Context } from './context.ts';
import { isOption, optionsOf, recorded } from '../app/options.ts';
import { optionNamed, optionsOfGroup, reportingOptions } from './options.ts';

const DEFAULT_FILE = '.netvet.yaml';
const GIVEN = 'command line';

/**
 * Applies `.netvet.yaml` (or `--config`) where the command line gives no option. Returns all options (at their defaults
 * where nothing sets them; without `--as-of` as of today) and what the run records of them; `alsoRead`: the files that
 * they name. Throws UserError with everything that is wrong with the file.
 */
export async function applySettings(command: Command, context: Context) {
  const given = command.getOptionValue('config') as string | false | undefined;
  const usual = resolve(context.io.cwd, DEFAULT_FILE);
  // A broken link counts as a file too, so that its owner gets an error.
  const find = () => onPath(DEFAULT_FILE, 'read', () => lstatSync(usual, { throwIfNoEntry: false }));
  const path = given ?? (find() === undefined ? false : DEFAULT_FILE);
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

/** Adds `--data` to a command that has no other settings. `.netvet.yaml` may set it too. */
export function withData(command: Command, context: Context): Command {
  return command.addOption(optionNamed('data')).hook('preAction', async () => {
    const given = command.getOptionValue('data') as string | undefined;
    if (given !== undefined) context.useData(given);
    else await applySettings(new Parser().addOption(optionNamed('data')), context);
  });
}

/** The options in force for a command, as rows of option, value and where it was set. */
export function settingsInForce(command: Command, config: FileRef | null): readonly (readonly string[])[] {
  const from: Readonly<Record<string, string>> = { cli: GIVEN, config: config?.path ?? '', default: 'default' };
  return optionValues(command).flatMap(({ option, key, value, source }) => {
    if (value === undefined || source === undefined || key === 'printConfig' || key === 'color') return [];
    if (key === 'config' && option.negate) return [];
    const shown = option.negate ? String(value !== true) : [value].flat().map(String).join(', ');
    return [[nameOf(option), shown, from[source] ?? source]];
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
  const known = new Map(knownOptions().map((option) => [nameOf(option), option]));
  if (root !== null && root.kind !== 'map')
    reading.addProblem(root.place, 'expected settings, one a line', 'such as fail-on: possible');
  for (const [name, { keyPlace, value }] of root?.kind === 'map' ? root.entries : []) {
    const option = known.get(name);
    if (option === undefined) reading.addProblem(keyPlace, `unknown setting ${name}`, suggest(name, [...known.keys()]));
    else applySetting(command, option, value, { places: config.places, reading });
  }
  if (reading.problems.length > 0) throw new UserError(reading.problems);
  return config;
}

/** All options that a file of settings may set. */
export function knownOptions(): readonly Option[] {
  return [...(['reading', 'judging', 'failing'] as const).flatMap(optionsOfGroup), ...reportingOptions()];
}

/** The long name of an option, which is that of its setting. */
export const nameOf = (option: Option): string => option.long?.slice(2) ?? option.attributeName();

function optionValues(command: Command) {
  const options = command.options.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return options.map((option) => {
    const key = option.attributeName();
    const value: unknown = command.getOptionValue(key);
    return { option, key, value, source: command.getOptionValueSource(key) };
  });
}

/** Whether an option takes no value. */
export const isFlag = ({ required, optional }: Option): boolean => !required && !optional;

/** Settings that pair one thing with another, and may be written as a mapping. */
export const PAIRS = new Set(['columns', 'output']);

type Config = { readonly places: Map<string, readonly string[]>; readonly reading: Reading };

function applySetting(command: Command, option: Option, node: Node, { places, reading }: Config): void {
  const [key, name] = [option.attributeName(), nameOf(option)];
  const problemsBefore = reading.problems.length;
  if (node.kind === 'map' && !PAIRS.has(name))
    reading.addProblem(node.place, `${name} is not a mapping`, `write ${name}: VALUE`);
  const isOfCommand = command.options.some((one) => one.attributeName() === key);
  let value: unknown;
  const items = itemsOf(node);
  for (const { text, place } of items) {
    try {
      if (!isFlag(option)) value = option.parseArg === undefined ? text : option.parseArg(text, value as never);
      else if (/^(?:true|yes|false|no)$/i.test(text)) value = /^(?:true|yes)$/i.test(text) !== option.negate;
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      reading.addProblem(place, `'${text}' is not valid for ${name}`, error.message);
    }
  }
  if (reading.problems.length > problemsBefore) return;
  if (value === undefined) {
    reading.addProblem(node.place, `${name} has no usable value`, isFlag(option) ? 'expected true or false' : null);
  } else if (items.length > 1 && !Array.isArray(value)) {
    reading.addProblem(node.place, `${name} takes one value`);
  } else if (isOfCommand && command.getOptionValueSource(key) !== 'cli') {
    command.setOptionValueWithSource(key, value, 'config');
    const where = items.map(({ place }) => formatPlace(place));
    places.set(name, where);
  }
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
  const given = optionValues(command).flatMap(({ option, value, source }) => {
    const name = nameOf(option);
    if (!isOption(name) || name === 'as-of' || (source !== 'cli' && source !== 'config')) return [];
    return [[name, option.negate ? value === false : value] as const];
  });
  return Object.fromEntries(given);
}
