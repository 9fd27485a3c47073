import { fold } from '../core/text.ts';

/**
 * Words that say what a device is, where in a network it stands or in which state it is, and not what it is used for.
 * Columns named "Function", "Usage" or "Application" often hold nothing else: no purpose must be read into `Camera`.
 */
const DEVICE =
  'camera cameras cam cams ip ptz dome bullet turret fisheye thermal box nvr dvr xvr recorder recorders video image encoder decoder monitor ' +
  'display screen intercom doorbell reader controller panel sensor detector radio radios repeater handset handheld terminal mobile portable ' +
  'base station switch switches router routers gateway firewall firewalls ap aps access point points wireless wifi wi fi wlan lan wan core ' +
  'distribution aggregation edge uplink downlink backbone network networks networking server servers storage nas san host pc workstation ' +
  'laptop desktop computer phone voip printer modem ont onu olt cpe bridge antenna device devices equipment hardware appliance appliances ' +
  'unit units machine system systems component module infrastructure it iot ot node poe indoor outdoor fixed analog digital data safety ' +
  'camara camaras grabador grabadora conmutador enrutador equipo equipos dispositivo dispositivos red redes servidor gravador comutador ' +
  'roteador equipamento equipamentos rede camera telecamera telecamere videocamera registratore apparato rete cameras enregistreur ' +
  'commutateur routeur reseau serveur equipement materiel kamera kameras netzwerkkamera rekorder netz netzwerk gerat gerate geraet geraete ' +
  'rejestrator przelacznik siec urzadzenie kamery камера камеры видеорегистратор коммутатор маршрутизатор сеть сервер оборудование ' +
  '摄像机 摄像头 网络摄像机 网络摄像头 录像机 硬盘录像机 交换机 路由器 服务器 网络 设备 攝影機 交換器 カメラ スイッチ ネットワーク 카메라 스위치';

const STATE =
  'production prod productive live active inactive in use used using operational operation operations operating normal standard default ' +
  'general common shared purpose usage function application role high medium low very main primary secondary master slave backup redundant ' +
  'redundancy standby spare spares reserve stock new old existing deployed installed internal business corporate company enterprise service ' +
  'services daily various multiple several different all any yes no true false on off level tier class type the a an and or of for with as ' +
  'produccion activo activa operativo operativa uso general principal respaldo producao ativo ativa produzione attivo attiva exploitation ' +
  'actif active principal produktion produktiv aktiv betrieb im produkcja aktywny продакшн рабочий 生产 在用 使用中 运行 正常 備用 備用 稼働中';

/** The same at the end of a word that is several: `Außenkamera`, `高清摄像机`. */
const DEVICE_TAIL = /(?:kameras?|switch|router|server|摄像机|摄像头|录像机|交换机|路由器|服务器|设备|攝影機|カメラ)$/;

let known: ReadonlySet<string> | null = null;

/** Whether the words of a purpose cell say what a thing is for. `words`: folded. */
export function saysPurpose(words: readonly string[]): boolean {
  known ??= new Set(fold(`${DEVICE} ${STATE}`).split(' '));
  const nothing = known;
  return words.some((word) => !nothing.has(word) && !DEVICE_TAIL.test(word) && !/^\d+$/.test(word));
}
