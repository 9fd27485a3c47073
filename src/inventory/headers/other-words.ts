/** Columns that look like a maker and name somebody else: the seller, the owner, the operator, the publisher. */
export const SELLER_WORDS = `
  supplier | suppliers | company | companies | provider | service provider | organization | organisation | org
  | distributor | reseller | dealer | seller | merchant | retailer | source | isp | carrier | operator
  | network operator | telco | customer | client | tenant | tenant group | business unit | department | dept
  | division | publisher | driver publisher | software publisher | integrator | installer | contractor | lessor
  | company name | vendor company | purchased from | bought from | supplier name | supplied by | sold by
  | support vendor | support provider | support company | service vendor | maintenance vendor | maintenance provider
  | maintained by | warranty provider | msp | managed by | sponsor | agency | subscriber | account | team | group
  | vendor support | circuit provider | billing vendor | procurement vendor | purchase vendor | po vendor
  | cloud provider | asn | as name | as org | hosting provider | sim provider | service vendor name | leasing company
  | mfgrid | proveedor | proveedores | empresa | compania | distribuidor | revendedor | vendedor | operador | cliente
  | organizacion | departamento | contratista | instalador | integrador | propietario empresa | area responsable
  | fornecedor | fornecedores | loja | companhia | organizacao | setor responsavel | prestador | fournisseur
  | fournisseurs | societe | entreprise | revendeur | distributeur | prestataire | operateur | organisme | direction
  | service | integrateur | installateur | lieferant | lieferanten | firma | handler | haendler | betreiber
  | unternehmen | anbieter | abteilung | kostenstelle | mandant | dienstleister | gesellschaft | kreditor | verkaufer
  | systemhaus | fornitore | fornitori | azienda | societa | rivenditore | distributore | gestore | ditta | reparto
  | leverancier | bedrijf | afdeling | dostawca | sprzedawca | operator sieci | dział | tedarikci | satıcı | sirket
  | firma adı | departman | поставщик | компания | организация | оператор | провайдер | продавец | подразделение
  | отдел | подрядчик | 供应商 | 供应商名称 | 公司 | 运营商 | 部门 | 代理商 | 经销商 | 集成商 | 维保商 | 使用部门 | 供應商 | 部門 | 經銷商 | 公司名稱 | 仕入先 | 購入先
  | 会社 | 会社名 | 部署 | 販売店 | 取引先 | 納入業者 | 보수업체 | 공급업체 | 부서 | 납품업체
  | autonomous system | autonomous system name | autonomous system description | autonomous system organization
  | as description | asn name | as number`;

/** Makers of a part or of what runs on the device, and what a neighbour is: a name there is not about the row's own device. */
export const PART_WORDS = `
  cpu vendor | cpu manufacturer | processor manufacturer | processor vendor | processor | cpu | cpu model | cpu name
  | soc | chipset | chip | gpu | gpu vendor | video card | graphics card | disk vendor | disk manufacturer
  | disk model | hdd | ssd | hard drive | memory manufacturer | ram | memory | battery manufacturer
  | monitor manufacturer | monitor | display manufacturer | bios vendor | bios manufacturer | bios | bios version
  | os vendor | os manufacturer | os publisher | software vendor | software manufacturer | application vendor
  | app vendor | antivirus | printer driver | sim | modem vendor sim | switch chip | wlan chip | wlan hardware
  | neighbor | neighbour | neighbors | neighbor vendor | neighbor name | neighbor model | neighbor platform
  | remote device | remote vendor | remote host | remote system | peer | peer vendor | uplink | upstream device
  | upstream switch | connected to | connected device | parent | parent device | parent name | far end
  | nearest device | remote system name | remote sys name | procesador | processador | processeur | prozessor
  | processore | memoria | speicher | arbeitsspeicher | festplatte | disco duro | disco
  | connected ap | connected ap name | connected switch
  | recent device | recent device name | recent device mac | recent ap | last ap | associated ap
  | associated ap name
  | operating system vendor | operating system manufacturer`;

