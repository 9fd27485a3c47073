import { describe, expect, test } from '@jest/globals';
import type { Field } from '../../src/core/fields.ts';
import type { Column } from '../../src/core/layout.ts';
import { understandColumns } from '../../src/inventory/headers/columns.ts';
import type { ColumnOverride } from '../../src/inventory/inventory.ts';
import { OPTIONS, readAll } from './read.ts';

function understand(table: string, columns: readonly ColumnOverride[] = []): readonly Column[] {
  const [head, ...rows] = table.split('\n').map((line) => line.split(','));
  return understandColumns(head ?? [], rows, { ...OPTIONS, columns });
}

/** `Name=field+field` of each column. */
function said(columns: readonly Column[]): string {
  return columns
    .map(({ name, fields, traits }) => `${name}=${fields.join('+')}${traits.includes('other-device') ? '(other)' : ''}`)
    .join(' ');
}

describe('columns beside each other', () => {
  test.each<[string, string, string]>([
    [
      'the type of a NetBox export is the model',
      'Name,Manufacturer,Type\na,Cisco,C9300-24T\nb,Extreme,X620-16x',
      'Name=hostname Manufacturer=vendor Type=model',
    ],
    ...['Тип', '类型', 'Cihaz türü', 'Loại thiết bị', '종류', 'Gerätetyp'].map((type): [string, string, string] => [
      `${type} is the model where no column has one`,
      `Host,${type},IP\na,DS-2CD2143G0-I,10.0.0.1\nb,WS-C2960X,10.0.0.2\nc,P3245-LVE,10.0.0.3`,
      `Host=hostname ${type}=model IP=ip`,
    ]),
    ...[
      'Tipo de cámara',
      'Tipo de dispositivo de red',
      'Tipo de produto',
      'Type de téléphone',
      '交换机类型',
      '장비유형',
    ].map((type): [string, string, string] => [
      `${type} is of a device`,
      `Host,${type},IP\na,DS-2CD2143G0-I,10.0.0.1\nb,WS-C2960X,10.0.0.2\nc,P3245-LVE,10.0.0.3`,
      `Host=hostname ${type}=model IP=ip`,
    ]),
    ...['Tipo de memoria', 'Type de câble', '合同类型', 'ケーブル種別'].map((type): [string, string, string] => [
      `${type} is of something else`,
      `Host,${type},IP\na,DDR4,10.0.0.1\nb,DDR3-L,10.0.0.2\nc,DDR4,10.0.0.3`,
      `Host=hostname ${type}=category IP=ip`,
    ]),
    ...['Категория', '分类', 'Kategori', 'Role'].map((kind): [string, string, string] => [
      `${kind} is none: its codes are those of categories`,
      `Host,${kind},IP\na,HW0143-1,10.0.0.1\nb,HW0144-2,10.0.0.2\nc,HW0145-3,10.0.0.3`,
      `Host=hostname ${kind}=category IP=ip`,
    ]),
    [
      'a class of makers, of which one is known by a vendor file',
      'Name,Class,Model\na,Huawei,Dome\nb,Siemens,Jack\nc,Siemens,Jack',
      'Name=hostname Class=category+vendor Model=model',
    ],
    [
      'a class of things, among them a maker',
      'Name,Class,Model\na,Huawei,Dome\nb,Camera,P3245\nc,Switch,C9300',
      'Name=hostname Class=category Model=model',
    ],
    [
      'a type that says roles is a category',
      'Name,Manufacturer,Type\na,Cisco,Core Router\nb,Extreme,Switch',
      'Name=hostname Manufacturer=vendor Type=category',
    ],
    [
      'a type beside a model is a category',
      'Model,Manufacturer,Type\nX1,Cisco,WS-C1\nX2,Extreme,X620',
      'Model=model Manufacturer=vendor Type=category',
    ],
    [
      'titles of offers, half of which name makers',
      'title,price\nHuawei P40 Lite 128GB,200\nSamsung Galaxy A52,300\nsturdy phone cover,9',
      'title=text+model price=text',
    ],
    [
      'contracts for things',
      'Objeto del contrato,Valor\nSwitches Cisco C9300,200\nSillas de oficina,300',
      'Objeto del contrato=text+model Valor=text',
    ],
    [
      'the title of a web page beside an address',
      'ip,port,title\n10.0.0.1,80,Hikvision Login\n10.0.0.2,80,Cisco Login',
      'ip=ip port=text title=text+model',
    ],
    ['titles of tickets', 'ID,Title\n1,Huawei switch down\n2,new chair\n3,door stuck', 'ID=assetTag Title=text'],
    [
      'titles beside a column that tells a maker',
      'Vendor,Title\nCisco,Huawei P40 Lite\nAxis,Cisco switch 9300',
      'Vendor=vendor Title=text',
    ],
    [
      'titles of products, where a column tells the maker of few',
      'title,os,brand\nHuawei MatePad 10,Android,\nXiaomi Pad 6,Android,\nSamsung Tab A7,,\nLenovo Tab M8,Android,Lenovo',
      'title=text+model os=platform brand=vendor',
    ],
    [
      'a type that says maker and model',
      'Name,Type\na,Huawei S5720\nb,ZTE C300\nc,Cisco C9300',
      'Name=hostname Type=model',
    ],
    [
      'a device type of netmiko',
      'host,device_type\na,cisco_ios\nb,huawei_vrp',
      'host=hostname device_type=category+platform',
    ],
    [
      'a model of Oxidized, which is a system',
      'name,ip,model\na,10.0.0.1,IOS\nb,10.0.0.2,VRP\nc,10.0.0.3,S5720',
      'name=hostname ip=ip model=model+platform',
    ],
    [
      'a device type that names makers',
      'host,device_type\na,huawei\nb,zte\nc,mikrotik',
      'host=hostname device_type=category+vendor',
    ],
    [
      'neighbours of named devices',
      'host,vendor,Nachbar MAC\na,Cisco,00:e0:fc:00:00:01',
      'host=hostname vendor=vendor Nachbar MAC=mac(other)',
    ],
    [
      'a key that looks like one',
      'Vendor,Model,Key,Recovery,SSID/Key\nCisco,C1,Sunsh1neXy,aB3dE5gH9,corp2024xY\nCisco,C2,q7Rt5Zu8,zY8xW6vU4,guest77aBc',
      'Vendor=vendor Model=model Key=withheld Recovery=withheld SSID/Key=withheld',
    ],
    [
      'a key that does not',
      'Vendor,Model,Key,Recovery\nCisco,C1,NET-311,24 h\nCisco,C2,NET-312,8 h',
      'Vendor=vendor Model=model Key=text Recovery=text',
    ],
    [
      'a key that comes again, and models',
      'Vendor,Key,RW\nCisco,C9300-24T,xyzzy12aB\nHuawei,S5720-28X,yyzzy12aC',
      'Vendor=vendor Key=text RW=withheld',
    ],
    [
      'a column whose header comes again, by all of its cells',
      'Vendor,CPE\nCisco,Router\nVendor,CPE\nHuawei,cpe:/o:huawei:vrp',
      'Vendor=vendor CPE=cpe',
    ],
    ['customer equipment, in a list of one', 'Customer,CPE\nAcme Ltd,HG8245H', 'Customer=text CPE=model'],
    [
      'makers alone say what the things are',
      'Hostname,Description\na,Huawei\nb,Cisco',
      'Hostname=hostname Description=text+vendor',
    ],
    [
      'makers alone beside addresses do not',
      'IP,Description\n10.0.0.1,Huawei\n10.0.0.2,Cisco',
      'IP=ip Description=text',
    ],
    [
      'three makers below a header that promises none',
      'Serial,Room\nHuawei,1\nCisco,2\nDell,3',
      'Serial=serial+vendor Room=site',
    ],
    ['two makers below such a header', 'Serial,Room\nHuawei,1\nCisco,2', 'Serial=serial Room=site'],
    [
      'access points by name',
      'AP Name,AP MAC,Serial\na,00:e0:fc:00:00:01,X1',
      'AP Name=hostname AP MAC=mac Serial=serial',
    ],
    [
      'access points with the address of their gateway',
      'AP Name,Gateway MAC,Serial\na,00:e0:fc:00:00:01,X1',
      'AP Name=hostname Gateway MAC=mac(other) Serial=serial',
    ],
    ...['MAC-Adresse', 'Dirección MAC', 'MAC地址'].map((own): [string, string, string] => [
      `access points beside addresses of their clients: ${own}`,
      `AP Name,AP MAC,${own}\na,00:e0:fc:00:00:01,00:00:0c:00:00:01\na,00:e0:fc:00:00:01,00:00:0c:00:00:02`,
      `AP Name=hostname AP MAC=mac(other) ${own}=mac`,
    ]),
    [
      'an address that another word qualifies may be that of the access point',
      'AP Name,AP MAC,Radio MAC\na,00:e0:fc:00:00:01,00:e0:fc:00:00:02',
      'AP Name=hostname AP MAC=mac Radio MAC=mac',
    ],
    [
      'an address without a header, which may be that of anything',
      'AP Name,,AP MAC\na,00:00:0c:00:00:01,00:e0:fc:00:00:01',
      'AP Name=hostname #2=mac AP MAC=mac',
    ],
    ['a gateway alone', 'Port,网关MAC\n1,00:e0:fc:00:00:01', 'Port=text 网关MAC=mac'],
    ['ids that are addresses, bare', 'Device ID,Vendor\n00e0fc0000a1,Dell', 'Device ID=assetTag+mac Vendor=vendor'],
    ['serials that are numbers of twelve digits', 'Serial,Vendor\n001882000123,Dell', 'Serial=serial Vendor=vendor'],
    [
      'the addresses of what a client hangs on are not its own',
      'name,mac,ap_mac,swMac\na,f0:18:98:01:02:03,00:e0:fc:00:00:01,00:e0:fc:00:00:02',
      'name=hostname mac=mac ap_mac=mac(other) swMac=mac(other)',
    ],
    [
      'so is that beside the address of its radio',
      'AP Name,AP MAC,Radio MAC\na,f0:18:98:01:02:03,f0:18:98:01:02:04',
      'AP Name=hostname AP MAC=mac Radio MAC=mac',
    ],
    [
      'the address of an access point that has no other is its own',
      'AP Name,AP MAC\na,f0:18:98:01:02:03',
      'AP Name=hostname AP MAC=mac',
    ],
    ['an address that is no place', 'Name,Address\na,10.0.0.1', 'Name=hostname Address=ip'],
    [
      'a list of neighbours is about them',
      'Local Device,Local Port,Neighbor,Neighbor Platform,RemoteSystemDescription\na,Gi1,b,Huawei S5720,VRP',
      'Local Device=hostname Local Port=text Neighbor=text Neighbor Platform=platform RemoteSystemDescription=sysDescr',
    ],
    [
      'a list of devices with their neighbours is about the devices',
      'Device,Vendor,Neighbor Vendor\na,Cisco,Huawei',
      'Device=hostname Vendor=vendor Neighbor Vendor=text(other)',
    ],
    [
      'columns none of whose cells can tell',
      'Host,Manufacturer,Model,Vendor ID,Model ID,Hardware,Image\na,17,9300,3,12,Yes,a.png\nb,18,7942,4,14,No,b.jpg',
      'Host=hostname Manufacturer=text Model=model Vendor ID=text Model ID=text Hardware=text Image=text',
    ],
    ['prefixes are no makers', 'Name,OUI\na,44:19:B6\nb,00E0FC', 'Name=hostname OUI=text'],
    ['a state, which may be of a link, is no place', 'dst,state\n10.0.0.1,REACHABLE', 'dst=ip state=text'],
    ['names that are addresses', 'Name,IP\n00:E0:FC:11:22:33,10.0.0.1', 'Name=hostname+mac IP=ip'],
    ['a role never becomes a model', 'Role,Manufacturer\nAP1,Cisco\nAP2,Cisco', 'Role=category Manufacturer=vendor'],
    ['a kind of service is a category', 'Service type,Service\nMPLS,x', 'Service type=category Service=text'],
    [
      'a model number alone is the model',
      'Manufacturer,Model Number\nHuawei,S5720',
      'Manufacturer=vendor Model Number=model',
    ],
    [
      'what only begins as a number of a model is its name',
      'Model name,Model note\nS5720,core\nC9300,edge',
      'Model name=model Model note=text',
    ],
    ['a state of devices', 'Name,Vendor,State\na,Cisco,up\nb,Dell,down', 'Name=hostname Vendor=vendor State=text'],
    [
      'a name in a list of products is the product too',
      'Name,Quantity\nHuawei S5720 switch,4\nZTE C300 OLT,5\nCisco C9300,1',
      'Name=hostname+model Quantity=quantity',
    ],
    [
      'a name in one word beside addresses is a host',
      'Name,IP\nhuawei-core-1,10.0.0.1\nzte-olt-1,10.0.0.2',
      'Name=hostname IP=ip',
    ],
    [
      'names of several words beside addresses say what the thing is, where half of them name a maker',
      'Device,IP\nSwitch Cisco SG350,10.0.0.1\nRouter MikroTik RB4011,10.0.0.2\nHall screen,10.0.0.3',
      'Device=hostname+model IP=ip',
    ],
    [
      'bare version numbers name no platform',
      'host,Firmware Version\na,2.5.1\nb,3.0',
      'host=hostname Firmware Version=text',
    ],
    [
      'versions that have a form do',
      'host,Firmware Version\na,V200R019C10\nb,3.0',
      'host=hostname Firmware Version=platform',
    ],
    [
      'one maker that is known says what the cells of a short list are',
      '№,Наименование,Количество\n1,Коммутатор Cisco WS-C2960,2\n2,Коммутатор Элтекс МЕС,4',
      '№=text Наименование=hostname+model Количество=quantity',
    ],
    [
      'one maker in three is not enough',
      'Name,Room\nNotebook Acer Aspire,1\nWriting desk,1\nOffice chair,1',
      'Name=hostname Room=site',
    ],
    [
      'part numbers in a list that counts things',
      'Item,Description,Qty\n1,C9200L-24P-4G-E 24-port PoE+,4\n2,Switch AT-x230-28GT,3\n3,Rack shelf,1',
      'Item=text Description=text+model Qty=quantity',
    ],
    [
      'numbers of standards and colours are none',
      'Item,Description,Qty\n1,Bolt M8x40 DIN933,200\n2,Paint RAL9010 white,2',
      'Item=text Description=text Qty=quantity',
    ],
    [
      'part numbers in what counts nothing may be of anything',
      'Interface,Description,VLAN\nGi1/0/1,Uplink to SW-1024-A,10\nGi1/0/2,Desk B2204 left,10',
      'Interface=text Description=text VLAN=text',
    ],
    [
      'the models of a project are its own',
      'Project,Name\nAlpha,Huawei S5720 switch\nBeta,Cisco C9300 switch',
      'Project=text Name=hostname+model',
    ],
    [
      'what half of the rows name a maker in says what they are, also beside addresses',
      'Узел,Оборудование,IP\nЯдро,Cisco Catalyst 6509,10.0.0.1\nДоступ,Eltex MES2324,10.0.0.2\nАТС,Старая,10.0.0.3',
      'Узел=text Оборудование=text+model IP=ip',
    ],
    [
      'a maker here and there beside addresses does not',
      'Description,IP\nUplink to Cisco,10.0.0.1\nDell rack,10.0.0.2\nOffice left,10.0.0.3\nOffice right,10.0.0.4\nHall one,10.0.0.5',
      'Description=text IP=ip',
    ],
    [
      'the systems of machines in RVTools',
      'VM,OS according to the VMware Tools\nsrv-1,Microsoft Windows Server 2019 (64-bit)\nsrv-2,Ubuntu Linux (64-bit)',
      'VM=text OS according to the VMware Tools=platform',
    ],
    [
      'part numbers beside words of a script without blanks',
      '品名,数量\n交换机C9200L-24T,2\n路由器ISR4331-SEC,1',
      '品名=text+model 数量=quantity',
    ],
  ])('%s', (_, table, expected) => {
    expect(said(understand(table))).toBe(expected);
  });

  test('a bare country is where a device stands, and says so', () => {
    expect(understand('Country,Vendor\nSpain,Cisco')[0]).toMatchObject({
      fields: ['site'],
      why: 'area of the location, not of origin',
    });
  });
});

