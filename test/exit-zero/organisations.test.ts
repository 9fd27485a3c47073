import { expect, test } from '@jest/globals';
import { checkText } from './corpus.ts';

/** Headers of a register: what a thing is called, its maker, its model; then who owns or uses it, and where it is. */
const REGISTERS = [
  ['资产名称,品牌,规格型号', '权属单位', '中国移动通信集团广东有限公司', '地址', '龙岗区坂田华为基地'],
  ['设备名称,品牌,型号', '使用单位', '华为技术有限公司', '所在区域', '海康威视园区'],
  ['資產名稱,廠牌,型號', '維護廠商', '華為科技', '地址', '海康威視大樓'],
  ['機器名,メーカー,型番', '保守業者', 'Huawei', '住所', 'Huawei ビル'],
  ['장비명,제조사,모델명', '관리기관명', 'ZTE Korea', '소재지', 'Huawei 빌딩'],
  ['Equipo,Marca,Modelo', 'Adjudicatario', 'Huawei del Perú SAC', 'Municipio', 'Hikvision Park'],
  ['Equipamento,Marca,Modelo', 'Concessionária', 'China Mobile', 'Escola', 'Escola Huawei'],
  ['Équipement,Marque,Modèle', 'Exploitant', 'ZTE France', 'Commune', 'Campus Huawei'],
  ['Gerät,Hersteller,Modell', 'Auftragnehmer', 'Huawei Technologies Deutschland GmbH', 'Schule', 'Huawei Campus'],
  ['Urządzenie,Producent,Model', 'Wykonawca', 'Huawei Polska', 'Miejsce', 'Huawei Park'],
  ['Наименование,Производитель,Модель', 'Исполнитель', 'ZTE', 'Район', 'Huawei парк'],
  ['Cihaz,Marka,Model', 'Yüklenici', 'Huawei Telekomünikasyon', 'Adres', 'Huawei Kampüsü'],
  ['Thiết bị,Hãng,Model', 'Nhà thầu', 'Huawei Việt Nam', 'Địa điểm', 'Tòa nhà Huawei'],
  ['รายการ,ยี่ห้อ,รุ่น', 'ผู้รับจ้าง', 'Huawei', 'ที่ตั้ง', 'อาคาร Huawei'],
  ['Nama barang,Merk,Tipe', 'Rekanan', 'Huawei', 'Alamat', 'Gedung Huawei'],
  ['اسم الجهاز,الماركة,الموديل', 'المقاول', 'Huawei', 'العنوان', 'Huawei'],
  ['دستگاه,سازنده,مدل', 'پیمانکار', 'Huawei', 'محل نصب', 'Huawei'],
] as const; // prettier-ignore

test.each(REGISTERS)(
  '%s: %s did not make it, nor who owns where it is',
  async (header, unit, company, place, where) => {
    const table = (maker: string, model: string, owner: string, site: string): string =>
      `${header},${unit},${place}\nSwitch 1,Cisco,WS-C2960X-24TS-L,,\nSwitch 2,${maker},${model},${owner},${site}\n`;
    expect((await checkText(table('Cisco', 'WS-C2960X-48TS-L', company, where))).code).toBe(0);
    expect((await checkText(table('Huawei', 'S5720-28P-LI-AC', 'ACME', 'HQ'))).code).toBe(1);
    expect((await checkText(table('', 'S5720-28P-LI-AC', company, where))).code).toBe(1);
    expect((await checkText(table('Hikvision', '', company, where))).code).toBe(1);
  },
);

/** Without a maker in the row the same names decide nothing either, and are still seen. */
test.each(REGISTERS)('%s: a row of %s alone is possible', async (header, unit, company, place, where) => {
  const text = `${header},${unit},${place}\nSwitch 1,,WS-C2960X-24TS-L,${company},${where}\n`;
  const { code, stdout } = await checkText(text);
  expect(code).toBe(0);
  expect(stdout).toMatch(/possible/);
});