/** Columns about something else than the maker: notes, places in a network, states, money, web addresses, measured values. */
export const OTHER_WORDS = `
  notes | note | comment | comments | remark | remarks | memo | asset notes | model notes | observation | observations
  | status | state | lifecycle | lifecycle state | ssid | essid | wlan | wifi name | network name | network | vlan
  | vlan name | port | ports | switch port | interface | interfaces | interface name | interface type | port type
  | connection type | port description | interface description | if descr | if alias | url | link | links | website
  | image url | picture | photo | tags | tag | labels | policy | policy name | protocol | protocols | channel | band
  | security | encryption | auth mode | vulnerability | vulnerabilities | cve | risk | risk rating | criticality
  | severity | score | price | cost | purchase cost | unit price | value | currency | po | po number | order number
  | purchase order | invoice | invoice number | warranty | warranty expiration | contract | contract number | ticket
  | project | project name | domain | workgroup | dns server | gateway | default gateway | netmask | subnet
  | subnet mask | time zone | uptime | last seen | first seen | last update | last updated | updated | created
  | created at | timestamp | date | time | environment | env | source file | history | event | message | log | alert
  | title | subject | question | answer | services | open ports | service name | last scan | scan date | config
  | configuration | template | profile | route | bandwidth | speed | duplex | signal | rssi | eol | eos | end of life
  | end of support | end of sale | fieldset | requestable | min qty | min amount | cable | cable identifier | cable id
  | monitoring | poller | poll interval | replacement | replaced by | replacement model | successor | recommendation
  | action | action required | remediation | business purpose notes | vendor country | manufacturer country
  | maker country | brand country | supplier country | vendor nationality | manufacturer nationality | notas | nota | observaciones | observacion
  | comentario | comentarios | estado | estatus | puerto | puertos | precio | costo | coste | factura | garantia
  | contrato | proyecto | fecha | observacoes | observacao | situacao | porta | preco | valor | nota fiscal | projeto
  | remarque | remarques | commentaire | commentaires | statut | etat | prix | prix unitaire | facture | garantie
  | contrat | projet | lien | notes reference | tags etiquettes | bemerkung | bemerkungen | kommentar | notiz
  | notizen | anmerkung | anmerkungen | zustand | preis | rechnung | vertrag | projekt | anschluss | osservazioni
  | commento | commenti | stato | prezzo | fattura | garanzia | contratto | progetto | opmerking | opmerkingen
  | toestand | prijs | uwagi | komentarz | stan | cena | faktura | gwarancja | açıklamalar | notlar | durum | fiyat
  | garanti | примечание | примечания | комментарий | состояние | статус | цена | гарантия | 备注 | 状态 | 价格 | 保修 | 端口
  | 備註 | 狀態 | 備考 | 状態 | 価格 | 保証 | メモ | コメント | 비고 | 상태
  | virtual chassis | ip state | admin state | link state | oper state | power state | port state | poe state
  | vm state | connection state | titel | gruppe | kommentare | hinweis | hinweise | freitext
  | comentarios adicionales | obs | anotacoes | annotazioni | notitie | notities | 注释`;

/** Columns whose text may well be about the maker: what an asset is, in somebody's own words. */
export const DESCRIPTION_WORDS = `
  description | descr | desc | item | item name | name of item | asset description | device description
  | equipment description | item description | product description | details | detail | specification | specifications
  | spec | summary | information | info | text | other | asset details | long name | full description
  | hardware description | short description | ent physical descr | entity description | inventory description
  | device info | goods | article description | material | materials | equipment details | nomenclature | module
  | modules | module description | descripcion | descripcion del equipo | descripcion del bien | denominacion
  | denominacion del bien | articulo | bien | detalle | detalles | especificaciones | caracteristicas | descricao
  | descricao do bem | item descricao | detalhes | especificacao | bem | designation | libelle
  | description du materiel | intitule | materiel | beschreibung | geratebeschreibung | artikelbezeichnung | benennung
  | gegenstand | materialbezeichnung | produktbezeichnung | descrizione | denominazione | articolo | bene
  | omschrijving | beschrijving | opis | opis urzadzenia | tanım | açıklama | ürün açıklaması | описание
  | характеристики | номенклатура | оборудование | 描述 | 说明 | 设备描述 | 规格 | 配置 | 設備名稱及規格 | 描述信息 | 物品名称 | 資産名 | 品名 | 説明
  | 仕様 | 概要 | 설명 | 품명 | 규격`;

