/* The page: what is dropped goes to the worker, what that answers is shown. */
import { dayOf } from '../core/dates.ts';
import { grouped, plural } from '../report/phrases.ts';
import { begin as filterAssets, byId } from '../report/html/page/main.ts';
import { droppedItems, picked } from './drop.ts';
import type { Answer, CheckOrder, Dropped, Offered, Order, Organisation, Role } from './messages.ts';

/** Put before this script by the build. */
declare const PARTS: { readonly version: string; readonly worker: string; readonly knowledge: string };

/** Of browsers that know trusted types; the types of the DOM have none. */
declare const trustedTypes:
  | {
      createPolicy(
        name: string,
        rules: object,
      ): { createHTML(text: string): string; createScriptURL(text: string): string };
    }
  | undefined;

const plain = { createHTML: (text: string) => text, createScriptURL: (text: string) => text };
/** What may become markup or a script: the report, and the worker. */
const trusted = typeof trustedTypes === 'undefined' ? plain : trustedTypes.createPolicy('netvet', plain);

const ROLES: Readonly<Record<Role, string>> = {
  inventory: 'Inventory',
  list: 'List of banned vendors',
  waivers: 'Waivers',
  baseline: 'Earlier result (baseline)',
};

const status = byId('status', HTMLElement);
const errors = byId('errors', HTMLElement);
const result = byId('result', HTMLElement);
const bar = byId('progress', HTMLProgressElement);
const far = byId('far', HTMLElement);
const check = byId('check', HTMLButtonElement);
const cancel = byId('cancel', HTMLButtonElement);
const organisation = byId('organisation', HTMLSelectElement);
const asOf = byId('as-of', HTMLInputElement);

/** What was dropped and not taken away again, by name, with what says what it is. */
const held = new Map<
  string,
  { readonly dropped: Dropped; readonly row: HTMLElement; readonly role: HTMLSelectElement }
>();
let report = '';
let isReady = false;
let worker = newWorker();

function newWorker(): Worker {
  const address = URL.createObjectURL(new Blob([PARTS.worker], { type: 'text/javascript' }));
  const made = new Worker(trusted.createScriptURL(address));
  URL.revokeObjectURL(address);
  made.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    take(data);
  });
  made.addEventListener('error', ({ message }) => {
    take({ kind: 'wrong', messages: [message], isBug: true });
  });
  const { version, knowledge } = PARTS;
  send({ kind: 'begin', version, knowledge, asOf: dayOf(new Date()) }, made);
  for (const { dropped } of held.values()) send({ kind: 'add', dropped }, made);
  return made;
}

function send(order: Order, to = worker): void {
  to.postMessage(order);
}

function take(answer: Answer): void {
  switch (answer.kind) {
    case 'ready':
      ready(answer);
      return;
    case 'added': {
      const role = held.get(answer.name)?.role;
      if (role?.dataset['chosen'] === undefined && role !== undefined) role.value = answer.role;
      update();
      return;
    }
    case 'progress':
      bar.value = answer.of === 0 ? 0 : answer.read / answer.of;
      // No live region: it changes ten times a second.
      far.textContent = `${sizeText(answer.read)} of ${sizeText(answer.of)}, ${plural(answer.findings, 'finding')}`;
      return;
    case 'done':
      show(answer);
      return;
    case 'saved':
      save(answer.content, answer.format);
      status.textContent = 'Saved.';
      return;
    case 'wrong':
      addProblem(answer.messages, answer.isBug);
      return;
  }
}

