import { describe, expect, test } from '@jest/globals';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { prefixesOf } from '../../src/knowledge/knowledge.ts';
import { shipped } from '../knowledge.ts';
import { brief, row } from './row.ts';

const knowledge = shipped();
const identifier = compileIdentifier(knowledge);
const [huaweiPrefix = ''] = prefixesOf(knowledge.macPrefixes, 'HUAWEI TECHNOLOGIES CO.,LTD');
const huaweiMac = `${huaweiPrefix}123456`;

type Case = readonly [cells: Record<string, string>, expected: readonly string[]];

const NAMES: Case[] = [
  [{ vendor: 'Huawei' }, ['huawei confirmed']],
  [{ vendor: ' HUAWEI TECHNOLOGIES CO., LTD. ' }, ['huawei confirmed']],
  [{ vendor: 'Z.T.E.' }, ['zte confirmed']],
  [{ vendor: 'D.J.I.' }, ['dji confirmed']],
  [{ vendor: 'H U A W E I' }, ['huawei confirmed']],
  [{ vendor: 'Hik-Vision' }, ['hikvision confirmed']],
  [{ vendor: 'ChinaMobile' }, ['china-mobile confirmed']],
  [{ vendor: 'EZVIZ' }, ['hikvision/ezviz confirmed']],
  [{ vendor: '杭州海康威视数字技术股份有限公司' }, ['hikvision probable']],
  [{ vendor: 'ZTE中兴' }, ['zte probable']],
  [{ vendor: '海康/大华' }, ['hikvision probable', 'dahua probable']],
  [{ vendor: '中兴、华为' }, ['huawei probable', 'zte probable']],
  [{ vendor: '大华（监控）' }, ['dahua probable']],
  [{ vendor: 'Honor / Samsung' }, ['huawei/honor probable']],
  [{ vendor: '大华银行/中国银行' }, []],
  [{ vendor: '大华 银行' }, []],
  [{ '?': '大华 硬盘录像机 16路' }, ['dahua probable']],
  [{ '?': '大华 门禁控制器' }, ['dahua probable']],
  [{ '?': '大华热成像仪' }, ['dahua probable']],
  // A shared name before a model.
  [{ '?': '浪潮NF5280M5' }, ['inspur probable']],
  [{ '?': '浪潮 NF5280M5' }, ['inspur probable']],
  [{ model: '中兴F660' }, ['zte probable']],
  [{ '?': '中兴F660光猫' }, ['zte probable']],
  [{ '?': '中兴路A12号' }, []],
  [{ '?': '小米MIX2S' }, ['xiaomi probable']],
  [{ '?': '水星MW325R' }, ['tp-link/mercury probable']],
  [{ '?': '小米5kg' }, []],
  [{ '?': '小米 500g' }, []],
  [{ '?': '大华A座' }, []],
  [{ '?': '大华B2' }, []],
  [{ '?': '新浪潮A100' }, []],
  [{ '?': '大华B12栋' }, []],
  [{ '?': '中興 手機' }, ['zte probable']],
  [{ '?': '光大 华东交换机' }, []],
  [{ '?': '大华 酒店硬盘录像机' }, []],
  [{ vendor: 'HW/SW' }, []],
  [{ model: '海康/大华' }, []],
  [{ vendor: '浪潮集团有限公司' }, ['inspur confirmed']],
  [{ vendor: '普联技术有限公司' }, ['tp-link confirmed']],
  [{ vendor: 'Huawei Technologies France SASU' }, ['huawei probable']],
  [{ vendor: 'Huawei Datacom' }, ['huawei probable']],
  [{ vendor: 'DahuaTech' }, ['dahua probable']],
  [{ vendor: 'Dahuang Instruments' }, []],
  [{ vendor: 'Aztech' }, []],
  [{ vendor: 'Huawei-3Com' }, ['h3c confirmed']],
  [{ vendor: 'Shanghai Dahua Scale Factory' }, []],
  [{ vendor: 'Teltronic AG' }, []],
  [{ vendor: 'Teltronic S.A.U.' }, ['hytera/teltronic probable']],
  [{ vendor: 'China Telecommunication Technology Labs' }, []],
  [{ platform: 'huawei_vrp' }, ['huawei probable']],
  [{ platform: 'VRP8' }, ['huawei probable']],
  [{ model: 'HuaweiS5720' }, ['huawei probable']],
  [{ '?': 'Hikvision camera for lobby' }, ['hikvision probable']],
  [{ '?': 'Camera of Hikvision' }, ['hikvision probable']],
  [{ '?': 'IP: 10.0.0.1 Vendor: Dahua' }, ['dahua probable']],
  [{ '?': 'vendor:dahua' }, ['dahua probable']],
  [{ '?': 'lobby:dahua' }, ['dahua possible']],
  [{ '!Supplier': 'Huawei' }, ['huawei possible']],
  [{ hostname: 'huawei-sw1' }, ['huawei possible']],
  [{ site: 'next to the ZTE rack' }, ['zte possible']],
  [{ withheld: 'Huawei' }, []],
  [{ ip: 'huawei' }, ['huawei possible']],
];

