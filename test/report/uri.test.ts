import { describe, expect, test } from '@jest/globals';
import { posix, win32 } from 'node:path';
import { pathsIn } from '../../src/cli/output/reports.ts';
import { fileUri, repositoryPath } from '../../src/report/escape.ts';

const UNIX = { cwd: '/home/ci/repo/exports', repository: '/home/ci/repo' };
const WINDOWS = { cwd: 'C:\\ci\\repo\\exports', repository: 'C:\\ci\\repo' };
const SHARE = { cwd: '\\\\files\\team\\repo', repository: '\\\\files\\team\\repo' };

const pathOf = ({ repository, cwd }: typeof UNIX) => pathsIn(repository, cwd, cwd.startsWith('/') ? posix : win32);

describe('a path from the top of the repository', () => {
  test.each([
    ['site.csv', UNIX, 'exports/site.csv'],
    ['./a//b/site.csv', UNIX, 'exports/a/b/site.csv'],
    ['../site.csv', UNIX, 'site.csv'],
    ['../../other/site.csv', UNIX, '../../other/site.csv'],
    ['/home/ci/repo/site.csv', UNIX, 'site.csv'],
    ['/home/ci/repository/site.csv', UNIX, '/home/ci/repository/site.csv'],
    ['/srv/site.csv', UNIX, '/srv/site.csv'],
    ['a\\b.csv', UNIX, 'exports/a\\b.csv'],
    ['site.csv', { cwd: '/', repository: '/' }, 'site.csv'],
    ['-', UNIX, 'stdin'],
    ['rows\u202e.csv', UNIX, 'exports/rows\\u202e.csv'],
    ['site.csv', WINDOWS, 'exports/site.csv'],
    ['.\\a\\site.csv', WINDOWS, 'exports/a/site.csv'],
    ['..\\site.csv', WINDOWS, 'site.csv'],
    ['c:\\CI\\Repo\\site.csv', WINDOWS, 'site.csv'],
    ['C:/ci/repo/site.csv', WINDOWS, 'site.csv'],
    ['D:\\exports\\site.csv', WINDOWS, 'D:/exports/site.csv'],
    ['\\\\files\\team\\site.csv', WINDOWS, '//files/team/site.csv'],
    ['\\\\files\\team\\repo\\site.csv', SHARE, 'site.csv'],
    ['a\\site.csv', SHARE, 'a/site.csv'],
  ])('%s in %o: %s', (source, folders, path) => {
    expect(repositoryPath(source, pathOf(folders))).toBe(path);
  });
});

describe('a URI', () => {
  test.each([
    ['a b/ü#?.csv', UNIX, 'exports/a%20b/%C3%BC%23%3F.csv'],
    ['/srv/a b.csv', UNIX, 'file:///srv/a%20b.csv'],
    ['D:\\exports\\site.csv', WINDOWS, 'file:///D:/exports/site.csv'],
    ['-', WINDOWS, 'stdin'],
    ['weekly export.csv', UNIX, 'exports/weekly%20export.csv'],
  ])('%s in %o: %s', (source, folders, uri) => {
    expect(fileUri(source, pathOf(folders))).toBe(uri);
  });
});
