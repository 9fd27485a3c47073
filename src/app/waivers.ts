import { collecting, UserError, type UserProblem } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { Problem } from '../core/problem.ts';
import { addWaivers, idWith, matchFor, matchForProblem, parseWaivers, withoutWaivers } from '../waivers/waiver-file.ts';
import { compileMatch, stateOn, type Waiver, type WaiverFile } from '../waivers/waiver.ts';
import { namedKey } from './asset.ts';
import { chooseLists, referableIn } from './choose-lists.ts';
import { replaceFile } from './disk.ts';
import type { Host } from './host.ts';
import type { Options } from './options.ts';
import { readResult } from './result.ts';

/** Reads waiver files: the valid ones, and what is wrong with others. They may name only known lists and vendors. */
export async function validateWaivers(paths: readonly string[], options: Options, host: Host) {
  const known = await chooseLists(options, host);
  const names = referableIn(known, true);
  const problems: UserProblem[] = [];
  const valid: WaiverFile[] = [];
  for (const path of paths)
    await collecting(problems, () => valid.push(parseWaivers(host.files.text(path), known.words.noValue, names)));
  return { valid, problems };
}

/** Removes waivers that have expired. Returns their ids. */
export async function pruneWaiverFile(path: string, asOf: string, host: Host) {
  const { words } = await host.knowledge();
  const isExpired = (waiver: Waiver): boolean => stateOn(waiver, asOf) === 'expired';
  const { text, removed } = withoutWaivers(host.files.text(path), isExpired, words.noValue);
  if (removed.length > 0) replaceFile(path, text, host);
  return removed;
}

/** `from`: the earlier result that holds the findings and problems; `file`: by default the one of that result. */
export type WaiverRequest = Pick<Waiver, 'because' | 'reason' | 'owner'> &
  Partial<Pick<Waiver, 'expires' | 'ticket'>> & { readonly from: string; readonly file?: string };

/** Adds a waiver for each finding or problem whose id is `wanted`: all, or throws UserError and adds none. */
export async function addWaiversTo(wanted: readonly string[], request: WaiverRequest, host: Host) {
  const { from, because, reason, owner, expires = null, ticket = null } = request;
  const { found, findings, waivers: fileOfResult } = await findIn(from, wanted, host);
  const path = request.file ?? fileOfResult;
  if (path === null) throw new UserError(`${from} was made without a waiver file`, 'name one: --file waivers.yaml');
  const { words } = await host.knowledge();
  const matchOf = (event: Finding | Problem, isShared = false) =>
    event.type === 'problem'
      ? matchForProblem(event)
      : matchFor(event, isShared ? 'cells' : namedKey(event.asset, words).kind);
  // What identifies an asset best may also match another asset that something better identifies.
  const covering = compileMatch(found.map((event) => ({ ...matchOf(event), of: event.id })));
  const shared = new Set(findings.flatMap((one) => covering(one).flatMap(({ of }) => (of === one.id ? [] : of))));
  const file = host.files.sizeOf(path) === undefined ? { path, text: '' } : host.files.text(path);
  const ids = new Set<string>();
  const waivers = found.map((event) => {
    const { id: proposed, match } = matchOf(event, shared.has(event.id));
    const id = ids.has(proposed) ? idWith(proposed, event.id) : proposed;
    ids.add(id);
    return { id, match, because, reason, owner, approved: host.today, expires, ticket };
  });
  const { text, removed } = addWaivers(file, waivers, words.noValue);
  replaceFile(path, text, host);
  return { file: path, ids: [...ids], removed };
}

/** The findings and problems of these ids, and all findings, each without what no waiver looks at. */
async function findIn(result: string, ids: readonly string[], host: Host) {
  let waivers: string | null = null;
  const findings: Finding[] = [];
  const foundById = new Map<string, Finding | Problem | null>(ids.map((id) => [id, null]));
  for await (const event of readResult(result, host)) {
    if (event.type === 'run') waivers = event.waivers?.path ?? null;
    if (event.type === 'finding') findings.push({ ...event, evidence: [], designations: [] });
    if (event.type !== 'finding' && event.type !== 'problem') continue;
    if (foundById.get(event.id) === null) foundById.set(event.id, event);
  }
  const hint = 'the id of a finding or a problem is its `id` in json and ndjson';
  const problems = [...foundById].flatMap(([id, event]) =>
    event === null ? { place: null, message: `${result} has no finding or problem ${id}`, hint } : [],
  );
  if (problems.length > 0) throw new UserError(problems);
  return { found: [...foundById.values()].filter((event) => event !== null), findings, waivers };
}