describe('columns by their cells', () => {
  test.each<[Field, readonly string[]]>([
    ['mac', ['00:1a:2b:3c:4d:5e', '001a.2b3c.4d5f', 'unknown']],
    ['ip', ['10.0.0.1', '10.0.0.2/24', 'fe80::1']],
    ['sysObjectId', ['1.3.6.1.4.1.2011.2.23', '.1.3.6.1.4.1.9.1.1']],
    ['cpe', ['cpe:/o:huawei:vrp', 'cpe:2.3:h:cisco:c9300:-:*:*:*:*:*:*:*']],
    ['gponSerial', ['HWTC12345678', 'ZTEGC0FFEE01']],
    ['vendor', ['Huawei', 'Cisco', 'zte', 'Arista', 'Juniper']],
    ['vendor', ['Huawei']],
    ['platform', ['cisco_ios', 'huawei_vrp']],
    ['withheld', ['jane@example.org', 'joe@example.org']],
    ['withheld', ['$6$salt$abcdef', '$1$salt$x']],
    ['vendor', ['Siemens', 'Cisco', 'Bullet', 'Juniper', 'spare', 'Bullet']],
    ['text', ['Huawei', ...Array.from({ length: 10 }, () => 'Bullet')]],
    ['text', ['true', 'true', 'true']],
    ['text', ['sw1', 'sw2']],
    ['text', []],
  ])('%s: %j', (field, cells) => {
    for (const header of ['', 'Foo', '#1']) {
      const [column] = understand([header, ...cells].join('\n'));
      expect(column?.fields).toEqual([field]);
      expect(column?.why).toMatch(field === 'text' ? /^(?:no header|header not known)$/ : /^cells: /);
      expect(column?.traits).not.toContain('mention');
    }
  });

  test('a header that says something is not overruled by its cells', () => {
    expect(said(understand('Supplier,Password,Comments\nHuawei,Huawei,10.0.0.1\nZTE,ZTE,10.0.0.2'))).toBe(
      'Supplier=text Password=withheld Comments=text',
    );
  });
});

