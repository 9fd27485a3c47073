import type { Field } from '../../core/fields.ts';

/**
 * Keys whose meaning the API or export that uses them fixes, dotted and lower case; a longer path counts before a
 * shorter one. What everybody calls the same thing is left to the header synonyms.
 */
const DEVICE_KEYS: Readonly<Record<string, readonly Field[]>> = {
  // NetBox and Nautobot REST API
  'device_type.manufacturer.name': ['vendor'],
  'device_type.manufacturer.display': ['vendor'],
  'device_type.manufacturer': ['vendor'],
  'device_type.model': ['model'],
  'device_type.display': ['model'],
  'device_type.part_number': ['partNumber'],
  'module_type.model': ['model'],
  'module_type.part_number': ['partNumber'],
  part_id: ['partNumber'],
  'platform.name': ['platform'],
  'role.name': ['category'],
  'device_role.name': ['category'],
  'primary_ip.address': ['ip'],
  'primary_ip4.address': ['ip'],
  'primary_ip6.address': ['ip'],
  'location.name': ['site'],
  'site.name': ['site'],
  'device.name': ['hostname'],
  'device.display': ['hostname'],
  // LibreNMS
  sysname: ['hostname'],
  hardware: ['model'],
  os: ['platform'],
  ifphysaddress: ['mac'],
  // Zabbix host inventory
  host: ['hostname'],
  'inventory.vendor': ['vendor'],
  'inventory.model': ['model'],
  'inventory.hardware': ['model'],
  'inventory.hardware_full': ['model'],
  'inventory.chassis': ['model'],
  'inventory.serialno_a': ['serial'],
  'inventory.serialno_b': ['serial'],
  'inventory.macaddress_a': ['mac'],
  'inventory.macaddress_b': ['mac'],
  'inventory.os': ['platform'],
  'inventory.os_full': ['platform'],
  'inventory.location': ['site'],
  // Ansible facts
  ansible_system_vendor: ['vendor'],
  ansible_product_name: ['model'],
  ansible_product_serial: ['serial'],
  ansible_net_model: ['model'],
  ansible_net_serialnum: ['serial'],
  ansible_net_hostname: ['hostname'],
  ansible_net_system: ['platform'],
  ansible_net_version: ['platform'],
  ansible_net_image: ['platform'],
  ansible_network_os: ['platform'],
  ansible_hostname: ['hostname'],
  ansible_fqdn: ['hostname'],
  ansible_distribution: ['platform'],
  ansible_host: ['ip'],
  'default_ipv4.address': ['ip'],
  'ansible_default_ipv4.address': ['ip'],
  macaddress: ['mac'],
  // Snipe-IT
  'model.name': ['model'],
  model_number: ['partNumber'],
  'manufacturer.name': ['vendor'],
  'category.name': ['category'],
  'rtd_location.name': ['site'],
  // Cisco Meraki and DNA Center
  lanip: ['ip'],
  networkid: ['text'],
  platformid: ['model'],
  softwaretype: ['platform'],
  managementipaddress: ['ip'],
  // SolarWinds Orion
  caption: ['hostname'],
  machinetype: ['model'],
  nodedescription: ['sysDescr'],
  sysdescription: ['sysDescr'],
  iosimage: ['platform'],
  // ENTITY-MIB names
  entphysicalmfgname: ['vendor'],
  entphysicalmodelname: ['model'],
  entphysicaldescr: ['platform'],
  entphysicalserialnum: ['serial'],
};

