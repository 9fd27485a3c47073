import { Command, CommanderError, type HelpConfiguration, type Option } from 'commander';
import { UserError, EXIT, MEANINGS } from '../core/errors.ts';
import { addCheck } from './commands/check.ts';
import type { Context } from './context.ts';
import { PLAIN_WIDTH } from './output/print.ts';

const ABOUT =
  'Checks an equipment inventory against lists of banned vendors: which assets are banned, by which authority, ' +
  'since when, on what evidence.';
const AFTER = `
Exit codes:
${Array.from(MEANINGS, ([code, meaning]) => `  ${String(code).padEnd(4)}${meaning}`).join('\n')}

netvet COMMAND --help says more of each command.`;

/** Leaves out the choices that commander would add: the descriptions already have them. */
const HELP: HelpConfiguration = {
  optionDescription: ({ description, defaultValue, defaultValueDescription }: Option) => {
    const usual = defaultValueDescription ?? (defaultValue as string | number | undefined);
    return usual === undefined ? description : `${description} (default: ${usual})`;
  },
  argumentDescription: ({ description }) => description,
};

const COMPLETION = 'completion';

/** By command, what loads the function that adds it. */
export const COMMANDS: ReadonlyMap<string, () => Promise<typeof addCheck>> = new Map([
  ['check', () => Promise.resolve(addCheck)],
  ['explain', async () => (await import('./commands/explain.ts')).addExplain],
  ['columns', async () => (await import('./commands/columns.ts')).addColumns],
  ['lists', async () => (await import('./commands/lists.ts')).addLists],
  ['vendors', async () => (await import('./commands/vendors.ts')).addVendors],
  ['waivers', async () => (await import('./commands/waivers.ts')).addWaivers],
  ['report', async () => (await import('./commands/results.ts')).addReport],
  ['verify', async () => (await import('./commands/results.ts')).addVerify],
  ['version', async () => (await import('./commands/shipped.ts')).addVersion],
  ['schema', async () => (await import('./commands/shipped.ts')).addSchema],
  [COMPLETION, async () => (await import('./commands/completion.ts')).addCompletion],
]);

/** Runs the command that the arguments name. Throws UserError. */
export async function runCommand(argv: readonly string[], context: Context): Promise<void> {
  const { io } = context;
  let help = '';
  const program = newProgram(io.version)
    .exitOverride()
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => (help += text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => (io.stdout.isTTY === true ? (io.stdout.columns ?? PLAIN_WIDTH) : PLAIN_WIDTH),
      outputError: (text, write) => {
        write(`${usageError(text, program, argv)}\n`);
      },
    });
  // The command that stands first is all that a run needs; without one, help and error messages need all of them.
  const needed = argv[0] === COMPLETION ? undefined : COMMANDS.get(argv[0] ?? '');
  for (const load of needed === undefined ? COMMANDS.values() : [needed]) (await load())(program, context);
  refuseEmpty(argv);
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    // Help and the version end the parser early. They are a result, and writing it may fail.
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) {
      context.code = EXIT.UNTRUSTED;
      return;
    }
    await context.stdout.write(help);
  }
  await context.stdout.close();
}

/** The program without its commands. */
export const newProgram = (version: string): Command =>
  new Command('netvet').description(ABOUT).addHelpText('after', AFTER).version(version).configureHelp(HELP);

/** Refuses an empty argument: as a file it would be the current folder, another inventory than the one meant. */
function refuseEmpty(argv: readonly string[]): void {
  // The word to complete may be empty.
  if (argv[0] === COMPLETION) return;
  const at = argv.findIndex((arg) => arg === '' || /^--[\w-]+=$/.test(arg));
  if (at < 0) return;
  const what = argv[at] === '' ? `argument ${at + 1}` : (argv[at] ?? '').slice(0, -1);
  throw new UserError(`${what} is empty`, 'is a variable of the shell not set?');
}

const REWORDED: readonly (readonly [RegExp, string])[] = [
  [/^error: option '[^']*?(--[\w-]+)[^']*' argument '(.*)' is invalid\. (.*)$/s, "error: $1: '$2' is not valid ($3)"],
  [/command-argument value '(.*)' is invalid for argument '([^']*)'\. (.*)$/s, "$2: '$1' is not valid ($3)"],
  [/^error: option '[^']*?(--[\w-]+)[^']*' argument missing$/, 'error: $1 needs a value'],
  [/\. Expected (\d+) arguments? but got (\d+)\.$/, ': expected $1, found $2 (quote what holds spaces)'],
  [/\s+\(Did you mean (.*)\?\)$/, ' (did you mean $1?)'],
];

/** Commander's message about a wrong command line, in the form of all errors: `error: what is wrong (what to do)`. */
function usageError(message: string, program: Command, argv: readonly string[]): string {
  const text = REWORDED.reduce((reworded, [from, to]) => reworded.replace(from, to), message.trim());
  if (text.endsWith(')')) return text;
  const word = argv.find((arg) => !arg.startsWith('-')) ?? '';
  const isPath = text.startsWith('error: unknown command') && /[./\\]/.test(word);
  if (isPath) return `${text} (did you mean: netvet check ${word})`;
  return `${text} (see ${commandOf(program, argv)} --help)`;
}

function commandOf(program: Command, argv: readonly string[]): string {
  const [word = '', ...rest] = argv;
  const command = program.commands.find((sub) => sub.name() === word);
  return command === undefined ? program.name() : `${program.name()} ${commandOf(command, rest)}`;
}