/** Whole headers that hold secrets or people. */
export const WITHHELD_WORDS = `
  key | pin | pass | pwd | passwd | psk | wpa | wpa key | wep key | token | auth | cred | creds | login | logon | user
  | users | usr | owner | owners | contact | contacts | email | mail | phone | phone number | phone no | telephone
  | telephone number | mobile | mobile number | person | employee | staff | author | created by | modified by
  | updated by | assigned to | checked out to | assignee | custodian | responsible | manager | administrator | admin
  | admins | requester | approver | buyer | purchased by | installed by | technician | engineer | full name
  | first name | last name | surname | in charge | used by | last user | last logged on user | logged on user
  | primary user | managed by user | sys contact | person in charge | issued to | holder | steward | supervisor
  | accountable | signature | ssn | birthday | imsi | msisdn | snmp | snmp ro | snmp rw | ro community | rw community
  | enable | enable secret | auth key | priv key | community | community string | license key | product key
  | serial key | activation key | encryption key | api key | ssh key | public key | private key | recovery key
  | bitlocker key | hash | otp | passphrase | passcode | clave | llave | contrasena | usuario | usuarios | responsable
  | responsables | propietario | dueno | correo | correo electronico | telefono | celular | contacto | custodio
  | asignado a | empleado | no empleado | encargado | funcionario | nombre completo | nombre y apellido | apellidos
  | persona | persona a cargo | tecnico | entregado a | nombre de usuario | chave | senha | usuario responsavel
  | responsavel | proprietario | contato | colaborador | nome completo | cpf | nome do usuario | mot de passe | mdp
  | cle | utilisateur | utilisateurs | proprietaire | courriel | adresse mail | affecte a | attribue a | personne
  | agent | nom prenom | prenom | nom utilisateur | nom d utilisateur | detenteur | technicien | passwort | kennwort
  | pw | schlussel | benutzer | nutzer | anwender | besitzer | eigentumer | eigentuemer | inhaber | ansprechpartner
  | verantwortlich | verantwortlicher | zustandig | mitarbeiter | kontakt | telefon | handy | rufnummer | bearbeiter
  | vorname | nachname | zugewiesen an | administrator name | parola | chiave | utente | utenti | referente
  | responsabile | assegnatario | contatto | cellulare | cognome | dipendente | wachtwoord | gebruiker | eigenaar
  | contactpersoon | telefoon | beheerder | sleutel | medewerker | hasło | haslo | uzytkownik | właściciel
  | wlasciciel | osoba odpowiedzialna | klucz | pracownik | opiekun | sifre | parola bilgisi | kullanıcı | kullanici
  | kullanıcı adı | sorumlu | sahibi | zimmetli | zimmet | personel | e posta | anahtar | пароль | пользователь
  | логин | владелец | ответственный | ответственное лицо | контакт | контакты | почта | телефон | фио | ключ
  | сотрудник | мол | 密码 | 口令 | 用户 | 用户名 | 使用人 | 责任人 | 负责人 | 联系人 | 电话 | 邮箱 | 密钥 | 管理员 | 保管人 | 领用人 | 团体字 | 姓名 | 手机 | 密碼
  | 使用者 | 帳號 | 負責人 | 聯絡人 | 保管人員 | 電話 | 電子郵件 | 账号 | パスワード | ユーザー | ユーザ | ユーザー名 | ユーザ名 | 利用者 | 担当者 | 管理者 | 所有者 | 連絡先
  | 電話番号 | メール | メールアドレス | コミュニティ | 氏名 | 社員 | 使用者名 | 비밀번호 | 사용자 | 담당자 | 연락처 | 이메일 | 관리자 | 소유자
  | anmeldename | anmeldung | anmeldedaten | ro string | rw string | read string | write string | read only string
  | read write string | snmp read | snmp write | snmp get | snmp set | snmp string | security name | priv
  | auth pass | connection string | security code | verification code | activation code | validation code
  | admin code | access code | puk | bearer | session id | cookie | session cookie | owned by | owned | tel | tel no
  | mobil | cell phone | installer name | code d acces | identifiants de connexion | utenza | yetkili | cedula | dni
  | rut | curp | legajo | telefone | telefonnummer | telefonnr | personalnummer | wlan schlussel | wifi schlussel
  | lizenzschlussel | kimlik bilgileri | 账户 | 凭证 | 维护人 | 维护人员 | 暗証番号 | 共同体 | 共同体名
  | adminpw | rootpw | enablepw | ropw | snmp ro string | snmp rw string | snmpv3 security name | snmp security name
  | in uso a | mobil telefon | uzivatel | ผู้ใช้ | مستخدم | المستخدم | משתמש | kata sandi | mat khau | nguoi dung
  | رقم الهاتف`;

