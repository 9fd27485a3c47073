// uDSV chunk by chunk, as its documentation shows, and a regular expression over the vendor column.
import { createReadStream } from 'node:fs';
import { inferSchema, initParser } from 'udsv';

const [path = '', column = '', expression = ''] = process.argv.slice(2);
const sought = new RegExp(expression, 'i');
const decoder = new TextDecoder();
let parser = null;
let at = -1;
let found = 0;
const count = (row) => {
  if (sought.test(row[at])) found += 1;
};
for await (const bytes of createReadStream(path, { highWaterMark: 1 << 18 })) {
  const text = decoder.decode(bytes, { stream: true });
  if (parser === null) {
    parser = initParser(inferSchema(text));
    at = parser.schema.cols.findIndex(({ name }) => name === column);
  }
  parser.chunk(text, parser.stringArrs, count);
}
parser.end();
process.stdout.write(`${found}\n`);
