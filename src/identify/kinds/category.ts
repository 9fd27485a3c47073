import type { CategoryId } from '../../core/fields.ts';
import type { Column, InventoryRecord } from '../../core/record.ts';
import { excerpt, fold } from '../../core/text.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type Hit } from './finder.ts';
import { WordPattern } from '../names/word-pattern.ts';

/**
 * What people write in a category column for the device categories that lists name. "Router" alone is none of them: the
 * rule is about consumer-grade routers only (NIST IR 8425A), and most routers of an inventory are not. Each with parts of
 * words, one of which stands in every text it meets: those cost next to nothing. Last, what says that it is another kind:
 * the row on routers leaves out industrial, enterprise and military gear, that on inverters is about those that feed a
 * grid (UL 1741).
 */
const SAID: readonly (readonly [CategoryId, parts: RegExp, RegExp, not?: RegExp])[] = [
  [
    'drone',
    /dron|droh|uav|uas|rpas|copter|rotor|unmanned|uncrewed|дрон|无人|無人|ドローン|드론/,
    /(?<![\p{L}\p{N}])(?:drones?|uavs?|uas|suas|rpas|quadcopters?|multicopters?|multirotors?|hexacopters?|unmanned (?:aerial|aircraft)[\p{L} ]{0,20}|uncrewed aircraft[\p{L} ]{0,20}|drohnen?|dron|drones?|дрон)(?![\p{L}\p{N}])|无人机|無人機|ドローン|드론/u,
  ],
  [
    'consumer-router',
    /rout|rote|gateway|hotspot|mi-?fi|cpe|mesh|wi-?fi|路由器/,
    /(?<![\p{L}\p{N}])(?:(?:home|residential|consumer|household|small[ -]office|soho|wi-?fi(?: ?[4-8]e?)?|wireless|wlan|mesh|broadband|travel|mobile|lte|4g|5g|cable|[avs]?dsl|modem)[ /-](?:(?:wi-?fi(?: ?[4-8]e?)?|mesh|lte|4g|5g|wireless|broadband|modem)[ /-])?(?:routers?|gateways?|hotspots?)|mi-?fi|mobile hotspots?|(?:lte|4g|5g) cpe|heimrouter|wlan-?router|(?:routers?|routeurs?|roteador(?:es)?|enrutador(?:es)?|ruteador(?:es)?)[ /(-]{1,3}(?:consumer|home|residential|soho|wi-?fi|wlan|wireless|inalambricos?|sem fio|sans fil|domesticos?|domestique|residencial)|(?:wi-?fi mesh|mesh wi-?fi|whole[ -]home wi-?fi|wi-?fi for the home)(?: systems?| kits?| nodes?)?)(?![\p{L}\p{N}])|家用路由器|无线路由器/u,
    /industr|enterprise|military|militar|rugged|carrier[ -](?:grade|class)|data ?cent|unternehmen|entreprise|empresarial|工业|企业/,
  ],
  [
    'power-inverter',
    /inver|wechselr|ondul|falow|逆变|逆變/,
    /(?<![\p{L}\p{N}])(?:(?:solar|pv|power|string|grid[ -]tie|hybrid|micro|central|photovoltaic)[ -]?inverters?|inverters?|microinverters?|wechselrichter|onduleur (?:solaire|photovoltaique)|inversor(?:es)? (?:solar|fotovoltaico)|inverter fotovoltaico|falownik)(?![\p{L}\p{N}])|逆变器|逆變器/u,
    /(?<![a-z])(?:car|vehicle|automotive|weld[\p{L}]*|air[ -]?con[\p{L}]*|drives?|motors?|vfd|generators?|compressors?|heat pumps?)(?![a-z])|^off[ -]grid inverters?$/u,
  ],
  [
    'advanced-robot',
    /robot|quadrup|humanoid|机器狗|人形/,
    /(?<![\p{L}\p{N}])(?:robot(?:ic)? dogs?|quadruped(?: robot)?s?|legged robots?|humanoid(?: robot)?s?|advanced robot(?:ic device)?s?)(?![\p{L}\p{N}])|机器狗|人形机器人/u,
  ],
];
const WORDS = SAID.map(([category, parts, pattern, not]) => ({
  category,
  parts,
  pattern: new WordPattern(pattern),
  not: not === undefined ? null : new WordPattern(not),
}));
const ROUTER_ONLY =
  /^(?:routers?|routeurs?|roteador(?:es)?|enrutador(?:es)?|ruteador(?:es)?|gateway|маршрутизатор|路由器)$/u;

/** Longer cells say more than "router". */
const ROUTER_LENGTH = 24;

const categoryColumns = new WeakMap<readonly Column[], readonly number[]>();

/** True for a row whose category says "router" and nothing that tells consumer-grade from the rest. */
export function isUnclearRouter({ columns, cells }: InventoryRecord): boolean {
  let indexes = categoryColumns.get(columns);
  if (indexes === undefined) {
    indexes = columns.flatMap(({ fields }, index) => (fields.includes('category') ? [index] : []));
    categoryColumns.set(columns, indexes);
  }
  return indexes.some((index) => saysRouter(cells[index] ?? ''));
}

/** True for a cell of a category column that says "router", in one of the usual languages, and nothing more. */
export function saysRouter(text: string): boolean {
  return text !== '' && text.length <= ROUTER_LENGTH && ROUTER_ONLY.test(fold(text).trim());
}

/** A device category said by the category column. Probable once the row also says where it was produced. */
export function compileCategory(): Finder {
  return {
    looksAt: (_role, fields) => fields.includes('category'),
    literals: null,
    find(cell: Cell, hits: Hit[]): void {
      for (const { category, parts, pattern, not } of WORDS) {
        const found = parts.test(cell.folded) ? pattern.exec(cell.folded) : null;
        if (found === null || (not?.exec(cell.folded) ?? null) !== null) continue;
        hits.push(
          hit({
            kind: 'category',
            category,
            field: 'category',
            seen: excerpt(cell.text.trim()),
            matched: found[0],
            confidence: 'probable',
          }),
        );
      }
    },
    nearMisses: ({ folded }) =>
      ROUTER_ONLY.test(folded.trim())
        ? [{ kind: 'category', text: 'a router, but nothing tells whether it is consumer-grade' }]
        : [],
  };
}