const NEGATIONS: Case[] = [
  // A line of a cell is a cell of its own where it is a name; three makers in one line are a crowd.
  [{ '?': 'Samsung\nHuawei\nAxis' }, ['huawei probable']],
  [{ '?': 'Optics compatible with\nHuawei' }, []],
  [{ '?': 'Spare\nHuawei\nroom 5' }, ['huawei probable']],
  [{ '?': 'Samsung Huawei Axis strap' }, []],
  [{ '?': 'Samsung\nstrap for Huawei\nAxis' }, []],
  [{ '?': '三星\n未使用华为设备\n小米' }, []],
  [{ vendor: 'FS for Huawei' }, ['huawei possible']],
  [{ vendor: 'non-Huawei' }, ['huawei possible']],
  [{ vendor: 'Ericsson (Huawei swap)' }, ['huawei possible']],
  [{ vendor: 'Cisco - ex Huawei' }, ['huawei possible']],
  [{ vendor: 'Skydio (DJI replacement)' }, ['dji possible']],
  [{ vendor: 'FS (Huawei compatible)' }, ['huawei possible']],
  [{ vendor: 'Huawei (legacy)' }, ['huawei probable']],
  [{ vendor: 'OLD Huawei' }, ['huawei probable']],
  [{ vendor: 'Axis (previously Dahua)' }, ['dahua possible']],
  [{ vendor: 'Hanwha instead of Dahua' }, ['dahua possible']],
  [{ vendor: 'Flexoptix coded Huawei' }, ['huawei possible']],
  [{ vendor: 'Compatible Huawei' }, ['huawei possible']],
  [{ vendor: 'Huawei compat.' }, ['huawei possible']],
  [{ vendor: 'не Huawei' }, ['huawei possible']],
  [{ vendor: 'ONVIF compatible Hikvision' }, ['hikvision probable']],
  [{ vendor: 'Huawei (replaces Cisco)' }, ['huawei probable']],
  [{ vendor: 'Cisco, replaced by Huawei' }, ['huawei probable']],
  [{ vendor: 'Cisco ersetzt durch Huawei' }, ['huawei probable']],
  [{ vendor: 'Fabricado por Huawei' }, ['huawei probable']],
  [{ vendor: 'No. 1 Huawei' }, ['huawei probable']],
  [{ '!Notes': 'replaced with Huawei' }, ['huawei possible']],
  [{ model: 'Wall mount for DS-2CD2042WD-I' }, ['hikvision possible']],
  [{ model: 'Wall mount for DS-2CD2042WD-I, ½"' }, ['hikvision possible']],
  [{ model: 'Wand\u00adhal\u00adter for DS-2CD2042WD-I' }, ['hikvision possible']],
  [{ model: 'Wall mount for Hikvision DS-2CD2042WD-I' }, ['hikvision possible']],
  [{ model: 'Camera for lobby DS-2CD2042WD-I' }, ['hikvision probable']],
  [{ model: 'Model No DS-2CD2042WD-I' }, ['hikvision probable']],
  [{ model: 'S5720-28X-LI-AC compatible power supply' }, ['huawei possible']],
  [{ '?': 'optic for Huawei' }, []],
  [{ vendor: 'replaced 华为' }, ['huawei possible']],
  [{ model: '华为 compatible' }, ['huawei possible']],
  [{ '?': 'SFP for 海康威视' }, []],
  [{ '?': 'made by 华为' }, ['huawei probable']],
  [{ '?': 'Cisco 2901 (by Huawei)' }, ['huawei probable']],
  [{ '?': 'Cisco 2901 (with Huawei)' }, ['huawei possible']],
  [{ '?': 'Cisco 2901 (installed by Huawei)' }, ['huawei possible']],
  [{ vendor: 'Cisco', '?': 'OEM of 华为' }, ['huawei probable']],
  [{ '?': '华为S5720 rack 3' }, ['huawei probable']],
  [{ '?': '华为交换机 lab' }, ['huawei probable']],
  [{ '?': 'ikke Huawei' }, []],
  ...[
    'we use no equipment of Huawei, ZTE or Dahua',
    'no Huawei, ZTE or Dahua equipment is used',
    'does not use covered telecommunications equipment of Huawei or ZTE',
    'keine Komponenten der Hersteller Huawei, ZTE und Dahua',
    "pas d'équipement de Huawei ni de ZTE",
    'nie używamy sprzętu firm Huawei lub ZTE',
    'ningún equipo de Huawei',
    'не используем оборудование Huawei',
    '未使用华为设备',
  ].map((text): Case => [{ '?': text }, []]),
  ...['to be replaced: Huawei S5720-28P', 'to be removed Huawei S5720-28P', 'not yet replaced Huawei S5720-28P'].map(
    (text): Case => [{ '?': text }, ['huawei probable']],
  ),
  [{ '?': 'to be connected to Huawei OLT' }, ['huawei possible']],
  [{ '?': 'no camera, Hikvision recorder' }, ['hikvision probable']],
  [{ '?': 'PoE: no | Huawei | NE40' }, ['huawei probable']],
  [{ '?': 'not Cisco but Huawei switch' }, ['huawei probable']],
  [{ '?': 'switch without PoE and Huawei router' }, ['huawei probable']],
  [{ '?': 'no Huawei, Hikvision DS-2CD2143G2-I at the gate' }, ['hikvision probable']],
  [{ vendor: 'erstatter Huawei' }, ['huawei possible']],
  [{ '?': 'Huawei Boulevard 12' }, []],
  [{ '?': '华为园区北门' }, ['huawei possible']],
  [{ '?': '华为园区交换机' }, ['huawei probable']],
  [{ '?': '海康威视小区球机' }, ['hikvision probable']],
  [{ '?': '交换机 华为机房' }, ['huawei possible']],
  [{ '?': 'contact support@huawei.com' }, ['huawei possible']],
  [{ model: 'support@hikvision.com' }, ['hikvision possible']],
  [{ '?': 'Huawei, support@huawei.com' }, ['huawei probable']],
  [{ '!Notes': 'replaced Huawei' }, []],
];