/** Words that make any header that holds them a secret or a person, whatever else it says. */
export const WITHHELD_ANYWHERE = `
  password | passwords | passwd | pwd | passphrase | passcode | secret | secrets | community | token | tokens | psk
  | pin | credential | credentials | username | usernames | login | logon | user | users | owner | owners | ownership
  | contact | contacts | email | emails | custodian | assignee | apikey | technician | technicien | key | keys | pass
  | employee | employees | person | personnel | responsible | assigned to | checked out to | contrasena | clave
  | usuario | usuarios | propietario | responsable | responsables | correo | contacto | custodio | empleado
  | empleados | encargado | funcionario | senha | chave | responsavel | proprietario | contato | colaborador
  | utilisateur | utilisateurs | proprietaire | courriel | mdp | passwort | kennwort | benutzer | benutzername
  | nutzer | anwender | eigentumer | eigentuemer | besitzer | ansprechpartner | verantwortlicher | mitarbeiter
  | kontakt | utente | utenti | referente | responsabile | assegnatario | contatto | parola | wachtwoord | gebruiker
  | gebruikersnaam | eigenaar | contactpersoon | medewerker | hasło | haslo | uzytkownik | uzytkownika | właściciel
  | wlasciciel | sifre | kullanıcı | kullanici | sorumlu | zimmetli | personel | пароль | пользователь | пользователя
  | логин | владелец | ответственный | сотрудник | фио
  | pw | creds | cred | usager | usagers | poc | persona | personas | apellido | apellidos | comunidad | comunidade
  | communaute | comunita | społeczność | toplulugu | сообщество | credenciales | credenciais | credenziali
  | identifiants | inloggegevens | verantwoordelijke | logowania | учетная запись | учетные данные | ответственное
  | ответственная
  | heslo | losenord | salasana | jelszo | adgangskode | passord | κωδικός | zaporka | lozinka | geslo | parool
  | parole | slaptazodis | парола | sandi | รหัสผ่าน | كلمة المرور | كلمة السر | סיסמה | uzivatele | anvandare
  | anvandarnamn | kayttaja | kayttajatunnus | felhasznalo | bruger | brugernavn | bruker | brukernavn | χρήστης
  | utilizator | користувач | korisnik | pengguna | vlastnik | agare | ejer | eier | omistaja | tulajdonos
  | proprietar | власник | отговорник | відповідальний`;

/** Parts of joined words (`
  snmpcommunity` written `
  snmpcommunity`, `
  benutzerkennung`, `
  管理员电话`) that do the same. */
export const WITHHELD_WITHIN = `
  password | passwort | kennwort | passphrase | credential | username | emailaddr | contrasena | motdepasse
  | snmpcommunity | benutzer | utilisateur | ansprechpartner | wachtwoord | gebruiker | kullanici | uzytkownik
  | responsab | verantwortlich | парол | пользовател | 密码 | 口令 | 密钥 | 密碼 | 联系人 | 责任人 | 负责人 | 電話 | 电话 | 邮箱 | パスワード
  | ユーザー | 担当者 | 連絡先 | メールアドレス | 비밀번호 | 사용자 | 담당자
  | zugangsdaten | anmeldedaten | kontaktperson | apitoken | accesstoken | authtoken | 登录 | 登錄 | 账号 | 帳號 | 使用人 | 团体字
  | 团体名 | 團體名 | 联系方式 | 聯絡方式 | コミュニティ | ログイン | アカウント | 責任者 | 認証情報 | 계정 | 책임자`;

/** Words in front of what a column is that say only whose it is: `Device Manufacturer`, `Asset: Model`. */
export const WORDS_BEFORE = `
device | devices | asset | assets | equipment | item | hardware | hw | node | host | network | camera | switch
  | router | ap | accesspoint | system | primary | main | ci | cmdb | base | chassis | endpoint | product | inventory | onu | ont
  | cpe | modem | printer | phone | server | computer | radio | nvr | dvr | unit | client | station | current | actual | original
  | discovered | detected | snmp | x | u | custom | cf | field | raw | full | reported | known | my | our | results | assigned
  | equipo | dispositivo | equipamento | gerat | gerate | appareil | apparato | cihaz | urzadzenie
  | snmpv3 | snmpv2 | secondary`;

/** Words behind it that add nothing. */
export const WORDS_AFTER = `
name | names | value | values | text | title | string | label | display | slug | field | raw | info | data | list
  | nombre | nome | nom | full | details | 1 | 01
  | titel | a | b | 0 | 2 | 3 | 4 | 02 | lan | wlan | eth | eth0 | adı`;
