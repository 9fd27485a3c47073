import type { RunEvent } from '../core/events.ts';
import { optionText } from '../report/phrases.ts';

/** Who wrote a result, as of when, by what. */
export interface NamedRun {
  readonly path: string;
  readonly run: RunEvent;
}

/** What keeps two results from being one, a sentence each. */
export function differences(other: NamedRun, first: NamedRun): readonly string[] {
  const [a, b] = [other.run, first.run];
  return [
    ...(a.netvet === b.netvet ? [] : [`${other.path} was written by netvet ${a.netvet}, ${first.path} by ${b.netvet}`]),
    ...(a.asOf === b.asOf ? [] : [`${other.path} was judged as of ${a.asOf}, ${first.path} as of ${b.asOf}`]),
    ...(a.knowledge === b.knowledge
      ? []
      : [`${other.path} was judged with other knowledge of vendors than ${first.path}`]),
    ...(optionsOf(a) === optionsOf(b)
      ? []
      : [`${other.path} was judged with ${optionsOf(a)}, ${first.path} with ${optionsOf(b)}`]),
    ...differentLists(other, first),
  ];
}

/** The same of one run made again: also of its data and the files it was given. */
export function differencesOfRerun(then: NamedRun, now: NamedRun): readonly string[] {
  const [a, b] = [then.run, now.run];
  const said = ({ path, day }: RunEvent['data']): string => `${path ?? 'as shipped'}, of ${day}`;
  const data = `${then.path} was judged by the data ${said(a.data)}, ${now.path} by ${said(b.data)}`;
  const files = (['waivers', 'baseline', 'config'] as const).filter((key) => a[key]?.sha256 !== b[key]?.sha256);
  return [
    ...differences(then, now),
    ...(a.data.sha256 === b.data.sha256 ? [] : [data]),
    ...files.map(
      (key) => `${then.path} was made with another ${key} file ${a[key]?.path ?? b[key]?.path ?? ''} than ${now.path}`,
    ),
  ];
}

function optionsOf({ options }: RunEvent): string {
  const texts = Object.entries(options).map(([name, value]) => optionText(name, value));
  return texts.length === 0 ? 'the usual options' : texts.join(' ');
}

function differentLists(other: NamedRun, first: NamedRun): readonly string[] {
  const [asked, usual] = [other, first].map(({ run }) => new Map(run.lists.map(({ id, sha256 }) => [id, sha256])));
  const missing = first.run.lists.filter(({ id }) => asked?.has(id) !== true);
  const added = other.run.lists.filter(({ id }) => usual?.has(id) !== true);
  const changed = other.run.lists.filter(({ id, sha256 }) => (usual?.get(id) ?? sha256) !== sha256);
  return [
    ...missing.map(({ id }) => `${other.path} was not judged by the list ${id}, as ${first.path} was`),
    ...added.map(({ id }) => `${other.path} was judged by the list ${id}, as ${first.path} was not`),
    ...changed.map(({ id }) => `${other.path} was judged by another version of the list ${id} than ${first.path}`),
  ];
}