const TYPOS: Case[] = [
  [{ vendor: 'Hauwei' }, ['huawei probable']],
  [{ vendor: 'Hikvison' }, ['hikvision probable']],
  [{ vendor: 'Hikivison' }, ['hikvision possible']],
  [{ vendor: 'China Telcom' }, ['china-telecom possible']],
  [{ vendor: 'Hik Vison' }, ['hikvision possible']],
  [{ vendor: 'Hi-Vision' }, []],
  [{ vendor: 'ORICO Technologies' }, []],
  [{ vendor: 'Tiandi Logistics' }, []],
  [{ vendor: 'Haiwei' }, []],
  [{ model: 'Hauwei' }, []],
];

const IDENTIFIERS: Case[] = [
  [{ mac: huaweiMac }, ['huawei probable']],
  [{ mac: '6a:2c:4d:6b:18:1d' }, []],
  [{ sysObjectId: '.1.3.6.1.4.1.2011.2.23.294' }, ['huawei confirmed']],
  [{ sysObjectId: 'SNMPv2-SMI::enterprises.3902.3.100' }, ['zte confirmed']],
  [{ sysObjectId: '1.3.6.1.4.1.9.1.1, 1.3.6.1.4.1.2011.2.224' }, ['huawei confirmed']],
  [{ sysObjectId: '1.3.6.1.4.1.9.1.1, 1.3.6.1.4.1.9.1.2' }, []],
  [{ sysObjectId: 'iso.org.dod.internet.private.enterprises.2011.2.224' }, ['huawei confirmed']],
  [{ sysObjectId: '1.3.6.1.4.1.50001', sysDescr: 'Linux' }, []],
  [{ '?': 'answers 1.3.6.1.4.1.2011.2.23' }, ['huawei probable']],
  [{ '?': 'router, SNMPv2-SMI::enterprises.2011.2.23' }, ['huawei probable']],
  [{ '?': 'answers 1.3.6.1.4.1.9.1.1, version 2011.2.23' }, []],
  [{ '?': 'Smith Enterprises.2011' }, []],
  // No number of an object id begins with 0.
  [{ '?': 'Acme Enterprises.2011.05.03' }, []],
  [{ '?': 'sysObjectID enterprises.2011.2.23' }, ['huawei probable']],
  [{ sysObjectId: 'enterprises.2011' }, ['huawei confirmed']],
  [{ '!Notes': 'answers 1.3.6.1.4.1.2011.2.23' }, ['huawei possible']],
  [{ sysObjectId: '1.3.6.1.4.1.8072.3.2.10' }, []],
  [{ sysObjectId: '1.3.6.1.4.1.26381.1' }, []],
  [{ fccId: 'QISHG8245' }, ['huawei confirmed']],
  [{ fccId: '2ADTD-5604SD' }, ['hikvision confirmed']],
  [{ '?': 'Contains FCC ID: XMR201902M66' }, ['quectel probable']],
  [{ '!Notes': 'Contains FCC ID: XMR201902M66' }, ['quectel possible']],
  [{ '!Notes': 'XMR201902M66' }, []],
  [{ cpe: 'cpe:2.3:h:huawei:s5720:-:*:*:*:*:*:*:*' }, ['huawei confirmed']],
  [{ cpe: 'cpe:/h:zte:zxv10' }, ['zte confirmed']],
  [{ cpe: 'cpe:/h:huaweii:x' }, ['huawei possible']],
  [{ gponSerial: 'HWTC43ABCDEF' }, ['huawei probable']],
  [{ gponSerial: 'HWTC:43ABCDEF' }, ['huawei probable']],
  [{ gponSerial: 'ALCL:43ABCDEF' }, ['nokia probable']],
  [{ text: String.raw`USB\VID_12D1&PID_1506` }, ['huawei probable']],
  [{ text: 'VID=12d1' }, ['huawei probable']],
  [{ text: '12d1:255d' }, ['huawei probable']],
  [{ text: 'fe80::12d1:255d' }, []],
  [{ text: 'SVID_12D1' }, []],
  [{ text: 'vlan 2357:0109 x' }, []],
  [{ serial: '5A544547CBFA76F2' }, ['zte probable']],
  [{ '?': 'HWTC43ABCDEF' }, ['huawei probable']],
  [{ '!': 'ONU HWTC43ABCDEF moved' }, ['huawei possible']],
  [{ '?': 'SALT12345678, HWTC43ABCDEF' }, ['huawei probable']],
  [{ '?': '4857544343ABCDEF' }, ['huawei probable']],
  [{ hostname: '2ADTD-5604SD' }, ['hikvision probable']],
  [{ '?': 'QISHG8245' }, []],
  [{ serial: 'FCC ID: QISHG8245' }, ['huawei probable']],
  [{ serial: '1581F5FJD22AT00D5E46' }, ['dji probable', 'drone possible']],
  [{ model: 'S5720-28X-LI-AC' }, ['huawei probable']],
  [{ model: 'DS-2CD2042WD-I', vendor: '' }, ['hikvision probable']],
  [{ hostname: 'S5720-28X-LI-AC' }, ['huawei possible']],
  [{ hostname: 'huawei-s5720-1' }, ['huawei probable']],
  [{ category: 'zte_c320' }, ['zte probable']],
  [{ platform: 'ce' }, ['huawei probable']],
  [{ platform: 'CE', '?': 'ce' }, ['huawei probable']],
  [{ '?': 'ce' }, []],
  [{ platform: 'ansible_network_os=community.network.ce' }, ['huawei probable']],
  [{ '?': 'Server: DNVRS-Webs/1.0' }, ['hikvision probable']],
  [{ '!Notes': 'try /ISAPI/System/deviceInfo' }, ['hikvision possible']],
  [{ '!URL': 'rtsp://10.0.0.5/cam/realmonitor?channel=1' }, ['dahua probable']],
  [{ '?': 'webcam/realmonitor' }, []],
  [{ '?': 'myApp-website, App-webserver' }, []],
];