/** The same for what LLDP, CDP, ARP and forwarding tables say of a neighbour (ntc-templates, NAPALM, lldpcli). */
const NEIGHBOUR_KEYS: Readonly<Record<string, readonly Field[]>> = {
  neighbor: ['hostname'],
  neighbor_name: ['hostname'],
  system_name: ['hostname'],
  system_name_data: ['hostname'],
  remote_system_name: ['hostname'],
  remote_hostname: ['hostname'],
  destination_host: ['hostname'],
  host: ['hostname'],
  device_id: ['hostname'],
  'chassis.name': ['hostname'],
  neighbor_description: ['sysDescr'],
  system_description: ['sysDescr'],
  system_desc_data: ['sysDescr'],
  remote_system_description: ['sysDescr'],
  software_version: ['sysDescr'],
  remote_version: ['sysDescr'],
  version: ['sysDescr'],
  'chassis.descr': ['sysDescr'],
  chassis_id: ['mac'],
  chassis_data: ['mac'],
  remote_chassis_id: ['mac'],
  'chassis.id': ['mac'],
  'chassis.id.value': ['mac'],
  mac: ['mac'],
  mac_address: ['mac'],
  destination_address: ['mac'],
  hardware_address: ['mac'],
  // NX-OS, EOS and Junos as JSON
  sys_name: ['hostname'],
  sys_desc: ['sysDescr'],
  platform_id: ['platform'],
  systemname: ['hostname'],
  systemdescription: ['sysDescr'],
  chassisid: ['mac'],
  'lldp-remote-system-name': ['hostname'],
  'lldp-system-name': ['hostname'],
  'lldp-system-description': ['sysDescr'],
  'lldp-remote-chassis-id': ['mac'],
  'lldp-remote-management-address': ['ip'],
  'chassis.mgmt-ip': ['ip'],
  mgmt_address: ['ip'],
  management_ip: ['ip'],
  management_address: ['ip'],
  remote_management_address: ['ip'],
  ip: ['ip'],
  ip_address: ['ip'],
  protocol_address: ['ip'],
  platform: ['platform'],
  remote_platform: ['platform'],
  hardware_platform: ['platform'],
  manufacturer: ['vendor'],
  manufacturer_name: ['vendor'],
  'lldp-med.inventory.manufacturer': ['vendor'],
  model: ['model'],
  model_name: ['model'],
  'lldp-med.inventory.model': ['model'],
  serial_number: ['serial'],
  'lldp-med.inventory.serial': ['serial'],
};

const DEVICE = new Map(Object.entries(DEVICE_KEYS));
const NEIGHBOUR = new Map(Object.entries(NEIGHBOUR_KEYS));

/** The fields of a path whose meaning is fixed, by its last three segments, then fewer down to `least`; null for any other. */
export function knownKey(path: readonly string[], ofNeighbour: boolean, least = 1): readonly Field[] | null {
  const table = ofNeighbour ? NEIGHBOUR : DEVICE;
  for (let size = Math.min(3, path.length); size >= least; size -= 1) {
    const fields = table.get(path.slice(-size).join('.').toLowerCase());
    if (fields !== undefined) return fields;
  }
  return null;
}

/** Subtrees that hold secrets or people whatever their members are called. */
export const WITHHELD_TREES = new Set([
  'macros', 'ansible_env', 'env', 'assigned_to', 'assignee', 'credentials', 'snmpv3', 'ansible_local', 'secrets_group', 'created_by', 'last_updated_by', 'checked_out_to', 'userinfo', 'login', 'auth',
]); // prettier-ignore

/** Subtrees about something else than what the row is: a name in there is a mention. */
export const OTHER_TREES = new Set([
  'tenant', 'supplier', 'company', 'cluster', 'virtual_chassis', 'parent_device', 'parent', 'parent_bay', 'status', 'tags', 'config_context', 'local_context_data', 'rack', 'status_label', 'department', 'links',
  'ansible_devices', 'ansible_device_links', 'ansible_mounts', 'ansible_lvm', 'ansible_python', 'ansible_processor', 'ansible_cmdline', 'ansible_apparmor', 'ansible_date_time', 'groups', 'templates', 'proxy',
  'connected_endpoint', 'connected_endpoints', 'link_peers', 'cable', 'cable_peer', 'oob_ip', 'services', 'relationships', '_links', 'natural_slug', 'notes_url', 'object_type',
]); // prettier-ignore

/** Last segments that name their parent (`manufacturer.name`). */
export const NAMES = new Set(['name', 'display', 'display_name', 'displayname', 'value', 'label', 'title', 'text']);

/** Last segments that are keys of a database or the web, not of a thing. */
export const IDS = new Set([
  'id',
  'url',
  'uuid',
  'slug',
  'href',
  'self',
  'pk',
  'count',
  'created',
  'last_updated',
  'display_url',
  'field',
  'field_format',
  'color',
  'image',
]);

