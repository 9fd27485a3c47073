import { expect, test } from '@jest/globals';
import { FORMAT } from '../../src/knowledge/knowledge.ts';
import { sha256 } from '#runtime';
import { exemptionsShape, listShape, profilesShape } from '../../src/knowledge/list-shape.ts';
import { vendorShape } from '../../src/knowledge/vendor.ts';
import type { Part } from '../../src/words/columns.ts';
import { TABLES } from '../../src/words/tables.ts';
import { jsonSchema } from '../../bin/tools/json-schema.ts';
import type { Shape } from '../../src/yaml/shape.ts';

/** What files of data/ may hold, without the sentences about it. */
function formOf(shape: Shape<unknown>): string {
  return JSON.stringify(jsonSchema(shape, '', ''), (key, value: unknown) =>
    key === 'description' ? undefined : value,
  );
}

/**
 * A data package of another form would be misread. Once there was a release: whoever changes what data/ may hold raises
 * FORMAT (src/knowledge/knowledge.ts), and rewrites the snapshot with -u.
 */
test('the form of data/ is that of this format', () => {
  const tables = Object.values<Part>(TABLES).map(({ shape }) => shape);
  const forms = [vendorShape, listShape, exemptionsShape, profilesShape, ...tables].map((one) => formOf(one));
  expect({ format: FORMAT, form: sha256(forms.join('\n')) }).toMatchSnapshot();
}); // prettier-ignore
