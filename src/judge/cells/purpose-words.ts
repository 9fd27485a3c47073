import { fold } from '../../core/text.ts';

/*
 * Words that say what a device is, where in a network it stands or in which state it is, and not what it is used for.
 * Columns named "Function", "Usage" or "Application" often hold nothing else: no purpose must be read into `Camera`.
 */
const DEVICES =
  'camera cameras cam cams dome bullet turret fisheye nvr dvr xvr recorder recorders encoder decoder monitor display screen intercom ' +
  'doorbell reader readers controller controllers panel sensor sensors detector radio radios repeater repeaters handset terminal terminals ' +
  'station switch switches router routers gateway firewall firewalls ap aps server servers nas pc workstation laptop computer phone phones ' +
  'printer modem ont onu olt cpe bridge antenna device devices equipment hardware appliance appliances machine camara camaras grabador ' +
  'grabadora conmutador enrutador equipo equipos dispositivo servidor gravador comutador roteador equipamento telecamera telecamere ' +
  'videocamera registratore apparato enregistreur commutateur routeur serveur kamera kameras rekorder gerat geraet rejestrator kamery ' +
  'камера камеры видеорегистратор рация коммутатор маршрутизатор сервер оборудование 摄像机 摄像头 录像机 交换机 路由器 服务器 设备 对讲机 攝影機 ' +
  'カメラ スイッチ 카메라 스위치';

const QUALITIES =
  'ip ptz thermal box video image mobile portable base switching routing wireless wifi wi fi wlan lan wan access point points core ' +
  'distribution aggregation edge uplink downlink backbone network networks networking storage san host desktop voip walkie talkie hand held ' +
  'handheld node unit units system systems component module infrastructure it iot ot poe indoor outdoor fixed analog digital data safety ' +
  'dispositivos red redes rede rete reseau equipement materiel netz netzwerk netzwerkkamera gerate geraete przelacznik siec urzadzenie сеть ' +
  '网络 ネットワーク';

const STATES =
  'production prod productive live active inactive in use used using operational operation operations operating normal standard default ' +
  'general common shared purpose usage function application role high medium low very main primary secondary master slave backup redundant ' +
  'redundancy standby spare spares reserve stock new old existing deployed installed internal business corporate company enterprise service ' +
  'services daily various multiple several different all any yes no true false on off level tier class type the a an and or of for with as ' +
  'produccion activo activa operativo operativa uso general principal respaldo producao ativo ativa produzione attivo attiva exploitation ' +
  'actif active produktion produktiv aktiv betrieb im produkcja aktywny продакшн рабочий 生产 在用 使用中 运行 正常 備用 稼働中';

/** Compounds that end as a device does: `Außenkamera`, `高清摄像机`. */
const COMPOUND =
  /(?:kameras?|switch|router|server|摄像机|摄像头|录像机|交换机|路由器|服务器|设备|对讲机|攝影機|カメラ)$/;

let devices: ReadonlySet<string> | null = null;
let others: ReadonlySet<string> = new Set();

/**
 * Whether the words of a purpose cell say what a thing is for. A cell that ends as a device does (`Two-way radio`,
 * `Face recognition terminal`) says what it is. `words`: folded.
 */
export function saysPurpose(words: readonly string[]): boolean {
  if (devices === null) {
    devices = new Set(fold(DEVICES).split(' '));
    others = new Set(fold(`${QUALITIES} ${STATES}`).split(' '));
  }
  const known = devices;
  const isDevice = (word: string) => known.has(word) || COMPOUND.test(word);
  if (isDevice(words.findLast((word) => !NUMBER.test(word)) ?? '')) return false;
  return words.some((word) => !isDevice(word) && !others.has(word) && !NUMBER.test(word));
}

const NUMBER = /^\d+$/;
