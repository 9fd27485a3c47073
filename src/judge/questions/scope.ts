import { fold, words } from '../../core/text.ts';
import type { Makes, Vendor } from '../../knowledge/vendor.ts';
import type { Answer, Case } from './question.ts';
import { Phrases } from '../cells/phrases.ts';
import { listed } from './question.ts';
import type { Row } from '../row.ts';

const SOFTWARE = new Phrases([
  'software', 'license', 'licence', 'licenses', 'licences', 'antivirus', 'anti virus', 'endpoint protection', 'endpoint security',
  'application', 'applications', 'app', 'program', 'programa', 'logiciel', 'logiciels', 'licencia', 'licencias', 'licenca', 'licença',
  'licencja', 'lizenz', 'lizenzen', 'programm', 'oprogramowanie', 'programvara', 'programmatuur', 'yazilim', '软件', '軟體', 'ソフトウェア', '소프트웨어',
]); // prettier-ignore

const SERVICE = new Phrases([
  'service', 'services', 'circuit', 'circuits', 'subscription', 'leased line', 'dedicated line', 'private line', 'private leased circuit', 'iplc',
  'iepl', 'internet', 'internet access', 'dedicated internet access', 'dia', 'internet service', 'internet link', 'isp', 'isp link', 'carrier',
  'carrier service', 'carrier link', 'telecom service', 'telecommunications service', 'connectivity',
  'data plan', 'mobile plan', 'tariff', 'broadband', 'transit', 'ip transit', 'peering', 'roaming', 'mpls', 'mpls vpn', 'mpls link', 'ip vpn', 'ipvpn',
  'vpls', 'sip trunk', 'sip trunks', 'wan link', 'wan links', 'wan circuit', 'dark fiber', 'dark fibre', 'cross connect', 'colocation', 'hosting',
  'e line', 'e lan', 'metro ethernet', 'ethernet line', 'sim', 'sims', 'sim card', 'sim cards', 'esim', 'saas', 'servicio', 'servicios', 'servico', 'serviço', 'servicos', 'serviços', 'dienst', 'dienstleistung',
  'dienste', 'servizio', 'servizi', 'abonnement', 'usluga', 'usługa', 'tjanst', 'tjänst', 'hizmet', '服务', '服務', 'サービス', '서비스',
  'enlace', 'enlace de datos', 'enlace internet', 'linea dedicada', 'linha dedicada', 'circuito', 'circuitos', 'link dedicado', 'link de internet',
  'standleitung', 'mietleitung', 'internetanschluss', 'internetzugang', 'mobilfunkvertrag', 'liaison louée', 'ligne louée', 'acces internet',
  'huurlijn', 'łącze', '电路', '专线', '專線', '宽带', '寬頻', '互联网专线', '回線', '専用線', '전용회선',
]); // prettier-ignore

/** Last words that make a longer phrase one: "managed service", "security software". */
const SERVICE_ENDS = new Set(['service', 'services', 'circuit', 'circuits', 'subscription', 'internet', 'sim', 'line']);
/** Han and kana write no spaces: `通信服务` is a service as much as `服务`. */
const SERVICE_TAIL = /(?:服务|服務|专线|專線|电路|サービス|回線)$/;
const SOFTWARE_ENDS = new Set(['software', 'license', 'licence']);

/**
 * What a row is: software when its maker makes no equipment, software or a service when its category says so and
 * nothing else, equipment otherwise. "Service router" and "Software, switch" stay equipment.
 */
export function kindOfRow(row: Row, vendor: Vendor | undefined): Makes {
  const categories = row.cells('category').map((cell) => cell.slice(0, 200));
  if (categories.some((cell) => isOnly(cell, isService))) return 'service';
  if (categories.some((cell) => isOnly(cell, isSoftware))) return 'software';
  return vendor?.makes.includes('software') === true && !vendor.makes.includes('equipment') ? 'software' : 'equipment';
}

/** An entry reaches only the kinds of things it covers. */
export function scopeQuestion({ prepared: { entry }, row, identification, vendors }: Case): Answer {
  if (entry.covers.length === 3) return null;
  const vendor = identification.vendor === null ? undefined : vendors.get(identification.vendor.id);
  const kind = kindOfRow(row, vendor);
  if (entry.covers.includes(kind)) return null;
  return listed(`covers ${entry.covers.join(' and ')} only, and the row is ${kind === 'service' ? 'a service' : kind}`);
}

function isService(parts: readonly string[]): boolean {
  const last = parts.at(-1) ?? '';
  return SERVICE.has(parts.join(' ')) || SERVICE_ENDS.has(last) || SERVICE_TAIL.test(last);
}

function isSoftware(parts: readonly string[]): boolean {
  return SOFTWARE.has(parts.join(' ')) || SOFTWARE_ENDS.has(parts.at(-1) ?? '');
}

function isOnly(cell: string, is: (words: readonly string[]) => boolean): boolean {
  const parts = fold(cell)
    .split(/[/,;|&+>]/)
    .map((part) => words(part))
    .filter((part) => part.length > 0);
  return parts.length > 0 && parts.every(is);
}
