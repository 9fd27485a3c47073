// The picture of the terminal in the README, from what netvet prints: node test/browser/terminal.js, `-` for stdout
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const TERMINAL = 'docs/pictures/terminal.svg';
const COMMAND = ['check', 'data/examples/branch-office.csv', '--as-of', '2026-10-20'];
const [CHARACTER, LINE, MARGIN] = [8.4, 19, 20];
/** What chalk's codes look like; the picture knows those that the report uses. */
const STYLES = { 1: 'bold', 2: 'dim', 31: 'red', 32: 'green', 33: 'yellow' };

const escape = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);

function lineOf(line, row) {
  const styles = new Set();
  let column = 0;
  let spans = '';
  for (const [, code, text] of line.matchAll(/\u001b\[(\d+)m|([^\u001b]+)/g)) {
    if (code === '39') for (const name of ['red', 'green', 'yellow']) styles.delete(name);
    else if (code === '22') for (const name of ['bold', 'dim']) styles.delete(name);
    else if (code !== undefined) styles.add(STYLES[code]);
    else {
      const at = (MARGIN + column * CHARACTER).toFixed(1);
      const width = (text.length * CHARACTER).toFixed(1);
      const look = styles.size === 0 ? '' : ` class="${[...styles].join(' ')}"`;
      if (text.trim() !== '') spans += `<tspan x="${at}" textLength="${width}"${look}>${escape(text)}</tspan>`;
      column += text.length;
    }
  }
  return spans === '' ? '' : `<text y="${MARGIN + LINE * (row + 1)}">${spans}</text>\n`;
}

/** The picture of a run, as SVG. */
function picture() {
  const program = resolve(import.meta.dirname, '../../bin/netvet.js');
  // A terminal of 84 columns: in a pipe no line is broken.
  const asTerminal =
    'data:text/javascript,' + encodeURIComponent('Object.assign(process.stdout, { isTTY: true, columns: 84 })');
  const args = ['--import', asTerminal, program, ...COMMAND, '--color', 'always'];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const lines = [`$ netvet ${COMMAND.join(' ')}`, ...stdout.trimEnd().split('\n')];
  const [width, height] = [Math.ceil(84 * CHARACTER) + 2 * MARGIN, lines.length * LINE + 2 * MARGIN];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<style>
rect { fill: #16181d }
text { font: 14px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #d6d8dc; white-space: pre }
.bold { font-weight: bold }
.dim { fill: #9aa0aa }
.red { fill: #ff8a80 }
.green { fill: #8fd694 }
.yellow { fill: #f0c36d }
</style>
<rect width="100%" height="100%" rx="8"/>
${lines.map(lineOf).join('')}</svg>
`;
}

if (process.argv[2] === '-') process.stdout.write(picture());
else writeFileSync(TERMINAL, picture());