const HUAWEI = 'huawei probable';
/** Cells that describe a device, and such as only look so. */
const DESCRIBING: Case[] = [
  ...[
    'Punto de acceso Huawei sala 3',
    'Gabinete con switch Huawei',
    'Servidor rack Huawei',
    'Huawei rack server',
    'Cable modem Huawei',
    'Lab Huawei switch',
    'Lab Huawei access switch',
    'Huawei rack mounted server',
    'Office Huawei WiFi router 2',
    'Laptop Intel Core i7 Huawei MateBook',
    'Cisco/Huawei',
    'HP ProDesk 600 and Huawei switch',
    '交换机华为',
  ].map((name): Case => [{ hostname: name }, [HUAWEI]]),
  ...[
    'Huawei lab rack',
    'Huawei rack next to switch',
    'Huawei training on router',
    'Uplink to Huawei',
    'Cisco C9300 trunk Huawei',
    'Switch Cisco C9300 with Huawei optics',
    '华为机房',
  ].map((name): Case => [{ assetTag: name }, ['huawei possible']]),
  [{ vendor: 'Cisco', model: 'Catalyst 9300 with Huawei SFP' }, ['huawei possible']],
  [{ vendor: 'Dell', model: 'Latitude with HiSilicon SoC' }, ['huawei/hisilicon possible']],
  [{ hostname: 'Li Huawei' }, []],
  [{ model: 'Huawei Honor 9S' }, [HUAWEI]],
];