describe('--columns', () => {
  const TABLE = 'Name,Maker,Maker,Who,Key\na,Cisco,Huawei,x,y';

  test('replaces what a column fed; other columns keep feeding the field', () => {
    const columns = understand(TABLE, [
      { field: 'vendor', header: 'Who' },
      { field: 'model', header: 'who' },
    ]);
    expect(said(columns)).toBe('Name=hostname Maker=vendor Maker=vendor Who=vendor+model Key=text');
    expect(columns[3]?.why).toBe('override');
  });

  test('meets every column of that name, and one by its place', () => {
    expect(said(understand(TABLE, [{ field: 'text', header: 'Maker' }]))).toContain('Maker=text Maker=text');
    expect(said(understand(TABLE, [{ field: 'text', header: '#3' }]))).toContain('Maker=vendor Maker=text');
    expect(said(understand(TABLE, [{ field: 'serial', header: 'Key' }]))).toContain('Key=serial');
  });

  test.each([
    ['Makr', "site.csv: no column 'Makr' (did you mean Maker?)"],
    ['#6', "no column '#6'"],
    ['#0', "no column '#0'"],
  ])('a header that does not exist is an error that names the nearest: %s', async (header, message) => {
    await expect(readAll(TABLE, { columns: [{ field: 'vendor', header }] })).rejects.toThrow(message);
  });
});
