import { describe, expect, test } from '@jest/globals';
import { devicesIn, readAll } from './read.ts';

describe('lines that begin with a kind of device', () => {
  const linesOf = async (text: string) =>
    (await readAll(text, {}, 'mail.txt')).records.flatMap(({ line, noRow }) => (noRow === true ? [] : [line]));

  test('are a device each: another vendor that stands in one speaks for its own alone', async () => {
    const list = ['Router: Cisco ISR4331', 'Switch: Huawei S5720-28P', 'Firewall: FortiGate 60F'];
    expect(await linesOf(list.join('\n'))).toEqual([1, 2, 3]);
    expect(await linesOf(`Hi Tom,\n\n${list.map((line) => `- ${line}`).join('\n')}\n\nRegards\n`)).toEqual([3, 4, 5]);
    expect(await linesOf('Edge router: Cisco ISR4331\nCore switch: Huawei S5720-28P\n')).toEqual([1, 2]);
    expect(await linesOf('Switch 1: Cisco C9300-24P\nSwitch 2: Huawei S5720-28P\n')).toEqual([1, 2]);
    expect(await linesOf('Switch 1001: Cisco C9300-24P\nSwitch 1002: Huawei S5720-28P\n')).toEqual([1, 2]);
    expect(await linesOf('Switch 1001: 24 ports\nModel: C9300-24P\nSerial: FOC1841X0AB\n')).toEqual([1]);
  });

  test('and so are lines that begin with where a device stands, its maker and model behind it', async () => {
    expect(await linesOf('Rack 1: Cisco C9300-24P\nRack 2: Huawei S5720-28P\n')).toEqual([1, 2]);
    const { records } = await readAll('Server room: Huawei S5720-28P\nLobby: Axis P3245-V\n', {}, 'mail.txt');
    expect(records[0]?.cells[0]).toBe('Server room: Huawei S5720-28P');
    expect(await linesOf('Location: Huawei Road 5\nModel: C9300-24P\nHostname: sw1\n')).toEqual([1]);
  });

  test('and so are lines that begin with a host name, unless they are parts of one device', async () => {
    expect(await linesOf('sw1: Cisco C9300-24P\ncore-2: Huawei S5720-28P\ncam3: offline\n')).toEqual([1, 2]);
    expect(await linesOf('Name:Vendor:Model\nsw1:Cisco:C9300-24P\nsw2:Huawei:S5720-28P\n')).toEqual([2, 3]);
    expect(await linesOf('Vendor: Dell\nModel: R740\neth0: Intel I350\neth1: Intel I350\neth2: Intel X710\n')).toEqual([
      1,
    ]);
  });

  test('begin a block where more is said of each', async () => {
    const text = 'Router: Cisco ISR4331\nSN: FOC1841X0AB\nSwitch: Huawei S5720-28P\nSN: 21023512\n';
    expect(await linesOf(text)).toEqual([1, 3]);
  });

  test('are one device where only one of them names any', async () => {
    expect(await linesOf('Router: Cisco\nModel: ISR4331\nSerial: FOC1841X0AB\n')).toEqual([1]);
    expect(await linesOf('Model: C9300-24P\nUplink router: Huawei NE40E\nNeighbor switch: Huawei S5720\n')).toEqual([
      1,
    ]);
    expect(await linesOf('Serial: FOC1841X0AB\nModel: ISR4331\nRouter: yes\nSwitch: no\n')).toEqual([1]);
  });
});

test('a section in brackets is no prompt: the hosts of an INI are assets of their own, by their names', async () => {
  const hosts = `[switches]
sw1 ansible_host=10.0.0.1 vendor=huawei model=S5720
sw2 ansible_host=10.0.0.2 vendor=huawei model=S5720

[cameras]
cam1 ansible_host=10.0.1.1 vendor=axis
`;
  expect(await devicesIn(hosts)).toEqual([
    { hostname: 'sw1', ip: '10.0.0.1', vendor: 'huawei', model: 'S5720' },
    { hostname: 'sw2', ip: '10.0.0.2', vendor: 'huawei', model: 'S5720' },
    { hostname: 'cam1', ip: '10.0.1.1', vendor: 'axis' },
  ]);
  const asked =
    '[~HQ-1]display device\nSlot  Type        Serial Number\n1     CE6850-48T  QQ1200341\n2     CE6850-48T  QQ1200342\n';
  expect(await devicesIn(asked)).toMatchObject([{ hostname: 'HQ-1' }, { hostname: 'HQ-1' }]);
});

test('each heading of Markdown begins a device, also where the first labels below them differ', async () => {
  const text =
    '## core1\n\n- Vendor: Huawei\n- Serial: 2102311ABC\n\n## core2\n\n- Serial: 2102311ABD\n' +
    '- Vendor: Cisco\n- Model: C9300\n\n## core3\n\n- Name: x\n- Model: DS-2CD2043G0\n';
  const { records } = await readAll(text, {}, 'servers.txt');
  expect(records.map(({ line }) => line)).toEqual([1, 6, 12]);
});
