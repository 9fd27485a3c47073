import { describe, expect, test } from '@jest/globals';
import { casesOf, checkText } from './corpus.ts';

const WORDS: Readonly<Record<string, string>> = {
  'no-inventory.txt': 'what is no inventory is not clean',
  'inventories.txt': 'an inventory without a finding is clean',
};

describe.each(Object.entries(WORDS))('%s: %s', (fixture) => {
  test.each(casesOf(fixture))('$name: exit $codes', async ({ codes, text }) => {
    const { code, stdout } = await checkText(text);
    expect({ code, stdout, isAllowed: codes.includes(code) }).toMatchObject({ isAllowed: true });
  });
});

test('the corpus is no smaller than it was', () => {
  expect(casesOf('no-inventory.txt').length).toBeGreaterThanOrEqual(79);
  expect(casesOf('inventories.txt').length).toBeGreaterThanOrEqual(45);
});

const DEVICE = '{"name": "sw1", "manufacturer": "Cisco", "model": "C9300"}';

describe('an answer that says itself that it is an error', () => {
  test.each([
    ['{"message": "Unauthenticated."}', 2, 'Unauthenticated.'],
    ['{"data": {"devices": null}, "errors": [{"message": "timeout", "path": ["devices"]}]}', 2, 'timeout'],
    ['{"fault": {"faultstring": "Invalid access token", "detail": {"errorcode": "x"}}}', 2, 'Invalid access token'],
    ['{"changed": false, "msg": "Failed to connect to sw1", "unreachable": true}', 2, 'Failed to connect to sw1'],
    ['{"code": 403, "msg": "no permission for api"}', 2, 'no permission for api'],
    [`{"data": {"devices": [${DEVICE}]}, "errors": [{"message": "site Ulm timed out"}]}`, 3, 'site Ulm timed out'],
    [`[${DEVICE}, {"error": "site Ulm timed out"}]`, 3, 'site Ulm timed out'],
    [`{"devices": [${DEVICE}]}\n{"detail": "Request was throttled."}`, 3, 'Request was throttled.'],
    [`{"success": false, "devices": [${DEVICE}]}`, 3, 'success'],
    ['{"error": "denied: password Zq001xWv7"}', 2, 'denied: password ***'],
  ])('%s: exit %d', async (text, code, said) => {
    const ran = await checkText(text);
    expect({ code: ran.code, hasSaid: ran.stdout.replace(/\s+/g, ' ').includes(`"${said}"`) }).toEqual({
      code,
      hasSaid: true,
    });
    expect(ran.stdout.replace(/\s+/g, ' ')).toContain('access token');
  });

  test.each([
    [`{"status": "ok", "message": "", "errors": [], "count": 1, "devices": [${DEVICE}]}`],
    [`{"jsonrpc": "2.0", "error": null, "result": [${DEVICE}]}`],
    ['{"name": "sw1", "vendor": "Cisco", "model": "C9300", "status": "failed", "error": "fan 2"}'],
    [`[${DEVICE}, {"name": "sw2", "vendor": "Cisco", "model": "C9300", "errors": {"crc": 4}}]`],
    [`{"message": "2 devices", "devices": [${DEVICE}]}`],
    [`[${DEVICE}, ${DEVICE}, ${DEVICE}, ${DEVICE}, {"hostname": "sw2", "status": "failed"}]`],
  ])('%s is none', async (text) => {
    expect((await checkText(text)).code).toBe(0);
  });
});

test.each([
  ['[{"device": "sw1", "type": "Router", "failed": 1, "errors": 0}, {"device": "sw2", "type": "Switch", "failed": 0}]'],
  ['{"host": "sw1", "crc": 0, "errors": 12}\n{"host": "sw2", "crc": 1, "errors": 0}\n'],
  ['[{"host": "sw1", "reachable": "no", "failed": true}, {"host": "sw2", "reachable": "yes", "failed": false}]'],
])('what fails, or counts errors, in a list is a device and no answer: %s', async (text) => {
  const { code, stdout } = await checkText(text);
  expect([code, /\b0 of 2 rows name a vendor/.test(stdout.replace(/\s+/g, ' '))]).toEqual([3, true]);
});

