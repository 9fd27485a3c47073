// The floor: reading and decoding only.
import { createReadStream } from 'node:fs';

let n = 0;
const decoder = new TextDecoder();
for await (const chunk of createReadStream(process.argv[2], { highWaterMark: 1 << 18 })) {
  n += decoder.decode(chunk, { stream: true }).length;
}
process.stdout.write(`${n}\n`);
