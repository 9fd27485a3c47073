import { formatYaml } from '../yaml/format.ts';
import type { TextFile } from '../yaml/parse.ts';
import type { Reading } from '../yaml/read.ts';
import type { Shape } from '../yaml/shape.ts';
import { exemptionsShape, listShape, profilesShape } from './list-shape.ts';
import { vendorShape } from './vendor-shape.ts';

/** What the files of data/ are, by their folder, and the schema that their first line names. */
const FOLDERS = new Map<string, readonly [schema: string, shape: Shape<unknown>]>([
  ['vendors', ['../schema/vendor', vendorShape]],
  ['lists', ['../schema/list', listShape]],
  ['exemptions', ['../schema/exemptions', exemptionsShape]],
  ['profiles', ['schema/profiles', profilesShape]],
]);

/** A file of data/ in its canonical layout; null for any other file. It must be valid. */
export function layoutOf({ path, text }: TextFile): string | null {
  const below = /(?:^|[/\\])data[/\\](?:(\w+)[/\\][^/\\]+|(profiles))\.yaml$/.exec(path);
  const known = FOLDERS.get(below?.[1] ?? below?.[2] ?? '');
  if (known === undefined) return null;
  const [schema, shape] = known;
  const line = `# yaml-language-server: $schema=${schema}.schema.json\n`;
  const formatted = formatYaml(text, shape);
  return formatted.startsWith('# yaml-language-server:') ? formatted : line + formatted;
}

/** Complains of the first line that is not as the canonical layout has it. */
export function checkLayout(file: TextFile, reading: Reading): void {
  const formatted = layoutOf(file);
  if (formatted === null || formatted === file.text) return;
  const [lines, usual] = [file.text.split('\n'), formatted.split('\n')];
  const line = usual.findIndex((text, index) => lines[index] !== text) + 1;
  const hint = 'netvet vendors validate --fix writes it so';
  reading.complain({ file: file.path, line, column: 1 }, 'is not in the layout of the files of data/', hint);
}
