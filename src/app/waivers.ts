import { readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Complaint } from '../core/errors.ts';
import { UserError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { addWaiver, matchFor, pruneWaivers } from '../waivers/edit.ts';
import { parseWaivers } from '../waivers/parse.ts';
import type { WaiverFile, WaiverReason } from '../waivers/waiver.ts';
import { readTextFile } from '../yaml/file.ts';
import type { TextFile } from '../yaml/parse.ts';
import { fileError, systemCode } from './file-error.ts';
import type { Host } from './host.ts';
import { readResult } from './result.ts';

/** Reads waiver files, and says everything that is wrong with them. */
export function validateWaivers(
  paths: readonly string[],
  host: Host,
): { readonly valid: readonly WaiverFile[]; readonly complaints: readonly Complaint[] } {
  const complaints: Complaint[] = [];
  const valid = paths.flatMap((path) => {
    try {
      return [parseWaivers(readTextFile(path, resolve(host.cwd, path)))];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      complaints.push(...error.complaints);
      return [];
    }
  });
  return { valid, complaints };
}

/** Removes what has expired, and what an earlier result calls unused. Returns the ids that went. */
export async function pruneWaiverFile(
  path: string,
  result: string | null,
  asOf: string,
  host: Host,
): Promise<readonly string[]> {
  let unused: readonly string[] = [];
  if (result !== null)
    for await (const event of readResult(result, host)) if (event.type === 'summary') unused = event.waivers.unused;
  const { text, removed } = pruneWaivers(readTextFile(path, resolve(host.cwd, path)), asOf, unused);
  if (removed.length > 0) await write(path, text, host);
  return removed;
}

export interface WaiverRequest {
  readonly file: string;
  /** An earlier result that holds the finding. */
  readonly from: string;
  readonly finding: string;
  readonly id: string | null;
  readonly because: WaiverReason;
  readonly reason: string;
  readonly owner: string;
  readonly approved: string;
  readonly expires: string | null;
  readonly ticket: string | null;
}

/** Adds a waiver for one finding of an earlier result. Returns its id. Throws UserError when it cannot be valid. */
export async function addWaiverTo(request: WaiverRequest, host: Host): Promise<string> {
  const { because, reason, owner, approved, expires, ticket } = request;
  const finding = await findFinding(request.from, request.finding, host);
  const { id: proposed, match } = matchFor(finding);
  const id = request.id ?? proposed;
  const file = await readOrEmpty(request.file, host);
  const text = addWaiver(file, { id, match, because, reason, owner, approved, expires, ticket });
  await write(request.file, text, host);
  return id;
}

async function findFinding(result: string, id: string, host: Host): Promise<Finding> {
  for await (const event of readResult(result, host)) if (event.type === 'finding' && event.id === id) return event;
  throw new UserError(`${result} has no finding ${id}`, 'the id of a finding is its `id` in json, ndjson and csv');
}

async function readOrEmpty(path: string, host: Host): Promise<TextFile> {
  try {
    return { path, text: await readFile(resolve(host.cwd, path), 'utf8') };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { path, text: '' };
    throw fileError(error, path, 'read');
  }
}

/** The file is never half written: whoever reads it meanwhile sees the old or the new one. */
async function write(path: string, text: string, host: Host): Promise<void> {
  try {
    const location = resolve(host.cwd, path);
    const target = await realpath(location).catch(() => location);
    const draft = `${target}.${process.pid}.draft`;
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, target);
  } catch (error) {
    throw fileError(error, path, 'write');
  }
}
