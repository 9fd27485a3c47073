// What the single executable runs: the program and its packages are in one bundle with it, and what it knows are assets.
'use strict';
const { getRawAsset } = require('node:sea');
const { start } = require('./netvet.js');
const { version } = require('../package.json');

/** Assets are named with `/`, also where paths are joined with another sign. */
function readShipped(path, encoding) {
  return Buffer.from(getRawAsset(path.replaceAll('\\', '/'))).toString(encoding);
}

start({
  isThere: () => true,
  load: () => require('../src/cli/main.ts'),
  about: () => ({ version }),
  knowledgeFile: 'knowledge.json',
  sources: null,
  dataPackage: null,
  dataFolder: '',
  readShipped,
});
