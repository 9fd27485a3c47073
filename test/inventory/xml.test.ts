import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { oscalRoot, rootElement } from '../../src/inventory/roots.ts';
import { emptyFolder, netvet } from '../cli/run.ts';
import { readAll } from './read.ts';

describe('the outermost element', () => {
  test.each([
    ['<?xml version="1.0"?>\n<!-- a\n<b> -->\n<x:host-list xmlns:x="u">', 'host-list'],
    ['<!DOCTYPE nmaprun [<!ENTITY a "b">]><nmaprun>', 'nmaprun'],
    ['  <a/>', 'a'],
    ['<a b="cut off', 'a'],
    ['<134>Oct 11 22:14:15 sw1', null],
    ['<!-- never ends', null],
    ['a < b', null],
    ['', null],
  ])('%j', (head, name) => {
    expect(rootElement(head)).toBe(name);
  });

  test('is found in time that grows with the text', () => {
    const begun = process.cpuUsage();
    for (const part of ['<!---->', '<!--', '\n', '# x\n', '<a ', '<!doctype ', '---\n', 'a-'])
      oscalRoot(part.repeat(20_000));
    expect(process.cpuUsage(begun).user).toBeLessThan(1_000_000);
  });
});

describe('XML that is not read', () => {
  test.each([
    ['<zabbix_export><version>6.0</version></zabbix_export>', 'a Zabbix export in XML', 'JSON or YAML'],
    ['<TipsContents xmlns="http://www.avendasys.com/tipsapiDefs/1.0"/>', 'a ClearPass export in XML', '/api/endpoint'],
    ['<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', 'the XML of Excel 2003', '.xlsx or CSV'],
    ['<NessusClientData_v2><Report/></NessusClientData_v2>', 'a vulnerability scan', 'nmap -O -sV -oX'],
    ['<bom xmlns="http://cyclonedx.org/schema/bom/1.5"/>', 'a CycloneDX bill of material in XML', 'CycloneDX JSON'],
    ['<rpc-reply xmlns:junos="http://xml.juniper.net/junos/18.2I0/junos"/>', 'Junos in XML', 'show chassis hardware'],
    ['<Workbook><sheet/></Workbook>', 'XML of a kind that is not read (<Workbook>)', 'nmap -oX and OSCAL'],
    ['<inventory><item/></inventory>', 'XML of a kind that is not read (<inventory>)', 'nmap -oX and OSCAL'],
  ])('says what it is, and what to check instead: %s', async (xml, what, instead) => {
    const { inventory, problems } = await readAll(`<?xml version="1.0"?>\n${xml}\n`, {}, 'export.xml');
    expect(inventory.info.format).toBe('text');
    expect(problems).toMatchObject([
      { code: 'not-inventory', severity: 'error', message: expect.stringContaining(what) as unknown },
    ]);
    expect(problems[0]?.hint).toContain(instead);
  });

  test.each([
    ['<hosts><host><vendor>Huawei</vendor></host></hosts>', 1],
    ['<hosts><host><vendor>Cisco</vendor></host></hosts>', 3],
    ['<?xml version="1.0"?><html><body>Sign in</body></html>', 2],
  ])('accounts for the names in it, and is never clean: %s', async (xml, code) => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'export.xml'), `${xml}\n`);
    expect((await netvet(['check', 'export.xml'], { cwd })).code).toBe(code);
  });
});
