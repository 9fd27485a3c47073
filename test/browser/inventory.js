// An inventory of made-up assets over four sites, and waivers for it: realistic, and the same every time.
const SITES = ['Springfield', 'Shelbyville', 'Ogdenville', 'North Haverbrook'];

const MAKES = [
  ['cam', 'HIKVISION', ['DS-2CD2143G2-I', 'DS-2CD2T47G2-L', 'DS-2DE4425IW-DE']],
  ['cam', 'Axis', ['P3245-LVE', 'M3086-V']],
  ['cam', 'Dahua Technology', ['IPC-HDW3849H', 'DHI-NVR4216-16P-4KS2']],
  ['acc', 'HUAWEI TECHNOLOGIES CO LTD', ['S5720-28X-LI-AC', 'S5735-L24T4S-A1']],
  ['core', 'Cisco', ['Catalyst 9300-48P']],
  ['lte', 'ZTE', ['MF286D', 'ZXHN H268A']],
  ['radio', 'Hytera', ['PD785G-U1', 'MD785G']],
  ['cam', 'Hikvison', ['DS-2CD2043G0-I']],
  ['ap', 'Aruba', ['AP-515']],
  ['cam', 'Swann', ['NHD-885MSB']],
  ['sfp', 'FS for Huawei', ['SFP-10GSR-85']],
  ['ups', 'APC', ['SMT1500RM2UC']],
];
/** Prefixes registered to the makers in the same place of MAKES; '' for a row without a MAC. */
const PREFIXES = [
  '44:19:B6',
  'AC:CC:8E',
  '24:52:6A',
  '00:18:82',
  '10:57:25',
  '00:15:EB',
  '',
  '',
  '14:76:49',
  '08:ED:ED',
];
const HEADER = 'Asset Tag,Hostname,Manufacturer,Model,Serial Number,MAC Address,Site,Country of Origin,Purchase Date';

/** The lines of a CSV with a header; `extra` rows stand at its end as they are. */
export function inventory(rows, extra = []) {
  const lines = Array.from({ length: rows }, (_, index) => line(index + 1));
  return `${[HEADER, ...lines, ...extra].join('\n')}\n`;
}

function line(number) {
  const at = (number * 5 + Math.floor(number / 12)) % MAKES.length;
  const [kind, maker, models] = MAKES[at];
  const site = SITES[(number * number + (number % 7)) % SITES.length];
  const digits = String(number).padStart(6, '0');
  const prefix = PREFIXES[at] ?? '';
  const mac = prefix === '' ? '' : `${prefix}:${digits.match(/../g).join(':')}`;
  const bought = `20${17 + (number % 8)}-0${1 + (number % 9)}-1${number % 9}`;
  const host = `${kind}-${site.slice(0, 3).toLowerCase()}-${digits.slice(2)}`;
  return [`A-${digits}`, host, maker, models[number % models.length], `4F${digits}X`, mac, site, '', bought].join(',');
}

export const HOSTILE_ROWS = [
  'A-900001,<script>document.title="owned"</script>,Huawei,"""><img src=x onerror=document.title=1>",</script><b>,,<i>Site</i>,,2020-01-01',
  'A-900002,"x\u202egnp.exe",Hikvision,\u001b[31mred,=1+1,,North Haverbrook,,2020-01-01',
];

export const UNREADABLE_ROWS = ['A-910001,,,,,,Springfield,,', 'A-910002,spare-box,,,,,Ogdenville,,'];

export const WAIVERS = `maxDays: 365
waivers:
  - id: dock-cameras
    match: {vendor: dahua, site: Shelbyville}
    because: replacing
    reason: replacement ordered, PO 4711
    owner: network operations
    approved: 2026-10-01
    expires: 2027-03-31
`;
