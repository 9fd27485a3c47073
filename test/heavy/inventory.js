// Writes an inventory of ROWS rows with CRLF, and quoted cells of several lines: node inventory.js ROWS FILE
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

const [rows, path] = [Number(process.argv[2]), process.argv[3]];
const MAKERS = ['Cisco', 'Juniper', 'HPE', 'Nokia', 'Arista', 'Cisco', 'Aruba', 'Huawei', 'Cisco', 'Hikvision'];
const MODELS = ['C9300-24T', 'EX2300-24P', 'J9775A', '7250 IXR', 'DCS-7050SX3', 'C9200L', 'AP-515', 'S5720-28P', 'C9300', 'DS-2CD2143G2-I']; // prettier-ignore
const out = createWriteStream(path);
let text = 'Hostname,Manufacturer,Model,Serial,Notes\r\n';
for (let row = 0; row < rows; row += 1) {
  const at = row % 97 === 0 ? row % 10 : (row * 7) % 7;
  const note = row % 11 === 0 ? `"floor ${row % 9}, east\nrack ""${row % 40}"", north"` : `floor ${row % 9}`;
  text += `sw-${row},${MAKERS[at]},${MODELS[at]},SN${100_000_000 + row},${note}\r\n`;
  if (text.length > 1_000_000) {
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
}
out.end(text);
