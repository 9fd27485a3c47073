// Prints the strangers that no vendor file knows yet. Which of them are strangers, for `lookAlikes`, and which the
// vendor itself, a person decides. Usage: node dist/tools/update-look-alikes.js ENTERPRISE_NUMBERS.txt [vendor ...]
import { LegalForms } from '../words/words.ts';
import { readData } from '../knowledge/data.ts';
import { readDataFolder } from '../knowledge/folder.ts';
import { compileWords } from '../words/read-words.ts';
import { ianaNumbers, ieeePrefixes } from './registries.ts';
import { unknownStrangers } from './strangers.ts';

function main([numbers, ...only]: readonly string[]): string {
  if (numbers === undefined) {
    return 'expected the file of IANA enterprise numbers (nselib/data/enterprise_numbers.txt of nmap)';
  }
  const { raw } = readData(readDataFolder('data'));
  const vendors = raw.vendors.filter(({ id }) => only.length === 0 || only.includes(id));
  const legalForms = new LegalForms(compileWords(raw.words)['legal-forms']);
  const lines = unknownStrangers(vendors, [...ieeePrefixes(), ...ianaNumbers(numbers)], legalForms);
  return lines.length === 0 ? 'no new look-alikes' : lines.join('\n');
}

process.stdout.write(`${main(process.argv.slice(2))}\n`);