/** Keys under which an API or an export lists its records, in lower case without separators. */
export const LIST_KEYS = new Set([
  'results', 'result', 'devices', 'device', 'hosts', 'hostvars', 'nodes', 'assets', 'rows', 'records', 'items', 'data', 'response', 'value', 'values', 'elements', 'entries', 'hardware', 'inventory', 'inventoryitems', 'equipment', 'machines',
  'computers', 'endpoints', 'cameras', 'switches', 'routers', 'accesspoints', 'clients', 'objects', 'list', 'content', 'hits', 'networkdevices', 'managedobjects', 'componentlist',
  'aps', 'gateways', 'firewalls', 'servers', 'printers', 'phones', 'modems', 'leases', 'resources', 'onus', 'onts', 'olts', 'sensors', 'stations', 'systems',
  'sites', 'buildings', 'floors', 'rooms', 'racks', 'regions', 'campuses',
]); // prettier-ignore

/** Values beside a list of records that tell of the answer, not of a thing. */
export const ENVELOPE_KEYS = new Set([
  'count', 'total', 'totalcount', 'page', 'pages', 'pagesize', 'perpage', 'limit', 'offset', 'next', 'previous', 'result', 'success', 'ok', 'error', 'errors', 'message', 'code', 'took', 'timestamp', 'generated', 'generatedat',
  'odatacontext', 'odatacount', 'odatanextlink', 'nextlink', 'schema', 'schemaversion', 'jsonrpc',
]); // prettier-ignore

const NEIGHBOUR_TREE =
  /neighbo|nbor|lldp|^cdp|_cdp|arp|^fdb|mac_?(?:address_?)?table|address_?table|^links$|link_peers|connected_(?:devices|clients)|^peers$/i;

/** Whether what stands under a key is about other devices. */
export function isNeighbourTree(key: string): boolean {
  return NEIGHBOUR_TREE.test(key);
}

/** Whether what stands under a key are the device's own interfaces: their addresses are the device's. */
export function isInterfaceTree(key: string): boolean {
  return /^(?:interfaces?|ports?|nics?|network_?(?:interfaces?|adapters?)|ethernet|radios?|mac_?addresses)$/i.test(key);
}

/** A key of a record about a neighbour, in lower case without separators. */
const NEIGHBOUR_MARKS =
  /^(?:neighbou?r(?:name|interface|description|id|port)?|remote(?:chassisid|systemname|port|portid|hostname|device|systemdescription)|destination(?:address|host)|chassisdata)$/;
const TABLE_MARKS = /^(?:age|vlan|vlanid|type|static|active|moves|destinationport|ports?)$/;
const OWN_NAMES = /^(?:hostname|name|sysname|caption)$/;
/** `via` is how lldpcli learned of a neighbour. */
const SEEN_FROM = /^(?:local.*|via|parentinterface)$/;
const OWN_MARKS = /^(?:hostname|name|sysname|model|serial|serialnumber|vendor|manufacturer|networkid|caption)$/;

/**
 * Whether a record's own keys say that it is about a neighbour or an address that was seen. A record that has a name of
 * its own and does not say where it saw the other (`local_interface`) is a device with a note of its neighbour.
 */
export function isNeighbourRecord(keys: readonly string[]): boolean {
  const plain = keys.map((key) => key.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const has = (key: string): boolean => plain.includes(key);
  const isDevice = plain.some((key) => OWN_NAMES.test(key)) && !plain.some((key) => SEEN_FROM.test(key));
  if (isDevice) return false;
  if (plain.some((key) => NEIGHBOUR_MARKS.test(key))) return true;
  if (has('chassis') && has('port')) return true;
  if (has('chassisid') && plain.some((key) => key.startsWith('local'))) return true;
  const hasMac = has('mac') || has('macaddress') || has('hardwareaddress');
  const isTable = has('interface') || has('interfaces') || has('destinationport');
  return hasMac && isTable && plain.some((key) => TABLE_MARKS.test(key)) && !plain.some((key) => OWN_MARKS.test(key));
}
