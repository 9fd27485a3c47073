/**
 * The parts of a network that a rule may be limited to, and what else a device may be. `antenna` is any radio unit;
 * `laptop` stands for every personal computer, `phone` for every handheld, `camera` for what belongs to video
 * surveillance. data/words/categories.yaml says which kinds of devices are which.
 */
export const NETWORK_PARTS = [
  'core',
  'ran-baseband',
  'antenna',
  'transport',
  'access-olt',
  'cpe',
  'nms',
  'enterprise-lan',
  'laptop',
  'phone',
  'inverter',
  'camera',
  'drone',
  'robot',
] as const;
export type NetworkPart = (typeof NETWORK_PARTS)[number];

const NAMES: Record<NetworkPart, string> = {
  core: 'network core',
  'ran-baseband': 'radio baseband',
  antenna: 'antennas and radio units',
  transport: 'transport network',
  'access-olt': 'optical line terminals',
  cpe: 'customer premises equipment',
  nms: 'network management systems',
  'enterprise-lan': 'enterprise networks',
  laptop: 'laptops and PCs',
  phone: 'phones',
  inverter: 'inverters',
  camera: 'cameras and recorders',
  drone: 'drones',
  robot: 'robots',
};

/** The name a person reads for a part. */
export function networkPartName(part: NetworkPart): string {
  return NAMES[part];
}

/** What a rule is about. A component is what somebody else's device holds: a chip, a radio module. */
export const COVERED = ['equipment', 'software', 'service', 'component'] as const;
export type Covered = (typeof COVERED)[number];