const ROWS: Case[] = [
  [{ vendor: 'Axis', model: 'DS-2CD2042WD-I' }, ['hikvision probable']],
  [{ vendor: 'Canon', model: 'MF283' }, []],
  [{ vendor: 'Huawei (H3C)' }, ['huawei probable', 'h3c probable']],
  [{ 'vendor+model': 'DS-2CD2042WD-I' }, ['hikvision probable']],
];

describe.each([
  ['names', NAMES],
  ['negation', NEGATIONS],
  ['typos', TYPOS],
  ['identifiers', IDENTIFIERS],
  ['describing', DESCRIBING],
  ['rows', ROWS],
])('%s', (_, cases) => {
  test.each(cases)('%j', (cells, expected) => {
    expect(brief(identifier.identify(row(cells)))).toEqual(expected);
  });
});

describe('conflicts', () => {
  test('a MAC that tells another maker than the maker cell', () => {
    const [found] = identifier.identify(row({ vendor: 'Acme Cameras', mac: huaweiMac }));
    expect(found?.confidence).toBe('probable');
    expect(found?.conflict).toEqual({ field: 'vendor', column: 'vendor', seen: 'Acme Cameras', vendor: null });
  });

  test('two known makers are both reported, each with what speaks against it', () => {
    const found = identifier.identify(row({ vendor: 'ZTE', mac: huaweiMac }));
    expect(brief(found)).toEqual(['zte confirmed', 'huawei probable']);
    expect(found[0]?.conflict?.vendor).toBe('huawei');
    expect(found[1]?.conflict?.vendor).toBe('zte');
  });

  test('agreement is none', () => {
    expect(identifier.identify(row({ vendor: 'Huawei', mac: huaweiMac }))[0]?.conflict).toBeNull();
  });
});

describe('identity', () => {
  test.each([
    [{ vendor: 'Cisco' }, true],
    [{ vendor: 'N/A', model: '-' }, false],
    [{ mac: '6a:2c:4d:6b:18:1d' }, false],
    [{ mac: huaweiMac }, true],
    [{ hostname: 'sw1', ip: '10.0.0.1' }, false],
    [{ serial: 'ABC123' }, false],
    [{ serial: 'HWTC43ABCDEF' }, true],
    [{ withheld: 'x' }, false],
  ])('%j has something to judge: %s', (cells, expected) => {
    expect(identifier.identity.has(row(cells as Record<string, string>))).toBe(expected);
  });
});

describe('text lines', () => {
  test.each([
    ['WS-C3750X', {}, true],
    ['10.0.0.9 6a:2c:4d:6b:18:1d', {}, false],
    [`10.0.0.9 ${huaweiMac.replace(/(..)(?!$)/g, '$1:')}`, {}, true],
    ['WS-C3750X', { noRow: true as const }, false],
  ])('%s has something to judge: %s', (line, how, expected) => {
    expect(identifier.identity.has(row({ '?': line }, { wholeLines: true, ...how }))).toBe(expected);
  });

  test('every kind of evidence looks at the whole line, capped at probable', () => {
    const record = row(
      { '?': `10.0.0.7  ${huaweiMac.replace(/(....)(?!$)/g, '$1.')}  cpe:/h:zte:zxv10` },
      { wholeLines: true },
    );
    expect(brief(identifier.identify(record)).sort()).toEqual(['huawei probable', 'zte probable']);
    expect(identifier.identity.has(record)).toBe(true);
  });
});

test('an address is graded by the cell it stands in, whichever came before', () => {
  const text = `seen at ${huaweiMac.replace(/(....)(?!$)/g, '$1.')}`;
  const open = row({ '?': text });
  const line = row({ '?': text }, { wholeLines: true });
  for (const [record, expected] of [[open, 'possible'], [line, 'probable'], [open, 'possible']] as const) {
    expect(brief(identifier.identify(record))).toEqual([`huawei ${expected}`]);
  }
}); // prettier-ignore

test('remembered cells change nothing', () => {
  const record = row({ vendor: 'EZVIZ', model: 'CS-C6N-A0' });
  expect(identifier.identify(record)).toEqual(identifier.identify(record));
});
