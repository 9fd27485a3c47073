import type { AssetField } from '../../core/fields.ts';

/** What exports and people call the columns that say which asset a row is about, as in identity-words.ts. */
export const ASSET_WORDS: Readonly<Record<AssetField, string>> = {
  serial: `
  serial | serial number | serial no | serial num | serial nr | serial n | sn | ser no | device serial
  | hardware serial | chassis serial | service tag | dell service tag | bios serial | system serial | serial id
  | ent physical serial num | imei | esn | serial code | chassis serial number | numero de serie | n serie | nro serie
  | no serie | num serie | nro de serie | serie | n de serie | numero serie | serial del equipo | numero de serial
  | num de serie | numero serial | seriennummer | serien nr | fabriknummer | gerateseriennummer | numero di serie
  | numero seriale | matricola | seriale | serienummer | numer seryjny | nr seryjny | seri no | seri numarası
  | seri numarasi | серийный номер | серийный | зав номер | заводской номер | 序列号 | 设备序列号 | 出厂编号 | sn码 | 序號 | 產品序號
  | シリアル番号 | シリアル | シリアルナンバー | 製造番号 | 일련번호 | 시리얼번호
  | snr | ser nr
  | serie nr | n s | seriove cislo | sarjanumero | sorozatszam | σειριακός αριθμός | серійний номер
  | nomor seri | الرقم التسلسلي | зав no`,
  hostname: `
  hostname | host | name | device | device name | node | node name | node label | caption | fqdn | dns | dns name
  | dns entry | ci name | asset name | computer name | computer | machine name | machine | system name | sysname
  | netbios name | netbios | ap name | access point name | switch | switch name | router | router name | camera name
  | camera label | camera | server name | nvr name | display name | device label | label | equipment name
  | network name device | cidisplayname | device ip dns | hostnames | equipment | client name | unit name
  | element name | ne name | gateway name | firewall name | printer name | custom name | given name device | alias
  | object name | configuration item | config item | member name | vm name | instance name | nombre
  | nombre del equipo | nombre equipo | nombre de host | nombre del dispositivo | nombre dispositivo
  | nombre de equipo | equipo | dispositivo | nome | nome do equipamento | nome do dispositivo | nome do host
  | equipamento | nome host | nom | nom de l appareil | nom d hote | nom hote | nom de l equipement | nom equipement
  | equipement | appareil | nom machine | nom ordinateur | geratename | gerat | geraetename | geraet | rechnername
  | bezeichnung | geratebezeichnung | nome dispositivo | nome apparato | apparato | nome macchina | apparaatnaam
  | apparaat | hostnaam | naam | nazwa | nazwa hosta | nazwa urzadzenia | urzadzenie | cihaz adı | cihaz adi | cihaz
  | ana bilgisayar adı | bilgisayar adı | имя | имя хоста | имя устройства | название | наименование | хост
  | устройство | 主机名 | 设备名称 | 设备名 | 名称 | 主机名称 | 設備名稱 | 主機名稱 | ホスト名 | 機器名 | 装置名 | 名前 | コンピュータ名 | 호스트명 | 장비명
  | objekttitel
  | nazev | namn | navn | nimi | eszkoz neve | nume | назва | ten thiet bi | nama perangkat | όνομα | اسم الجهاز
  | local device | local host | local hostname | local switch | local system name`,
  assetTag: `
  asset tag | asset id | asset no | asset number | asset code | asset | inventory number | inventory no | inventory id
  | inventory code | inventory tag | tag number | tag id | barcode | device id | equipment id | id | uuid | guid
  | ci id | cmdb id | record id | resource id | camera id | camera no | camera number | camera code | equipment tag
  | equipment number | equipment no | property tag | fixed asset number | rfid tag | qr code | unit id | host id
  | node id | item id | device code | sys id | external id | inventario id | ci number | device number
  | management number | numero de inventario | nro inventario | no inventario | codigo de inventario
  | codigo inventario | inventario | codigo | codigo sap | placa | numero de activo | activo fijo | etiqueta
  | codigo patrimonial | patrimonio | numero de patrimonio | n patrimonio | tombamento | plaqueta | etiqueta de ativo
  | numero inventaire | n inventaire | no inventaire | numero d inventaire | code inventaire | code barre
  | code barres | numero immobilisation | immobilisation | inventarnummer | inventar nr | anlagennummer | anlagen nr
  | equipmentnummer | gerate id | gerate nr | geratenummer | barcode nr | numero inventario | codice inventario
  | cespite | numero cespite | inventarisnummer | middelnummer | numer inwentarzowy | nr inwentarzowy | nr inw
  | demirbas no | envanter no | sicil no | инвентарный номер | инв номер | инв | учетный номер | 资产编号 | 资产编码 | 固定资产编号
  | 资产标签 | 设备编号 | 设备编码 | 資產編號 | 財產編號 | 資産番号 | 管理番号 | 資産管理番号 | 機器番号 | 자산번호
  | inv nr | inv no`,
  ip: `
  ip | ip address | ip addr | ip adress | ipv4 | ipv6 | ipv4 address | ipv6 address | management ip | mgmt ip
  | management address | primary ip | primary ip address | primary ip4 | primary ipv4 | primary ip4 address
  | primary ip6 | host ip | device ip | device ip address | lan ip | wan ip | private ip | public ip | external ip
  | internal ip | ips | ip addresses | node ip | ip host | loopback | loopback ip | loopback0 | ip management
  | last ip | current ip | static ip | polling ip | management ip address | ip mgmt | nvr ip | camera ip
  | direccion ip | dir ip | direcciones ip | endereco ip | endereco | enderecos ip | adresse ip | adresses ip
  | ip adresse | ip adressen | indirizzo ip | indirizzi ip | ip adres | adres ip | ip adresi | ip адрес | айпи адрес
  | ip地址 | 管理ip | 管理地址 | ip位址 | ipアドレス | 管理ipアドレス | ip주소
  | ipv4 adresse | ipv6 adresse | adresse ipv4 | adresse ipv6 | direccion ipv4 | endereco ipv4 | indirizzo ipv4
  | ipv4 adres | adres ipv4`,
  site: `
  site | site name | site id | site code | location | location name | loc | location desc | location description
  | place | building | room | floor | rack | rack name | rack location | rack unit | cabinet | campus | city | town
  | region | state | province | country | country code | county | zone | area | district | branch | branch office
  | branch name | office | facility | plant | data center | data centre | store | store number | school | address
  | street | street address | postal code | zip | zip code | latitude | longitude | lat | lon | lng | gps
  | network zone | sys location | snmp location | physical location | asset location | installed at | closet | idf
  | mdf | panel location | camera location | device sector | lab network | position | department location | territory
  | market | depot | warehouse | site location | continent | landmark | exchange | pop | node detail | ubicacion
  | localizacion | sitio | sede | sucursal | edificio | piso | sala | ciudad | localidad | provincia | pais
  | region ubicacion | direccion | oficina | planta | ambiente | lugar | zona | local | localizacao | unidade | predio
  | andar | cidade | bairro | filial | setor | rack posicao | sitio de instalacion | departamento geografico
  | emplacement | localisation | lieu | batiment | etage | salle | bureau | ville | pays | agence | baie | standort
  | ort | gebaude | gebaeude | raum | etage raum | stockwerk | stadt | land | niederlassung | filiale | buro | buero
  | schrank | liegenschaft | aufstellort | adresse | einbauort | ubicazione | posizione | luogo | stanza | piano
  | citta | sede operativa | ufficio | armadio | locatie | vestiging | gebouw | ruimte | verdieping | stad
  | lokalizacja | lokacja | budynek | pomieszczenie | pokoj | pietro | miasto | oddział | siedziba | konum | yer
  | lokasyon | bina | oda | kat | sehir | sube | ulke | местоположение | расположение | место установки | размещение
  | адрес | здание | помещение | кабинет | этаж | город | филиал | площадка | объект | 位置 | 地点 | 机房 | 站点 | 楼层 | 房间
  | 安装位置 | 存放地点 | 所在地 | 所在位置 | 机柜 | 城市 | 地區 | 地點 | 放置地點 | 設置場所 | 場所 | 拠点 | 拠点名 | 建物 | 部屋 | ロケーション | 設置拠点 | ラック | 위치
  | 설치장소 | 지점
  | umisteni | plats | placering | plassering | sijainti | helyszin | розташування | lokasi | vi tri`,
  category: `
  category | categories | typename | type | types | device type | device types | asset type | item type
  | equipment type | equipment category | class | device class | device category | role | device role | asset category
  | asset class | hardware category | machine class | ci type | ci class | sys class name | object type | kind
  | form factor | camera type | node type | group type | device function | ap type | system type | host type
  | classification | asset model category | subcategory | subtype | tipology | device sub type | ne type
  | product category | configuration item class | tipo | tipos | tipo de equipo | tipo equipo | tipo dispositivo
  | tipo de dispositivo | categoria | clase | rol | tipo de activo | tipo de equipamento | tipo de ativo | classe
  | funcao | papel | tipo equipamento | type d appareil | type equipement | type d equipement | type de materiel
  | categorie | famille | role equipement | geratetyp | geraetetyp | gerateart | gerateklasse | typ | kategorie | art
  | klasse | geratekategorie | anlagenklasse | rolle | tipologia | tipo apparato | tipo di dispositivo | ruolo | soort
  | apparaattype | categorie apparaat | rodzaj | typ urzadzenia | rodzaj urzadzenia | kategoria | tur | tip
  | cihaz turu | cihaz tipi | kategori | тип | тип устройства | категория | класс | вид | вид оборудования
  | тип оборудования | роль | 类型 | 设备类型 | 类别 | 设备类别 | 分类 | 资产类别 | 資產類別 | 設備類型 | 種類 | 種別 | 機器種別 | カテゴリ | 区分 | 分類 | 유형
  | 종류
  | objekttyp`,
  country: `
  country of origin | origin country | origin | coo | made in | country of manufacture | country of production
  | manufacturing country | manufacture country | production country | country made | country of assembly | place of origin | place of manufacture | produced in | manufactured in
  | pais de origen | pais origen | pais de fabricacion | origen | procedencia | hecho en | pais de procedencia
  | fabricado en | pais de origem | pais origem | origem | pais de fabricacao | fabricado em | pays d origine
  | pays origine | origine | pays de fabrication | fabrique en | provenance | herkunftsland | ursprungsland | herkunft
  | ursprung | herstellungsland | produktionsland | hergestellt in | paese di origine | paese origine
  | paese d origine | prodotto in | fabbricato in | paese di produzione | origine paese | land van herkomst
  | land van oorsprong | herkomst | kraj pochodzenia | kraj produkcji | pochodzenie | mensei | mense ulke
  | uretim yeri | mense | страна происхождения | страна производства | страна изготовления | страна производитель
  | 原产国 | 原产地 | 产地 | 生产国 | 產地 | 原產地 | 製造國 | 原産国 | 製造国 | 生産国 | 원산지 | 제조국`,
  purpose: `
  purpose | used for | intended use | use | usage | use case | application | function | business function
  | device purpose | business purpose | service purpose | business service | role purpose | end use | proposito | uso
  | utilizacion | finalidad | finalidade | utilizacao | aplicacion | aplicacao | destino | usage prevu | finalite
  | utilisation | verwendung | verwendungszweck | zweck | einsatzzweck | nutzung | einsatzgebiet | scopo | utilizzo
  | impiego | finalita | doel | gebruik | toepassing | przeznaczenie | zastosowanie | cel | amac | kullanım amacı
  | kullanım | назначение | цель | применение | 用途 | 使用目的 | 目的 | 使用用途 | 利用目的 | 용도`,
  acquired: `
  acquired | acquisition date | date acquired | purchase date | purchased | date purchased | purchased on
  | date of purchase | order date | bought | date bought | buy date | invoice date | install date | installed
  | installation date | date installed | installed on | install day | in service date | in service | date in service
  | commissioned | commissioning date | deployment date | deployed | date deployed | delivery date | received date
  | date received | receipt date | ship date | shipped date | go live date | procurement date | warranty start
  | warranty start date | capitalization date | contract date | since | activation date | date obtained
  | asset acquired | purchased date | fecha de compra | fecha compra | fecha de adquisicion | fecha adquisicion
  | fecha de instalacion | fecha instalacion | fecha de alta | fecha de ingreso | fecha de puesta en servicio
  | data de compra | data da compra | data compra | data de aquisicao | data aquisicao | data de instalacao
  | data instalacao | aquisicao | date d achat | date achat | date d acquisition | date acquisition
  | date d installation | date installation | date de mise en service | mise en service | date mise en service
  | kaufdatum | anschaffungsdatum | einkaufsdatum | beschaffungsdatum | installationsdatum | inbetriebnahme
  | inbetriebnahmedatum | lieferdatum | anschaffung | einbaudatum | beschafft am | gekauft am | rechnungsdatum
  | zugangsdatum | data acquisto | data di acquisto | data installazione | data di installazione | acquisto
  | messa in servizio | aankoopdatum | aanschafdatum | installatiedatum | data zakupu | data instalacji | data nabycia
  | satın alma tarihi | satin alma tarihi | alım tarihi | kurulum tarihi | дата покупки | дата приобретения
  | дата установки | дата ввода в эксплуатацию | ввод в эксплуатацию | 采购日期 | 购买日期 | 购置日期 | 入库日期 | 安装日期 | 启用日期 | 採購日期
  | 購買日期 | 購置日期 | 購入日 | 取得日 | 設置日 | 導入日 | 購入年月日 | 구입일 | 설치일`,
  quantity: `
  quantity | qty | amount | count | number of devices | number of units | no of units | units | pieces | pcs
  | item count | device count | total quantity | in stock | stock | on hand | number of items | quantity on hand
  | total units | how many | cantidad | cant | unidades | existencias | quantidade | qtd | qtde | quant | quantite
  | qte | nombre d unites | menge | anzahl | stuck | stuckzahl | stueck | stueckzahl | quantita | pezzi | numero pezzi
  | aantal | stuks | hoeveelheid | ilosc | liczba | sztuk | liczba sztuk | adet | miktar | sayı | количество | кол во
  | штук | 数量 | 台数 | 數量 | 個数 | 수량`,
};
