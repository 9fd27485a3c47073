import { expect, test } from '@jest/globals';
import { netvet } from '../cli/run.ts';
import { folderOf } from './corpus.ts';

const many = (row: (number: number) => string): string =>
  Array.from({ length: 250 }, (_, at) => `${row(at + 1)}\n`).join('');
const LOG = `Line,Date,Content,EventId\n${many((at) => `${at},2026-01-05,session ${at} opened for user,E${at}`)}`;
const SHARES = `name,ticker\nCisco Systems,CSCO\nDell Technologies,DELL\n${many((at) => `Baker Street ${at},BS${at}`)}`;
const COUNTED = `Name,Vendor,Model,mark\n${many((at) => `n${at},Apple,MacBook Pro,HWD-${String(at).padStart(3, '0')}`)}`;
const REFERENCES = `Name,Site,PO reference\n${many((at) => `n${at},Room ${at},PO-2026-${at}`)}`;
const MODELS = `Name,Site,Licensing model\n${many((at) => `n${at},Room ${at},per core`)}`;
const LINKS = `Type,Node,Peer Node\n${many((at) => `l3leaf,LEAF${at},SPINE1`)}`;
const BOOKS = `Title,Author,Publisher\n${many((at) => `Dune ${at},Herbert,Chilton Books`)}`;
const CHAIRS = `Name,Site,Description\n${many((at) => `n${at},Room ${at},Wooden chair ${at}`)}`;

test.each<readonly [name: string, text: string, code: number]>([
  ['lines of a log, whose counted ids look like models (E173)', LOG, 3],
  ['shares of a stock exchange', SHARES, 3],
  ['devices beside marks that look like models (HWD-001)', COUNTED, 0],
  ['references of orders', REFERENCES, 3],
  ['models of licences', MODELS, 3],
  ['links of a fabric', LINKS, 3],
  ['books', BOOKS, 3],
  ['chairs', CHAIRS, 3],
  ['a name among marks', `${COUNTED}n300,,,Huawei\n`, 1],
  ['a name among references', `${REFERENCES}n300,Room 2,Huawei S5720\n`, 1],
  ['a model among those of licences', `${MODELS}n300,Room 2,DS-2CD2143G0-I\n`, 1],
  ['a camera among chairs', `${CHAIRS}n300,Room 2,Dome camera Hikvision\n`, 1],
  ['a camera without a name among chairs', `${CHAIRS}n300,Room 2,Dome camera DS-2CD2143G0-I\n`, 1],
  ['a switch among shares', `${SHARES}Huawei S5720 switch,x\n`, 1],
])('%s', async (_, text, code) => {
  const cwd = folderOf([['list.csv', text]]);
  expect(await netvet(['check', 'list.csv', '--no-config'], { cwd })).toMatchObject({ code });
});
