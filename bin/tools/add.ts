// Writes the skeleton of a vendor or a list; called again once it is filled in, runs what must run after it, in order.
// Usage: npm run add -- vendor|list NAME
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { dayOf } from '../../src/core/dates.ts';
import { suggest } from '../../src/core/distance.ts';
import { UserError } from '../../src/core/errors.ts';
import { slug } from '../../src/core/text.ts';
import { AFTER_DATA } from './check-data.ts';

const KINDS = { vendor: vendorSkeleton, list: listSkeleton };
const USAGE = 'npm run add -- vendor|list NAME';

export function main([kind = '', name = '', ...more]: readonly string[]): string {
  if (name === '' || more.length > 0) throw new UserError(`usage: ${USAGE} (quote a name with blanks)`);
  if (kind !== 'vendor' && kind !== 'list') {
    throw new UserError(`${kind} cannot be added: ${suggest(kind, Object.keys(KINDS))}`);
  }
  const id = slug(name);
  if (id === '') throw new UserError(`${name} makes no id`, 'it has neither a letter nor a digit');
  const path = `data/${kind}s/${id}.yaml`;
  if (!existsSync(path)) {
    writeFileSync(path, KINDS[kind](name, id, dayOf(new Date())));
    return `wrote ${path}: fill it in (its comments say how), then run this again`;
  }
  const steps = [
    ...(kind === 'vendor' ? ['npm run --silent update:mac'] : []),
    `npx oxfmt ${path}`,
    'npm run --silent check:data',
    ...AFTER_DATA,
  ];
  for (const step of steps) {
    process.stdout.write(`\n> ${step}\n`);
    const { status } = spawnSync(step, { shell: true, stdio: 'inherit' });
    if (status !== 0) throw new UserError(`${step} failed: mend what it says, then run this again`);
  }
  return `\n${path} is in. Read the difference (git diff) before you commit it.`;
}

/** A vendor of which only the name is known yet. */
function vendorSkeleton(name: string, id: string): string {
  return `# yaml-language-server: $schema=../schema/vendor.schema.json
id: ${id}
name: ${quoted(name)}
country: # two letters of ISO 3166: where the company has its seat
names: [${quoted(name)}] # what inventories print; {name: ..., distinctive: false} for one that is also a common word
# identifiers: # each with an example below
#   macRegistrants: ['...'] # as the IEEE registry spells it
examples:
  match:
    - {vendor: ${quoted(name)}, confidence: confirmed}
  noMatch: [] # rows that come close and are not this vendor: {vendor: ...}
sources: [] # where all this stands: an address or a registry, with its day
`;
}

/** A list that names nobody yet. */
function listSkeleton(name: string, id: string, today: string): string {
  return `# yaml-language-server: $schema=../schema/list.schema.json
id: ${id}
title: ${quoted(name)}
publisher: # the authority
jurisdiction: # two letters of ISO 3166, or EU
short: # for tables, at most 12 characters
binds: # whom, at most 60 characters
url: # where its text stands
checked: ${today} # the day of the newest source that was read
pace: 365d # how often it changes
since: ${today} # for every entry that says no other day
citation: # of the legal text
verified: true # false: not read in a primary or dated secondary source
rules:
  - id: use
    effect: must-go # it may not be kept; no-new: not bought, installed or sold; about-others: an act of somebody else
    mayNot: # the end of "It may not ...", at most 80 characters
entries:
  - vendor: # the id of its file
    as: # the name that the list prints
examples: # at least one for each rule
  - row: # what a row says
    on: ${today}
    status: banned
`;
}

const quoted = (text: string): string =>
  /^[\p{L}\p{N}][\p{L}\p{N} -]*$/u.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
