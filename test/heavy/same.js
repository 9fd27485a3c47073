// Whether two results found the same of every asset, whatever pieces they read: node same.js ONE.ndjson OTHER.ndjson
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const [one, other] = process.argv.slice(2).map((path) => {
  const events = readFileSync(path, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const summary = events.at(-1);
  const total = (key) => summary.inputs.reduce((sum, input) => sum + input[key], 0);
  return {
    said: events
      .filter(({ type }) => type === 'finding' || type === 'problem' || type === 'designation')
      .map((event) => JSON.stringify({ ...event, source: null, row: null, line: null }))
      .sort(),
    rows: ['rows', 'judged', 'notJudged', 'rejected'].map(total),
    summary: { ...summary, inputs: null },
  };
}); // prettier-ignore
assert.ok(one.said.length > 500);
assert.deepEqual(other, one);
