// The baseline: csv-parse alone, iterated as its documentation shows.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';

let n = 0;
const rows = pipeline(createReadStream(process.argv[2]), parse({ bom: true, relax_column_count: true }), () => {});
for await (const r of rows) n += r.length;
process.stdout.write(`${n}\n`);
