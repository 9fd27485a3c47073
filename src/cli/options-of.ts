import type { Command, Option } from 'commander';

/** Adds options under a heading of the help. */
export function withOptions(command: Command, heading: string, options: readonly Option[]): void {
  command.optionsGroup(heading);
  for (const option of options) command.addOption(option);
}