/** Offers the organisations, once. */
function ready({ profiles, lists }: Extract<Answer, { kind: 'ready' }>): void {
  if (!isReady) {
    const places = new Map<string, Offered[]>();
    const byList = new Map(lists.map((list) => [list.id, list]));
    for (const profile of profiles.filter(({ id }) => id !== 'default')) {
      const place = byList.get(profile.lists[0] ?? '')?.jurisdiction ?? '';
      places.set(place, [...(places.get(place) ?? []), profile]);
    }
    for (const [place, offered] of places) {
      const group = document.createElement('optgroup');
      group.label = placeName(place);
      group.append(...offered.map((one) => new Option(capital(one.for), `profile:${one.id}`)));
      organisation.append(group);
    }
    const usual = { id: '', for: '', lists: lists.flatMap((list) => (list.default ? list.id : [])) };
    const titlesOf = ({ lists: ids }: Offered): string => ids.map((id) => byList.get(id)?.title ?? id).join('; ');
    organisation.addEventListener('change', () => {
      const profile = profiles.find(({ id }) => organisation.value === `profile:${id}`);
      const own = organisation.value === 'lists:default' ? usual : profile;
      byId('binding', HTMLElement).textContent = own === undefined ? '' : `Checked against: ${titlesOf(own)}`;
    });
    organisation.dispatchEvent(new Event('change'));
    const newest =
      lists
        .flatMap(({ checked }) => checked ?? [])
        .sort()
        .at(-1) ?? '';
    const known = `It knows ${plural(lists.length, 'list')} as known on ${newest} or before`;
    byId('known', HTMLElement).textContent = `${known} (the report says which day for each), and nothing newer.`;
  }
  isReady = true;
  update();
}

/** `US-TX`: Texas has no name of its own in a browser, and stands with its state's letters. */
function placeName(place: string): string {
  const [country = '', part] = place.split('-');
  const name = country === 'EU' ? 'European Union' : new Intl.DisplayNames('en', { type: 'region' }).of(country);
  return part === undefined ? (name ?? country) : `${name ?? country}: ${part}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${grouped(Math.ceil(bytes / 1000))} KB` : `${grouped(Math.round(bytes / 1_000_000))} MB`;
}

function add(all: readonly Dropped[]): void {
  if (isRunning()) return;
  for (const dropped of all) {
    held.get(dropped.name)?.row.remove();
    const { row, role } = rowOf(dropped);
    held.set(dropped.name, { dropped, row, role });
    byId('dropped', HTMLElement).append(row);
    send({ kind: 'remove', name: dropped.name });
    send({ kind: 'add', dropped });
  }
  update();
}

function rowOf(dropped: Dropped): { readonly row: HTMLElement; readonly role: HTMLSelectElement } {
  const { name, files } = dropped;
  const row = document.createElement('li');
  const [title, size] = [document.createElement('span'), document.createElement('span')];
  title.className = 'name';
  title.textContent = name;
  size.className = 'size';
  const bytes = sizeText(files.reduce((sum, [, file]) => sum + file.size, 0));
  size.textContent = files.length === 1 && files[0]?.[0] === name ? bytes : `${plural(files.length, 'file')}, ${bytes}`;
  const role = document.createElement('select');
  role.ariaLabel = `What ${name} is`;
  role.append(...Object.entries(ROLES).map(([value, text]) => new Option(text, value)));
  role.addEventListener('change', () => {
    role.dataset['chosen'] = '';
    update();
  });
  const remove = document.createElement('button');
  remove.type = 'button';
  remove.textContent = 'Remove';
  remove.ariaLabel = `Remove ${name}`;
  remove.addEventListener('click', () => {
    held.delete(name);
    row.remove();
    send({ kind: 'remove', name });
    update();
    byId('choose-files', HTMLButtonElement).focus();
  });
  row.append(title, size, role, remove);
  return { row, role };
}

const isRunning = (): boolean => !cancel.hidden;

function pathsOf(role: Role): readonly string[] {
  return [...held].flatMap(([name, one]) => (one.role.value === role ? name : []));
}

/** What can be done now, and what is missing for it. */
function update(): void {
  if (isRunning()) return;
  const inventories = pathsOf('inventory').length;
  const hasList = organisation.value !== 'lists:own' || pathsOf('list').length > 0;
  check.disabled = inventories === 0 || !hasList;
  status.textContent = !isReady
    ? 'Loading what netvet knows …'
    : inventories === 0
      ? 'Drop or choose an inventory first.'
      : hasList
        ? `Ready to check ${plural(inventories, 'inventory', 'inventories')}.`
        : 'Drop or choose a list of your own.';
}

function run(isOn: boolean): void {
  check.hidden = isOn;
  cancel.hidden = !isOn;
  bar.hidden = !isOn;
  bar.value = 0;
  far.textContent = '';
  // What a run reads must not change while it does.
  for (const section of document.querySelectorAll<HTMLElement>('#order section')) section.inert = isOn;
  if (isOn) cancel.focus();
}

