import type { IdentityField } from '../../core/fields.ts';

/**
 * What exports and people call the columns that can tell a maker: English, Spanish, Portuguese, French, German,
 * Italian, then Dutch, Polish, Turkish, Russian, Chinese, Japanese. Compared without case, accents and separators.
 */
export const IDENTITY_WORDS: Readonly<Record<IdentityField, string>> = {
  vendor: `
  vendor | manufacturer | mfr | mfg | mfgr | maker | make | brand | oem | vendor name | manufacturer name | brand name
  | maker name | retail branding | branding | manufacturing company | manufactured by | made by | producer
  | oui vendor | oui name | oui | mac vendor | mac manufacturer | mac address vendor | nic vendor | nic manufacturer
  | hw vendor | hardware vendor | hardware manufacturer | product vendor | wifi vendor | sys vendor
  | system manufacturer | computer manufacturer | chassis manufacturer | board vendor | device brand | mac oui
  | oem name | ouilookup | adapter vendor | marca | fabricante | marca comercial | fabricante del equipo | hecho por
  | marca fabricante | manufactura | marque | fabricant | constructeur | marque du produit | hersteller | fabrikat
  | marke | produzent | herstellername | fabrikant | produttore | costruttore | fabbricante | merk | producent | marka
  | uretici | uretici firma | imalatci | imalatçı | производитель | изготовитель | марка | бренд | вендор
  | фирма производитель | 厂商 | 制造商 | 厂家 | 品牌 | 生产厂家 | 生产商 | 生产厂商 | 設備廠商 | 廠商 | 廠牌 | 製造商 | 设备厂商 | 设备品牌 | メーカー | メーカー名
  | メーカ | 製造元 | ブランド | 製造者 | ベンダー | ベンダ | 제조사 | 제조업체 | 브랜드
  | manuf | manufac | manufacture | manufacter | manufactor | manufactuer | herst | casa produttrice | markası
  | 品牌名称 | 厂商名称 | 制造厂 | 制造厂商 | 生产厂 | 生产企业 | 製造会社 | 제조사명
  | vyrobce | vyrobca | tillverkare | fabrikat tillverkare | valmistaja | gyarto | marka gyarto | produsent
  | κατασκευαστής | μάρκα | producator | виробник | производител | proizvođac | proizvajalec | hang san xuat
  | nha san xuat | merek | pabrikan | الشركة المصنعة | الشركة الصانعة | المصنع | الماركة | ผู้ผลิต | ยี่ห้อ | יצרן`,
  model: `
  model | model name | model no | model number | model id | model code | model type | product | product name
  | product model | product type | product family | product id | product line | product series | series | device model
  | hardware model | hw model | hw type | model description | machine type | machine type model | mtm | device product
  | marketing name | main model series | equipment model | system model | computer model | chassis type
  | chassis model | system product | system product name | product class | device type display | device type slug
  | device type name | device type model | chassis | hardware | hardware type | hardware platform | hardware name
  | item model | ent physical model name | model series | platform model | unit model | configuration model | modelo
  | modelo del equipo | modelo de equipo | nombre del producto | nombre del modelo | producto | modelo de producto
  | produto | nome do produto | nome do modelo | modele | nom du modele | nom du produit | produit | gamme | modell
  | modellname | modellbezeichnung | typenbezeichnung | typbezeichnung | geratemodell | produktname | produkt
  | modello | nome modello | prodotto | nome prodotto | model nr | modelnaam | productnaam | nazwa modelu
  | nazwa produktu | urun | ürün adı | urun adi | model adı | модель | модель устройства | наименование модели
  | тип модели | изделие | продукт | 型号 | 设备型号 | 规格型号 | 产品型号 | 机型 | 型號 | 產品型號 | 产品名称 | 機種 | 機種名 | 型式 | 型番 | モデル | モデル名
  | 製品名 | 製品 | 製品型番 | 모델 | 모델명 | 제품명
  | device family | modelltyp | modelltype | modellnummer | modell nr | modell titel | modeli | 型号规格 | 型號規格
  | model num
  | malli | tipus | μοντέλο | الموديل | الطراز | รุ่น | דגם | модел`,
  partNumber: `
  part number | part no | part nr | part num | part | pn | sku | sku number | product number | product no
  | product code | mpn | manufacturer part number | manufacturer part | mfr part number | mfg part number
  | vendor part number | vendor pn | order code | ordering code | item number | item no | item code | article number
  | article no | article | bom code | pid | vendor part | catalog number | catalogue number | material number
  | hw part number | material code | base part number | hwids | hardware id | numero de parte
  | numero de parte fabricante | nro parte | no parte | num parte | codigo de producto | referencia | ref fabricante
  | codigo produto | codigo do produto | numero da peca | part number fabricante | reference | ref | ref constructeur
  | reference constructeur | reference fabricant | reference produit | code article | numero de piece | teilenummer
  | artikelnummer | artikelnr | artikel | bestellnummer | sachnummer | produktnummer | materialnummer
  | codice prodotto | codice articolo | numero parte | numero di parte | artikelcode | onderdeelnummer | numer czesci
  | kod produktu | indeks | parça numarası | parca no | urun kodu | stok kodu | артикул | парт номер | номер детали
  | каталожный номер | 部件号 | 物料编码 | 料号 | 产品编码 | 料號 | 品番 | 部品番号 | 製品番号 | 品目コード | 부품번호
  | art nr | art no | teile nr | bestell nr | numer katalogowy | nr katalogowy`,
  mac: `
  mac | mac address | mac addr | mac id | ethernet address | ether address | hardware address | hw address | hwaddr
  | physical address | phys address | lan mac | wlan mac | wifi mac | wireless mac | ethernet mac | eth mac | base mac
  | base mac address | chassis mac | burned in address | bia | bssid | netid | device mac | primary mac | mac adress
  | mac 1 | mac 1 address | chassis id | ethaddr | wan mac | mgmt mac | management mac | bridge mac | system mac
  | radio mac | ap mac | mac lan | mac wifi | mac ethernet | mac wlan | wired mac | client mac | if phys address
  | bluetooth mac | bt mac | direccion mac | direccion fisica | dir mac | endereco mac | endereco fisico
  | mac do equipamento | adresse mac | adresse physique | adresse ethernet | mac adresse | physische adresse
  | hardware adresse | indirizzo mac | indirizzo fisico | mac adres | adres mac | fizyczny adres | mac adresi
  | fiziksel adres | mac адрес | физический адрес | mac地址 | 物理地址 | 硬件地址 | mac位址 | macアドレス | 物理アドレス | mac주소
  | mac adr | mac2 | mac3
  | мас адрес | мас | mac adresa | mac osoite | mac cim | mac адреса | alamat mac | dia chi mac | διεύθυνση mac`,
  sysObjectId: `
  sysobjectid | system object id | snmp object id | snmp sysobjectid | snmp oid | snmp object oid | sys oid
  | object id | oid | device oid | sysobjid`,
  sysDescr: `
  sysdescr | sys description | system description | system descr | snmp description | snmp sysdescr
  | snmp system description | lldp system description | snmp descr | descripcion del sistema | descricao do sistema
  | description du systeme | systembeschreibung | descrizione sistema`,
  fccId: `
  fcc id | fcc | fcc identifier | fcc number | fcc no | fcc grantee | fcc id number`,
  cpe: `
  cpe | cpe name | cpe uri | cpe string | cpe 23 | cpe23uri | cpes | os cpe | hw cpe | cpe id`,
  platform: `
  platform | platform name | os | operating system | os name | os version | os family | os type | os hint | os guess
  | os details | os match | operating system name | operating system version | ios type | nos | network os | device os
  | host os | guest os | netmiko device type | netmiko type | device platform | napalm driver | driver
  | ansible network os | network operating system | firmware | firmware version | firmware name | fw | fw version
  | software | software version | sw version | software image | image | image version | os image | sw | ios version
  | os release | os full | banner | ssh banner | http server | server banner | snmp os | sistema operativo
  | sistema operacional | so | plataforma | version del software | version de firmware | version firmware
  | versao do firmware | versao de software | systeme d exploitation | systeme exploitation | plateforme
  | version logicielle | version du logiciel | logiciel | betriebssystem | plattform | firmware stand
  | sistema operativo versione | piattaforma | versione software | besturingssysteem | system operacyjny
  | oprogramowanie | wersja oprogramowania | isletim sistemi | yazılım sürümü | операционная система | ос | платформа
  | прошивка | версия прошивки | версия по | 操作系统 | 软件版本 | 系统版本 | 固件版本 | 作業系統 | オペレーティングシステム | ファームウェア | ソフトウェアバージョン
  | 운영체제 | 펌웨어`,
  gponSerial: `
  gpon serial | gpon sn | gpon serial number | pon serial | pon sn | onu sn | ont sn | onu serial | ont serial
  | onu serial number | ont serial number | ont id serial | onu id sn | ont sn hex | serial gpon | serial onu
  | serial ont | numero de serie gpon | sn onu | sn ont | sn gpon`,
};
