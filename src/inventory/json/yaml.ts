import type { InputFormat } from '../input-format.ts';
import { headLines, headText } from '../bytes/sniff.ts';

/** YAML documents: Zabbix host exports, Ansible inventories, lists of devices; read as the same JSON would be. */
export const yaml: InputFormat = {
  name: 'yaml',
  extensions: ['yaml', 'yml'],
  sniff: (head, name) =>
    /^(?:---\s*)?zabbix_export:/.test(headText(head)) || (/\.ya?ml$/i.test(name) && looksYaml(head)),
  open: async (source, options) => (await import('./read-yaml.ts')).openYaml(source, options),
};

/** The first line that says something begins a list, a mapping or a document. */
function looksYaml(head: Uint8Array): boolean {
  const first = headLines(head).find((line) => line.trim() !== '' && !line.startsWith('#'));
  return first !== undefined && /^\s*(?:---|%YAML|- |[[{]|[^,;|\t]+:(?:\s|$))/.test(first);
}
