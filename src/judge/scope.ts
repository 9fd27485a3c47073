import { fold, words } from '../core/text.ts';
import type { Makes, Vendor } from '../knowledge/vendor.ts';
import type { Answer, Case } from './question.ts';
import { Phrases } from './phrases.ts';
import { listed } from './question.ts';
import type { Row } from './row.ts';

const SOFTWARE = new Phrases([
  'software', 'license', 'licence', 'licenses', 'licences', 'antivirus', 'anti virus', 'endpoint protection', 'endpoint security',
  'application', 'applications', 'app', 'program', 'programa', 'logiciel', 'logiciels', 'licencia', 'licencias', 'licenca', 'licença',
  'licencja', 'lizenz', 'lizenzen', 'programm', 'oprogramowanie', 'programvara', 'programmatuur', 'yazilim', '软件', '軟體', 'ソフトウェア', '소프트웨어',
]); // prettier-ignore

const SERVICE = new Phrases([
  'service', 'services', 'circuit', 'circuits', 'subscription', 'leased line', 'internet access', 'internet service', 'isp', 'carrier',
  'carrier service', 'telecom service', 'telecommunications service', 'data plan', 'mobile plan', 'transit', 'ip transit', 'roaming', 'mpls', 'sip trunk',
  'wan link', 'wan circuit', 'sim', 'sim card', 'servicio', 'servicios', 'servico', 'serviço', 'servicos', 'serviços', 'dienst', 'dienstleistung',
  'dienste', 'servizio', 'servizi', 'abonnement', 'usluga', 'usługa', 'tjanst', 'tjänst', 'hizmet', '服务', '服務', 'サービス', '서비스',
]); // prettier-ignore

/** Last words that make a longer phrase one: "managed service", "security software". */
const SERVICE_ENDS = new Set(['service', 'services', 'circuit', 'subscription']);
const SOFTWARE_ENDS = new Set(['software', 'license', 'licence']);

/**
 * What a row is: software when its maker makes no equipment, software or a service when its category says so and
 * nothing else, equipment otherwise. "Service router" and "Software, switch" stay equipment.
 */
export function kindOfRow(row: Row, vendor: Vendor | undefined): Makes {
  const categories = row.cells('category').map((cell) => cell.slice(0, 200));
  if (categories.some((cell) => isOnly(cell, SERVICE, SERVICE_ENDS))) return 'service';
  if (categories.some((cell) => isOnly(cell, SOFTWARE, SOFTWARE_ENDS))) return 'software';
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

function isOnly(cell: string, phrases: Phrases, ends: ReadonlySet<string>): boolean {
  const parts = fold(cell)
    .split(/[/,;|&+>]/)
    .map((part) => words(part))
    .filter((part) => part.length > 0);
  return parts.length > 0 && parts.every((part) => phrases.has(part.join(' ')) || ends.has(part.at(-1) ?? ''));
}
