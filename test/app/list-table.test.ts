import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { emptyFolder, events, netvet } from '../cli/run.ts';

const cwd = emptyFolder();
writeFileSync(join(cwd, 'site.csv'), 'Manufacturer,Model\nAcme 19999,A1\n');

describe('a list may be as short as its names', () => {
  writeFileSync(join(cwd, 'two.csv'), 'Vendor,Model\nHuawei,S5720\nZTE,ZXR10\nCisco,C9300\nHivision,H1\n');

  test.each([
    ['names.yaml', '- Huawei\n- ZTE\n', [2, 3]],
    ['vendors.yaml', 'vendors: [Huawei, ZTE]\n', [2, 3]],
    ['named.yaml', '- {name: Huawei, reason: board}\n- {name: ZTE, models: [MF*], since: 2020-01-01}\n', [2]],
    ['reason.yaml', 'vendors: [Huawei]\nreason: they said so\n', [2]],
    ['more.yaml', 'title: Ours\nvendors:\n  - {vendor: ZTE, reason: board}\n  - {name: Hivision}\n', [3, 5]],
    ['names.json', '["Huawei", "ZTE"]', [2, 3]],
    ['vendors.json', '{"vendors": ["Huawei", {"vendor": "ZTE"}]}', [2, 3]],
    ['list.json', '{"id": "a", "title": "A", "entries": [{"vendor": {"id": "huawei", "names": ["C9300"]}}]}', [2, 4]],
    ['short.csv', 'Vendor,Model,Reason\nHuawei\nZTE,,board\n', [2, 3]],
    ['headed.txt', 'Company\n\nHuawei\nZTE\n', [2, 3]],
    ['dos.csv', 'Vendor;Model\nHuawei;\nZTE;ZXR10\x1a', [2, 3]],
    ['rows.json', '[{"vendor": "Huawei", "models": ["S57*", "AR*"]}, {"vendor": "Robosense Technology"}]', [2]],
  ])('%s', async (file, text, lines) => {
    writeFileSync(join(cwd, file), text);
    const { code, stdout } = await netvet(['check', 'two.csv', '-l', file, '-f', 'ndjson'], { cwd });
    expect(code).toBe(1);
    expect(events(stdout).flatMap(({ type, line }) => (type === 'finding' ? [line] : []))).toEqual(lines);
    expect((await netvet(['lists', 'validate', file], { cwd })).stdout).toBe(`${file}: a valid list\n`);
  });

  test('a byte like the mark of DOS that ends the first piece that is read is none', async () => {
    const start = `\ufeffvendor,padding\n${`Huawei,${'x'.repeat(3_000)}\n`.repeat(43)}ZTE,`;
    const text = `${start.padEnd(128 * 1024 - 1, 'x')}\u4e1ay\nCisco,z\n`;
    writeFileSync(join(cwd, 'long.csv'), Buffer.from(text, 'utf16le').swap16());
    const { stdout } = await netvet(['check', 'two.csv', '-l', 'long.csv', '-f', 'ndjson'], { cwd });
    expect(events(stdout).flatMap(({ type, line }) => (type === 'finding' ? [line] : []))).toEqual([2, 3, 4]);
  });

  test.each([
    ['near.yaml', '- Hauwei\n', 'near.yaml:1:3: Hauwei is not a vendor that netvet knows (did you mean huawei?'],
    [
      'map.yaml',
      'vendors: {Huawei: x}\n',
      'map.yaml:1:10: expected a list, found a mapping (write [item, item] or one "- item" a line)',
    ],
    [
      'near.txt',
      'Huawai\n',
      'near.txt:1:1: Huawai is not a vendor that netvet knows (did you mean huawei? If it is another company: exact: true, in a table x in a column exact)',
    ],
    [
      'near.csv',
      'vendor\nHuawai\n',
      'near.csv:2:1: Huawai is not a vendor that netvet knows (did you mean huawei? If it is another company: exact: true, in a table x in a column exact)',
    ],
    ['both.yaml', 'vendors: Huawei, ZTE\n', 'both.yaml:1:10: expected a list, found "Huawei, ZTE"'],
    ['stray.csv', 'vendor,reason\nHuawei,"x\n', 'stray.csv:2: unterminated quote'],
    [
      'two-columns.csv',
      'vendor,Model,maker\nHuawei,,ZTE\n',
      'two-columns.csv: two columns for vendor: vendor, maker (leave one)',
    ],
    ['none.yaml', '[]\n', 'none.yaml:1:1: the list designates nobody'],
    ['nobody.yaml', 'vendors: []\n', 'nobody.yaml:1:10: the list designates nobody'],
  ])('%s is refused', async (file, text, says) => {
    writeFileSync(join(cwd, file), text);
    const { code, stderr } = await netvet(['check', 'two.csv', '-l', file], { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`error: ${says}`) });
  });

  test.each([
    ['utf16.yaml', '- Huawei\r\n- ZTE\r\n'],
    ['utf16.txt', 'Huawei\r\nZTE\r\n'],
    ['utf16.json', '["Huawei", "ZTE"]'],
  ])('%s as PowerShell writes what is redirected to a file', async (file, text) => {
    for (const bytes of [Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from(`\ufeff${text}`, 'utf16le').swap16()]) {
      writeFileSync(join(cwd, file), bytes);
      const { stderr, stdout } = await netvet(['check', 'two.csv', '-l', file, '-f', 'ndjson'], { cwd });
      expect(stderr).toBe('');
      expect(events(stdout).flatMap(({ type, line }) => (type === 'finding' ? [line] : []))).toEqual([2, 3]);
    }
  });

  test.each([
    ['read.csv', 'vendor,reason\nHuawei,x\n', ''],
    ['unread.csv', 'vendor,Colour,Weight\nHuawei,red,2\n', 'warning: unread.csv: columns not read: Colour, Weight\n'],
  ])('columns that are not read are named: %s', async (file, text, says) => {
    writeFileSync(join(cwd, file), text);
    expect((await netvet(['check', 'two.csv', '-l', file], { cwd })).stderr).toBe(says);
  });

  test.each([
    ['de.csv', 'Hersteller;Gesperrt seit;Gesperrt bis;Grund\nHuawei;1.2.2024;31.12.2031;Beschluss\n'],
    ['fr.csv', 'Fabricant;Interdit depuis;Jusqu’au;Motif\nHuawei;1 février 2024;31 décembre 2031;Beschluss\n'],
    ['zh.csv', '厂商,生效日期,终止日期,原因\nHuawei,2024年2月1日,2031年12月31日,Beschluss\n'],
    ['en.csv', 'Company,Effective Date,Valid until,Justification\nHuawei,"Feb 1, 2024",2031-12-31,Beschluss\n'],
    ['serial.csv', 'Name,Since,Until,Reason\nHuawei,45323,48213,Beschluss\n'],
    ['entity.csv', 'Entity,Effective Date,Valid until,Reason\nHuawei,"Feb 1, 2024","Dec 31, 2031",Beschluss\n'],
    ['erp.csv', 'Vendor ID,Vendor,Since,Until,Reason\n17,Huawei,2024-02-01,2031-12-31,Beschluss\n'],
    ['date.csv', 'Société;Date d’effet;Jusqu’à;Raison\nHuawei;1 février 2024;31 décembre 2031;Beschluss\n'],
  ])('%s: its headers and days are read in whatever language', async (file, text) => {
    writeFileSync(join(cwd, file), text);
    const { stdout, stderr } = await netvet(['check', 'two.csv', '-l', file, '-f', 'ndjson'], { cwd });
    expect(stderr).toBe(file === 'erp.csv' ? 'warning: erp.csv: columns not read: Vendor ID\n' : '');
    const [designation] = events(stdout).filter(({ type }) => type === 'designation');
    expect(designation).toMatchObject({ since: '2024-02-01', until: '2031-12-31', reason: 'Beschluss' });
  });

  test.each([
    ['vendor,since\nHuawei,03/04/2024\n', '2:8: "03/04/2024" is not a valid date'],
    ['vendor,since\nHuawei,2024\n', '2:8: "2024" is not a valid date'],
    ['Name,Since,Company\nHuawei,2024-01-01,ZTE\n', ' two columns for vendor: Name, Company (leave one)'],
    ['vendor,reason\n,x\n', '2:1: no vendor is named (in YAML it may be a thing or makerFrom)'],
    ['vendor\nHuawei / HiSilicon\n', '2:1: Huawei / HiSilicon is not a vendor that netvet knows (did you mean huawei?'],
    [
      'vendor\nFoobar Ltd. (FB)\n',
      '2:1: Foobar Ltd. (FB) may be more than a name (one name by itself; if it is one: exact: true, in a table x',
    ],
    ['vendor\n"Foobar, a.k.a. FB"\n', '2:1: Foobar, a.k.a. FB may be more than a name'],
    ['vendor\nFoobar / FB\n', '2:1: Foobar / FB may be more than a name'],
    ['vendor,sinse\nHuawei,2024\n', ' unknown column sinse (did you mean since?)'],
  ])('what a table says is not guessed: %j', async (text, says) => {
    writeFileSync(join(cwd, 'unsure.csv'), text);
    const { code, stderr } = await netvet(['check', 'two.csv', '-l', 'unsure.csv'], { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`error: unsure.csv:${says}`) });
  });

  test.each(['公司名称,生效日期\n华为,2024年2月1日\n', 'Entity\nHuawei\n', 'Entity;Gültig bis\nHuawei;31.12.2031\n'])(
    'a header that only such a list has is one: %j',
    async (text) => {
      writeFileSync(join(cwd, 'headed.csv'), text);
      const { stdout, stderr } = await netvet(['check', 'two.csv', '-l', 'headed.csv', '-f', 'ndjson'], { cwd });
      expect(stderr).toBe('');
      expect(events(stdout).flatMap(({ type, line }) => (type === 'finding' ? [line] : []))).toEqual([2]);
    },
  );

  test.each(['huawei/hisilicon', 'Foobar (Shanghai) Ltd.', 'Foobar A/S', 'Akasha'])('%s is one name', async (name) => {
    writeFileSync(join(cwd, 'one.csv'), `vendor,exact\n${name},\nFoobar (FB),x\n`);
    expect((await netvet(['lists', 'validate', 'one.csv'], { cwd })).stdout).toBe('one.csv: a valid list\n');
  });

  test('a column of names is not read where another names the vendor', async () => {
    writeFileSync(join(cwd, 'beside.csv'), 'Name,Manufacturer\nZTE,Huawei\n');
    const { stdout, stderr } = await netvet(['check', 'two.csv', '-l', 'beside.csv', '-f', 'ndjson'], { cwd });
    expect(stderr).toBe('warning: beside.csv: columns not read: Name\n');
    expect(events(stdout).flatMap(({ type, line }) => (type === 'finding' ? [line] : []))).toEqual([2]);
  });

  test('a name that a shipped list prints is the vendor that it lists', async () => {
    writeFileSync(join(cwd, 'printed.yaml'), '- Robosense Technology Co., Ltd.\n');
    const { stdout } = await netvet(['lists', 'show', 'printed.yaml'], { cwd });
    expect(stdout).toMatch(/^ +robosense /m);
  });
});
