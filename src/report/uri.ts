import { visible } from './escape.ts';

/** Where the paths of a run's inputs begin, and the top of the repository around it (the same folder without one). */
export interface Folders {
  readonly cwd: string;
  readonly repository: string;
}

/** The path of an input as a URI reference: one in the repository is relative to its top, another is `file:`. */
export function fileUri(source: string, folders: Folders): string {
  const path = repositoryPath(source, folders).split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${path}`;
  return /^[A-Za-z]%3A\//.test(path) ? `file:///${path.replace('%3A', ':')}` : path;
}

const DRIVE = /^[A-Za-z]:[\\/]/;

/**
 * The path of an input as GitHub and GitLab name files: from the top of the repository, with slashes, also on Windows,
 * where case does not count. What lies outside keeps its path; standard input without a name is `stdin`.
 */
export function repositoryPath(source: string, { cwd, repository }: Folders): string {
  if (source === '-') return 'stdin';
  const isWindows = DRIVE.test(cwd) || cwd.startsWith('\\\\');
  const slashed = (path: string) => (isWindows ? path.replaceAll('\\', '/') : path);
  const isAbsolute = slashed(source).startsWith('/') || (isWindows && DRIVE.test(source));
  const path = withoutDots(slashed(source));
  const whole = isAbsolute ? path : withoutDots(`${slashed(cwd).replace(/\/$/, '')}/${path}`);
  const top = `${withoutDots(slashed(repository)).replace(/\/$/, '')}/`;
  const begins = isWindows ? whole.toLowerCase().startsWith(top.toLowerCase()) : whole.startsWith(top);
  return visible(begins ? whole.slice(top.length) : path);
}

/** A path without `.` and empty steps, and without `..` where a step before it can go. */
function withoutDots(path: string): string {
  const root = /^\/{0,2}/.exec(path)?.[0] ?? '';
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return root + steps.join('/');
}

/** An address of a list when it is one to click on: http or https, nothing else. */
export function webAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
