import { expect, test } from '@jest/globals';
import { netvet } from './run.ts';

/** What a law on software and one on equipment say of the first row. */
async function statuses(stdin: string): Promise<readonly [string, string]> {
  const statusBy = async (list: string): Promise<string> => {
    const { stdout } = await netvet(['check', '-', '-l', list, '-f', 'csv'], { stdin });
    return stdout.split('\n').at(1)?.split(',', 1)[0] ?? '';
  };
  return [await statusBy('us-state-nj'), await statusBy('us-ndaa-889')];
}

// A header clears nothing: a law on equipment reaches the row as before. Only a model that is a program (iVMS-4200) does.
test.each([
  ['listed', 'DisplayName,Publisher', 'iVMS-4200,Hangzhou Hikvision Digital Technology', 'Google Chrome,Google LLC'],
  ['banned', 'Application Name', 'HiSuite (Huawei)', 'Google Chrome'],
  ['banned', 'Program,Vendor,Version', 'SmartPSS,Dahua,2.0', 'Chrome,Google,120'],
  ['banned', 'Hostname,Application,Version,Vendor', 'PC1,SmartPSS,2.0,Dahua', 'PC2,Chrome,120,Google'],
  ['listed', 'Hostname,Application,Application Vendor', 'PC1,iVMS-4200,Hikvision', 'PC2,Chrome,Google'],
  ['banned', 'Computer,Software Name,Software Publisher', 'PC1,iVMS-4200,Hikvision', 'PC2,Chrome,Google'],
  ['banned', 'Name,Vendor,Version,PackageName', 'iVMS-4200,Hikvision,3,x.msi', 'Chrome,Google,120,y.msi'],
  ['listed', '软件名称,厂商,版本', 'iVMS-4200,海康威视,3', 'Chrome,Google,120'],
])(
  '%s by a law on equipment: rows under %s are software to a law on software to a law on software',
  async (status, ...lines) => {
    expect(await statuses(`${lines.join('\n')}\n`)).toEqual(['banned', status]);
  },
);

test.each([
  ['undetermined', 'Radio,Vendor,Program,Version', 'R1,Hytera,Zone 1,2', 'R2,Motorola,Zone 2,2'],
  ['listed', 'Radio ID,Brand,Model,Program Name', '7,Hytera,PD785G,Zone 1', '8,Motorola,XPR,Zone 2'],
  ['undetermined', 'Camera,Vendor,Application,Version', 'cam1,Hikvision,CCTV,5.5', 'cam2,Axis,CCTV,2'],
  ['undetermined', 'Name,Vendor,Application', 'cam1,Hikvision,CCTV', 'cam2,Axis,CCTV'],
  [
    'undetermined',
    'Name,Vendor,MAC,Application Name',
    'cam1,Hikvision,44:19:b6:aa:bb:cc,CCTV',
    'cam2,Axis,00:40:8c:00:00:01,CCTV',
  ],
  ['listed', 'Application Name,Vendor', 'DS-2CD2143G2-I,Hikvision', 'Chrome,Google'],
  ['listed', 'Software Name,Vendor,Category', 'iVMS,Hikvision,IP camera', 'Chrome,Google,Browser'],
  ['undetermined', 'Hostname,Vendor,Software Version', 'r1,Huawei,V200R019', 'r2,Cisco,17.3'],
  // The version of a firmware where the model should stand: a device runs it.
  ['undetermined', 'Hostname,Vendor,Model', 'r1,Huawei,V200R019C00SPC500', 'r2,Cisco,C9300'],
])('%s by a law on software: rows under %s are equipment', async (status, ...lines) => {
  expect(await statuses(`${lines.join('\n')}\n`)).toEqual([status, 'banned']);
});
