// Writes the pages of docs/ that are made from data/: one a list, and one of vendors. Usage: npm run docs
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { loadKnowledge } from '../knowledge/folder.ts';
import { generatedPages, LISTS } from './list-pages.ts';

const pages = generatedPages(loadKnowledge('data'));
mkdirSync(LISTS, { recursive: true });
for (const name of readdirSync(LISTS)) if (!pages.has(`${LISTS}/${name}`)) rmSync(join(LISTS, name));
for (const [path, text] of pages) writeFileSync(join(dirname(path), basename(path)), text);
process.stdout.write(`${String(pages.size)} pages\n`);
