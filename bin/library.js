// netvet as a library, for `require`: what is shipped beside it is read when it is first needed, and nothing else is.
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { createNodeLibrary, UserError } = require('../dist/library.cjs');

const root = join(__dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const library = createNodeLibrary({
  version,
  knowledge: () => ({ path: 'dist/knowledge.json', text: readFileSync(join(root, 'dist/knowledge.json'), 'latin1') }),
  readData: (name) => readFileSync(join(root, 'data', name), 'utf8'),
});

module.exports = { ...library, UserError };
