import type { InputFormat } from './formats.ts';
import { headText } from './sniff.ts';

/** YAML documents: Zabbix host exports, Ansible inventories, lists of devices; read as the same JSON would be. */
export const yaml: InputFormat = {
  name: 'yaml',
  extensions: ['yaml', 'yml'],
  sniff: (head, name) =>
    /^(?:---\s*)?zabbix_export:/.test(headText(head)) || (/\.ya?ml$/i.test(name) && !headText(head).includes('\0')),
  open: async (source, options) => (await import('./json/read-yaml.ts')).openYaml(source, options),
};
