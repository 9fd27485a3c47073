import { UserError } from './errors.ts';

/** What the operating system's codes mean to a person. */
const MEANINGS = new Map([
  ['ENOENT', 'no such file or folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'operation not permitted'],
  ['EISDIR', 'is a folder'],
  ['ENOTDIR', 'a part of the path is not a folder'],
  ['ELOOP', 'too many symbolic links'],
  ['EMFILE', 'too many open files'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ENOSPC', 'no space left on the device'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'the file would be larger than is allowed'],
  ['EROFS', 'the file system is read-only'],
  ['EIO', 'the device reported a read or write error'],
  ['ENXIO', 'no such device, or nobody reads the pipe'],
  ['EPIPE', 'nobody reads the pipe any more'],
  ['ETXTBSY', 'the file is being executed'],
]);

/** The system's error code (`ENOENT`), null when it is not a system error. */
export function systemCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('syscall' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** A system error about a path as a UserError; anything else is returned unchanged. `doing`: `read`, `write`. */
export function fileError(error: unknown, path: string, doing: string, hint: string | null = null): unknown {
  const code = systemCode(error);
  if (code === null) return error;
  const place = { file: path, line: null, column: null };
  return new UserError([{ place, message: `cannot ${doing}: ${MEANINGS.get(code) ?? code}`, hint }]);
}
