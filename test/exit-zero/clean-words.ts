/**
 * What a clean inventory of one language is made of. Notes name vendors that are on lists, without saying that one is
 * there.
 */
export interface Language {
  readonly id: string;
  readonly encodings: readonly Encoding[];
  /** Headers: name, vendor, model, serial, MAC, place, person, note, supplier, bought on, quantity, status. */
  readonly headers: readonly string[];
  readonly people: readonly string[];
  readonly places: readonly string[];
  readonly notes: readonly string[];
  readonly states: readonly string[];
  readonly total: string;
  readonly title: string;
}

export type Encoding = 'windows-1252' | 'iso-8859-15' | 'utf-8';

const WESTERN: readonly Encoding[] = ['windows-1252', 'iso-8859-15', 'utf-8'];

const list = (text: string): readonly string[] => text.split(' | ');

export const LANGUAGES: readonly Language[] = [
  {
    id: 'es',
    encodings: WESTERN,
    headers: list('Nombre | Fabricante | Modelo | Número de serie | Dirección MAC | Ubicación | Responsable | Observaciones | Proveedor | Fecha de compra | Cantidad | Estado'),
    people: list('María Peña | José Núñez | Íñigo Muñoz | Begoña Ibáñez'),
    places: list('Málaga, planta 2 | A Coruña | Almacén nº 3 | Logroño'),
    notes: list('sustituye a Huawei | reemplaza el equipo ZTE | sin incidencias | reparado por 120 € en garantía | revisión anual'),
    states: list('en producción | almacén | en reparación'),
    total: 'Total',
    title: 'Plan de sustitución de Huawei: inventario de red',
  },
  {
    id: 'fr',
    encodings: WESTERN,
    headers: list('Nom | Fabricant | Modèle | Numéro de série | Adresse MAC | Emplacement | Responsable | Remarques | Fournisseur | Date d’achat | Quantité | État'),
    people: list('Hélène Lefèvre | François Noël | Zoé Hœrter | André Brûlé'),
    places: list('Besançon, 2e étage | Nîmes | Dépôt nº 4 | Hôtel de ville'),
    notes: list('remplace Huawei | remplace l’ancien ZTE | rien à signaler | réparé pour 80 € | câble changé'),
    states: list('en service | réserve | hors service'),
    total: 'Total',
    title: 'Remplacement Huawei 2026 : inventaire réseau',
  },
  {
    id: 'de',
    encodings: WESTERN,
    headers: list('Gerätename | Hersteller | Modell | Seriennummer | MAC-Adresse | Standort | Ansprechpartner | Bemerkung | Lieferant | Kaufdatum | Stückzahl | Zustand'),
    people: list('Jürgen Müller | Käthe Groß | Björn Schäfer | Änne Weiß'),
    places: list('Köln, Gebäude Süd | Lübeck | Keller links | Düsseldorf'),
    notes: list('ersetzt Huawei | Ersatz für ZTE | keine Auffälligkeiten | Reparatur 95 € | für Prüfung vorgemerkt'),
    states: list('in Betrieb | Lager | ausgemustert'),
    total: 'Summe',
    title: 'Ablösung Huawei 2026: Geräteliste',
  },
  {
    id: 'pt',
    encodings: WESTERN,
    headers: list('Nome | Fabricante | Modelo | Número de série | Endereço MAC | Localização | Responsável | Observações | Fornecedor | Data de compra | Quantidade | Situação'),
    people: list('João Gonçalves | Conceição Simões | António Falcão | Inês Magalhães'),
    places: list('São Paulo, térreo | Évora | Armazém 2 | Viseu'),
    notes: list('substitui Huawei | substitui o antigo ZTE | sem observações | conserto por 60 € | revisão feita'),
    states: list('em produção | estoque | em manutenção'),
    total: 'Total',
    title: 'Substituição da Huawei: inventário de rede',
  },
  {
    id: 'sv',
    encodings: WESTERN,
    headers: list('Namn | Tillverkare | Modell | Serienummer | MAC-adress | Plats | Ansvarig | Anmärkning | Leverantör | Inköpsdatum | Antal | Skick'),
    people: list('Åsa Söderström | Örjan Nyström | Märta Åkerlund | Björn Hägg'),
    places: list('Göteborg, våning 2 | Malmö | Förråd A | Växjö'),
    notes: list('ersätter Huawei | ersätter gammal ZTE | inga anmärkningar | lagad för 70 € | märkt'),
    states: list('i drift | förråd | trasig'),
    total: 'Summa',
    title: 'Utbyte av Huawei 2026: nätverksutrustning',
  },
  {
    id: 'pl',
    encodings: ['utf-8'],
    headers: list('Nazwa | Producent | Model | Numer seryjny | Adres MAC | Lokalizacja | Osoba odpowiedzialna | Uwagi | Dostawca | Data zakupu | Ilość | Stan'),
    people: list('Łukasz Wójcik | Małgorzata Żak | Paweł Śliwa | Grażyna Dąbek'),
    places: list('Łódź, piętro 2 | Gdańsk | Magazyn nr 3 | Kraków'),
    notes: list('zastępuje Huawei | zamiast ZTE | bez uwag | naprawa 120 zł | przegląd roczny'),
    states: list('w użyciu | magazyn | w naprawie'),
    total: 'Razem',
    title: 'Wymiana Huawei 2026: spis urządzeń',
  },
  {
    id: 'tr',
    encodings: ['utf-8'],
    headers: list('Ad | Üretici | Model | Seri numarası | MAC adresi | Konum | Sorumlu | Açıklama | Tedarikçi | Satın alma tarihi | Adet | Durum'),
    people: list('Ayşe Yılmaz | İsmail Şahin | Çağla Öztürk | Gülşah Işık'),
    places: list('İzmir, 2. kat | Eskişehir | Depo 3 | Muğla'),
    notes: list('Huawei yerine | ZTE yerine alındı | sorun yok | onarım 900 TL | yıllık bakım'),
    states: list('kullanımda | depoda | arızalı'),
    total: 'Toplam',
    title: 'Huawei değişimi 2026: cihaz listesi',
  },
]; // prettier-ignore