test('a name that begins as remarks may is a row, whose vendor is to be looked at', async () => {
  const { code } = await checkText('Name,Vendor,Notes\nSignature lobby camera,,Hikvision\nsw1,Cisco,ok\n');
  expect(code).toBe(3);
});

test('a device of which a walk tells nothing but objects is a row that nothing identifies', async () => {
  const ran = await checkText('.1.3.6.1.2.1.25.2.2.0 = INTEGER: 8357020\n.1.3.6.1.4.1.2021.4.5.0 = INTEGER: 8357020\n');
  expect([ran.code, /\b0 of 1 rows name a vendor/.test(ran.stdout.replace(/\s+/g, ' '))]).toEqual([3, true]);
});

describe('the ingredients of a program', () => {
  const bill = (type: string, name: string): string =>
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { type: 'application', name: 'shop' } },
      components: [{ type, name, purl: `pkg:golang/github.com/${name}` }],
    });
  test.each([
    ['library', 'huaweicloud/huaweicloud-sdk-go', 0],
    ['file', 'kaspersky', 0],
    ['application', 'Kaspersky Endpoint Security', 1],
  ])('%s %s: exit %d', async (type, name, code) => {
    expect((await checkText(bill(type, name))).code).toBe(code);
  });
});

describe('a header of makers above answers', () => {
  test.each([
    ['Site,Huawei gear?,Hikvision gear?\nUlm,No,No\nBonn,No,\n', 3],
    ['Site,Huawei gear?,Hikvision gear?\nUlm,No,No\nBonn,No,Yes\n', 1],
    ['Standort;Huawei-Geräte;Hikvision-Kameras\nUlm;nein;0\nBonn;nein;0\n', 3],
    ['Standort;Cisco;Huawei\nUlm;3;0\nBonn;1;2\n', 1],
    ['Huawei,S5720,Ulm\nno,no,no\n', 1],
  ])('%j: exit %d', async (text, code) => {
    expect((await checkText(text)).code).toBe(code);
  });
});

describe('devices of which only an address is known count beside an inventory', () => {
  const page = (header: string, cell: string): string =>
    '<html><table><tr><th>Name<th>Vendor<tr><td>a<td>Cisco</table>' +
    `<table><tr><th>Host<th>${header}<tr><td>b<td>${cell}</table></html>`;
  test.each([
    ['{"ulm":[{"host":"a","vendor":"Cisco"}],"bonn":[{"hostname":"b","ip":"10.0.0.1"}]}', 3],
    ['{"ulm":[{"host":"a","vendor":"Cisco"}],"users":[{"name":"b","ip":"10.0.0.1"}]}', 0],
    [page('IP', '10.0.0.1'), 3],
    [page('State', 'up'), 0],
  ])('%j: exit %d', async (text, code) => {
    expect((await checkText(text)).code).toBe(code);
  });
});