function order(): CheckOrder {
  const [kind, value = ''] = organisation.value.split(':');
  const chosen: Organisation = kind === 'profile' ? { profile: value } : { lists: value as 'default' | 'all' | 'own' };
  const [inventory, list, waivers, baseline] = (Object.keys(ROLES) as Role[]).map(pathsOf);
  const paths = { inventory: inventory ?? [], list: list ?? [], waivers: waivers ?? [], baseline: baseline ?? [] };
  return { paths, organisation: chosen, asOf: asOf.value };
}

/** Shows the report as it would be saved, without the lines to sign. */
function show({ report: text, code, warnings }: Extract<Answer, { kind: 'done' }>): void {
  run(false);
  report = text;
  // Its own style would be refused, and is in this page's.
  const unstyled = trusted.createHTML(text.replace(/<style>[^]*?<\/style>/, ''));
  const written = new DOMParser().parseFromString(unstyled, 'text/html');
  written.getElementById('sign-off')?.remove();
  const about = written.querySelector('header > p:last-child');
  const sections = written.querySelector('main')?.children ?? [];
  const shown = byId('report', HTMLElement);
  shown.after(byId('after-answer', HTMLElement));
  shown.replaceChildren(...(about === null ? [] : [about]), ...sections);
  document.getElementById('answer')?.append(byId('after-answer', HTMLElement));
  const notes = byId('warnings', HTMLElement);
  notes.replaceChildren(...warnings.map(itemOf));
  notes.hidden = warnings.length === 0;
  result.hidden = false;
  filterAssets();
  result.focus();
  result.scrollIntoView();
  status.textContent = `Checked: ${document.querySelector('#report .headline')?.textContent ?? `exit code ${code}`}`;
}

function itemOf(text: string): HTMLElement {
  const item = document.createElement('li');
  item.textContent = text;
  return item;
}

function addProblem(messages: readonly string[], isBug: boolean): void {
  run(false);
  update();
  const [title, list] = [document.createElement('p'), document.createElement(isBug ? 'pre' : 'ul')];
  title.textContent = isBug
    ? 'This is a bug of netvet. Please report it with this text, and without secrets of your inventory:'
    : `It cannot be checked${messages.length === 1 ? '' : `, for ${messages.length} reasons`}:`;
  list.append(...(isBug ? messages : messages.map(itemOf)));
  errors.replaceChildren(title, list);
  errors.hidden = false;
  errors.scrollIntoView({ block: 'nearest' });
}

function save(content: Blob, format: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = `netvet-${asOf.value}.${format}`;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
}

byId('order', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  errors.hidden = true;
  result.hidden = true;
  run(true);
  status.textContent = 'Checking …';
  send({ kind: 'check', ...order() });
});
cancel.addEventListener('click', () => {
  worker.terminate();
  run(false);
  worker = newWorker();
  status.textContent = 'Cancelled.';
  check.focus();
});
organisation.addEventListener('change', update);
for (const kind of ['files', 'folder'] as const) {
  const input = byId(kind, HTMLInputElement);
  byId(`choose-${kind}`, HTMLButtonElement).addEventListener('click', () => {
    input.click();
  });
  input.addEventListener('change', () => {
    add(picked(input.files ?? []));
    input.value = '';
  });
}
const drop = byId('drop', HTMLElement);
// What is dropped beside the place for it must not take the place of the page.
for (const type of ['dragover', 'drop', 'dragleave'] as const)
  document.addEventListener(type, (event) => {
    event.preventDefault();
    drop.classList.toggle('over', type === 'dragover');
    if (type === 'drop' && event.dataTransfer !== null) void droppedItems(event.dataTransfer).then(add);
  });
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-save]'))
  button.addEventListener('click', () => {
    const format = button.dataset['save'];
    if (format === 'html') save(new Blob([report], { type: 'text/html' }), format);
    else if (format === 'xlsx' || format === 'ndjson') send({ kind: 'save', format });
  });
asOf.value = dayOf(new Date());
update();
