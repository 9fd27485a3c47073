import type { Command } from 'commander';
import type { listVendors, showVendor } from '../../app/lists.ts';
import type { SearchHit } from '../../app/search.ts';
import { formatProblem, EXIT } from '../../core/errors.ts';
import { identifiersOf, type IdentifierItem, type Maker, type Name } from '../../knowledge/vendor.ts';
import { joinParts, plural } from '../../report/phrases.ts';
import type { Context } from '../context.ts';
import { commandOfVerbs, optionNamed } from '../options.ts';
import { answering, facts, indented, section, table } from '../output/print.ts';

/** `netvet vendors`: who is known, and how a vendor is recognised. */
export function addVendors(program: Command, context: Context): void {
  const command = commandOfVerbs(program, 'vendors', 'the vendors that netvet knows');
  answering(command, context, async () => (await import('../../app/lists.ts')).listVendors(context.host), vendorTable);
  const show = command.command('show <ID>').description('how a vendor is recognised, and which lists name it');
  const ask = async (id: string) => (await import('../../app/lists.ts')).showVendor(id, context.host);
  answering(show, context, ask, vendorLines);
  addValidate(command, context);
}

/** `netvet lists validate` and `netvet vendors validate`, which do the same. */
export function addValidate(parent: Command, context: Context): void {
  const validate = parent
    .command('validate <PATH...>')
    .description('everything that is wrong with list, vendor and word files, or folders of them')
    .addOption(optionNamed('list-source'));
  const ask = async (paths: readonly string[], { listSource = [] }: { readonly listSource?: readonly string[] }) => {
    const result = await (await import('../../app/validate.ts')).validate(paths, listSource, context.host);
    if (result.problems.length > 0) context.code = EXIT.UNTRUSTED;
    return result;
  };
  answering(validate, context, ask, ({ files, problems }) => [
    ...problems.map(formatProblem),
    ...(problems.length > 0
      ? [`${plural(problems.length, 'mistake')} in ${plural(files.length, 'file')}`]
      : files.map(({ path, kind }) => `${path}: a valid ${kind ?? 'file'}`)),
  ]);
}

function vendorTable(vendors: Awaited<ReturnType<typeof listVendors>>, width: number): readonly string[] {
  const rows = vendors.map(({ id, name, affiliates, lists }) => [id, name, String(affiliates), lists.join(', ')]);
  return table([['id', 'name', 'affiliates', 'lists'], ...rows], width);
}

function vendorLines(shown: Awaited<ReturnType<typeof showVendor>>, width: number): readonly string[] {
  const { vendor, designations } = shown;
  const { id, name, makes, country, affiliates, relabels, lookAlikes, sources, file } = vendor;
  const head = [
    ['country', country],
    ['makes', makes.join(', ')],
    ['file', file],
  ] as const;
  const brands = relabels.map((relabel) => [relabel.name, relabel.note ?? '']);
  const strangers = lookAlikes.map((alike) => alike.name).join(', ');
  return [
    `${name} (${id})`,
    ...indented(facts(head, width - 2)),
    ...section('Recognised by', makerFacts(vendor, width)),
    ...affiliates.flatMap((affiliate) => {
      const { relation, from, until, note } = affiliate;
      const when = `${relation}${from === null ? '' : ` from ${from}`}${until === null ? '' : ` until ${until}`}`;
      const title = `Affiliate ${affiliate.name} (${id}/${affiliate.id}), ${when}`;
      return section(title, makerFacts(affiliate, width, note));
    }),
    ...section('Sold under another brand', table(brands, width - 2)),
    ...section('Never taken for it', facts([['look-alikes', strangers]], width - 2)),
    ...section('Designated by', table(designationRows(designations, id), width - 2)),
    ...section('Sources', sources),
  ];
}

/** By list, what each entry calls what has the id `thing`; an entry that is named otherwise is named too. */
export function designationRows(all: SearchHit['designations'], thing: string | null): readonly (readonly string[])[] {
  return all.map(({ list, entry, as }) => [list, [thing, list].includes(entry) ? as : `${as} (entry ${entry})`]);
}

function makerFacts(maker: Maker, width: number, note: string | null = null) {
  const { names, brands } = maker;
  const about = [
    ['names', names.map(nameText).join(', ')],
    ['brands', brands.map(({ name }) => name).join(', ')],
    ...identifiersOf(maker).map(({ what, items }) => [`${what}s`, items.map(identifierText).join(', ')] as const),
    ['note', note],
  ] as const;
  return facts(about, width - 2);
}

function identifierText(item: IdentifierItem): string {
  const uncertain = item.certainty === 'low' ? ' (uncertain)' : '';
  if ('mask' in item) {
    const example = item.example === null ? '' : ` such as ${item.example}`;
    return `${item.family ?? item.mask}${example}${uncertain || ` (${item.strength})`}`;
  }
  return item.value + uncertain;
}

function nameText({ name, distinctive, certainty }: Name): string {
  const remarks = joinParts([distinctive ? null : 'whole cell only', certainty === 'low' ? 'uncertain' : null]);
  return remarks === '' ? name : `${name} (${remarks})`;
}