describe('sums and addresses that no device has are no rows', () => {
  const SCAN = 'IP,Status,Hostname,MAC,Vendor\n10.0.0.1,Alive,gw,00:00:0c:07:ac:01,Cisco\n';
  test.each([
    [`${SCAN}10.0.0.2,Dead,,,\n10.0.0.3,Dead,,,\n10.0.0.4,free,n/a,,\n`, 0],
    [`${SCAN}10.0.0.2,[n/a],[n/s],[n/s],[n/s]\n10.0.0.3,[n/a],[n/s],[n/s],[n/s]\n`, 0],
    ['Adresse IP;Nom;Marque\n10.0.0.1;gw;Cisco\n10.0.0.2;Libre;\n10.0.0.3;Libre;\n', 0],
    [`${SCAN}10.0.0.2,Alive,,,\n10.0.0.3,Dead,,,\n`, 3],
    [`${SCAN}10.0.0.2,,,,\n10.0.0.3,,,,\n`, 3],
    [`${SCAN}10.0.0.2,Dead,cam,,\n10.0.0.3,Dead,cam2,,\n`, 3],
    [`${SCAN}10.0.0.2,Dead,,,Huawei\n10.0.0.3,Dead,,,\n`, 1],
    ['IP,Status\n10.0.0.2,Dead\n10.0.0.3,Dead\n', 3],
    ['Typ;Hersteller;Anzahl\nKamera;Axis;4\nSwitch;Cisco;2\nSumme;;6\nGesamt;;1.234,50\n', 0],
    ['Site,Host,Vendor\nUlm,sw1,Cisco\nSubtotal Ulm,1,\nBonn,sw2,Cisco\nSubtotal Bonn,1,\nGrand total,2,\n', 0],
    ['Site,Host,Vendor\nUlm,sw1,Cisco\nSubtotal Ulm,1,Huawei\nTotal,2,\n', 1],
    ['Vendor,Model\nCisco,C9300\nSubtotal,\nVAT 20%,\nCisco,C9200\nTotal,\n', 0],
    ['Description,Qty,Price\nCisco C9300,2,100\nSubtotal,,100\nVAT 20%,,20\nTotal,,120\nPayment within 30 days,,\n', 0],
    ['Ad;Adet;Fiyat\nCisco C9300;2;100\nAra toplam;;100\nKDV %20;;20\nGenel toplam;;120\n', 0],
    ['Pos;Bezeichnung;Menge\n1;Axis P3265-LV;4\n;;Gesamtbetrag\nZahlbar innerhalb 14 Tagen;;\nGesamtbetrag;;9\n', 0],
    ['Název;Počet\nCisco C9300;2\nCelkem bez DPH;2\nDPH 21 %;1\n', 0],
    ['Pos;Bezeichnung;Menge\n1;Gesamtbetrag Huawei S5720;4\n', 1],
    ['Name,Qty\nTotal Stor ProLiant DL380 HPE,2\nNote Cisco switch 24 port,2\n', 0],
    ['Description,Qty,Price\nTotal Huawei S5720,2,100\nSubtotal,,100\nVAT 20%,,20\nTotal,,120\n', 1],
    ['Vendor,Model\nTotal Huawei,\nCisco,C9300\n', 1],
    ['Site,Host,Vendor\nUlm,sw1,Cisco\nTotal,sw2,\nTotal,sw3,\n', 3],
    ['Asset,Vendor,Model,Qty\nsw1,Cisco,C9300,1\nSub-total,,,1\nSum: Ulm,,,1\n', 0],
    ['Asset,Vendor,Model,Qty\nsw1,Cisco,C9300,1\nSUM-01,,,1\nSUM-ULM,,,1\n', 3],
    ['Asset,Vendor,Model,Serial\nsw1,Cisco,C9300,F1\nTotal,,,1\n', 0],
    ['Vendor,Model\n(0 rows)\n', 3],
    [' vendor | model \n--------+-------\n(0 rows)\n', 3],
    [' vendor \n--------\n Cisco\n Axis\n(2 rows)\n', 0],
    [' vendor | model \n--------+-------\n Cisco  | C9300\n Axis   | P3265-LV\n(2 rows)\n', 0],
    ['Vendor\tModel\n0 rows in set (0.00 sec)\n', 3],
    ['Vendor,Model\nTotal: 0\n', 3],
    ['Vendor,Model,Serial\nNo matching records found,,\n', 3],
    ['Vendor;Model\nKeine Daten;\n', 3],
    ['Vendor,Model\nERROR 1045 (28000): Access denied\n', 2],
    ['Vendor,Model\nTotal: 2 Huawei,\n', 1],
    ['Vendor,Model\nRows,X2\nTotal 1,C9300\nSum Labs,S20\n', 0],
    ['Equipment\nCisco C9300\nAxis P3265-LV\nPrepared by: Li Huawei\n', 0],
    ['Site,Vendor,Model,Notes\nA,Cisco,C9300,\nAll devices were counted in the spring of this year.,,,\n', 0],
    ['Site,Vendor,Model,Notes\nA,Cisco,C9300,\nThe old Huawei switch was not removed and is still there.,,,\n', 3],
    ['Site,Vendor,Model,Notes\nA,Cisco,C9300,\n,,,The switch was not removed and is still in the basement.\n', 3],
    ['Name,Vendor,Model,Notes\nA,Cisco,C9300,\nA camera at the gate of the main building,,,\n', 3],
    ['Equipment\nCisco C9300\nAxis P3265-LV\nOwner: Huawei S5735-L24T4S-A\n', 1],
    ['Asset,Vendor,Model,Serial\nsw1,Cisco,C9300,1\nTotal,,,2102359876\nTotal,,,2102359877\n', 3],
    ['Asset,Vendor,Model,IP\nsw1,Cisco,C9300,10.0.0.1\nTotal,,,10.0.0.2\nTotal,,,10.0.0.3\n', 3],
    ['IP,MAC,Hostname\n10.0.0.1,00:1b:54:00:00:01,sw1\nTotal,1,\n', 0],
    ['IP,MAC,Hostname\n10.0.0.1,00:1b:54:00:00:01,sw1\nTotal,,sw2\n', 3],
    ['Vendor,Model,Status\nCisco,C9300,Used\n,,Free\n,,Free\n', 3],
    ['Name,Vendor,Qty\nsw1,Cisco,1\nTotal: 1,,\nTotal devices 12,,\n', 0],
    ['Name,Vendor,Qty\nsw1,Cisco,1\nИтого: 3 шт.,,\n合计：3,,\n', 0],
    ['Site,Host,Vendor\nUlm,sw1,Cisco\nUlm Total,1,\nBonn,sw2,Cisco\nBonn Ergebnis,1,\n', 0],
    ['Vendor,Model,Qty\nCisco,C9300,1\nHuawei Total,,1\n', 1],
    ['Name,Vendor,Qty\nsw1,Cisco,1\nPayable within 30 days,,\nMit freundlichen Grüßen,,\n', 0],
    ['Name,Vendor,Qty\nsw1,Cisco,1\nEnd of report,,\nGenerated by admin,,\n', 0],
    ['Name,Vendor,Qty,Price\nsw1,Cisco,1,9\n,,1,\n,,,9\n', 0],
    ['Name,Vendor,Qty\nsw1,Cisco,1\n17,,\n18,,\n', 3],
    ['Name,Vendor,Qty\nsw1,Cisco,1\nSite: Ulm,,\nName,Vendor,Qty\nsw2,Cisco,1\nSubtotal,,1\nTotal,,2\n', 0],
    ['Name,Vendor,Qty\nsw1,Cisco,1\nTotal 1,,4\nTotal 2,,4\n', 3],
    ['Name,Vendor,Qty\nsw1,Cisco,1\nSUM-01,,\nSUM-02,,\n', 3],
    ['No,Vendor,Model\n1,Cisco,C9300\n2,,\n3,,\n', 0],
    ['U,Device,Vendor,Model\n42,sw1,Cisco,C9300\n41,,,\n40,,,\n39,sw2,HP,2530\n', 0],
    ['No,Vendor,Model\n1,Cisco,C9300\n2,,\n3,Huawei,\n', 1],
    ['No,Name,Model\n1,sw1,C9300\n2,sw2,\n3,sw3,\n', 3],
    ['Asset Tag,Vendor,Model\n1,Cisco,C9300\n2,,\n3,,\n', 3],
    ['```csv\nVendor,Model\nCisco,C9300\nAxis,P3245\n```\n', 0],
  ])('%j: exit %d', async (text, code) => {
    expect((await checkText(text)).code).toBe(code);
  });
});

// "True" and "Turbo" make phones; that is what they say as the whole of a vendor cell.
test.each([
  ['true', 3],
  ['turbo', 3],
  ['Canon', 0],
])('in a column of printed text that is not known, %s: exit %i', async (word, code) => {
  const line = (host: string): string => `${host}  Camera       ${word}\n`;
  const text = `Host   Device Type  Naming check\n${line('sw-aa')}${line('sw-bb')}`;
  expect(await checkText(text)).toMatchObject({ code });
});
