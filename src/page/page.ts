/* The page: it passes what is dropped to the worker, and shows the answers of the worker. */
import { dayOf } from '../core/dates.ts';
import { groupsOf } from '../core/groups.ts';
import { grouped, plural } from '../report/phrases.ts';
import { begin as enableFilters, byId, elementOf } from './filter.ts';
import type { Profile } from '../knowledge/list-shape.ts';
import type { Dropped, Role, Tasks, WorkerMessage } from './worker.ts';

declare const PARTS: { readonly version: string; readonly worker: string; readonly knowledge: string };

/** Part of browsers with trusted types, but missing in the types of the DOM. */
declare const trustedTypes: { createPolicy(name: string, rules: object): typeof plain } | undefined;

const plain = { createHTML: (text: string) => text, createScriptURL: (text: string) => text };
/** What may become markup or a script: the report, and the worker. */
const trusted = typeof trustedTypes === 'undefined' ? plain : trustedTypes.createPolicy('netvet', plain);

const status = byId('status', HTMLElement);
const errors = byId('errors', HTMLElement);
const result = byId('result', HTMLElement);
const bar = byId('progress', HTMLProgressElement);
const progressText = byId('far', HTMLElement);
const check = byId('check', HTMLButtonElement);
const cancel = byId('cancel', HTMLButtonElement);
const organisation = byId('organisation', HTMLSelectElement);
const asOf = byId('as-of', HTMLInputElement);

const droppedByName = new Map<string, ReturnType<typeof rowOf>>();
let worker = newWorker();
const resolvers = new Map<number, (value: never) => void>();
void begin();

function newWorker(): Worker {
  const address = URL.createObjectURL(new Blob([PARTS.worker], { type: 'text/javascript' }));
  const made = new Worker(trusted.createScriptURL(address));
  URL.revokeObjectURL(address);
  made.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
    if ('id' in data) resolvers.get(data.id)?.(data.value as never);
    else if ('messages' in data) addProblem(data.messages, data.isBug);
    else {
      bar.value = data.of === 0 ? 0 : data.read / data.of;
      // No live region: it changes ten times a second.
      progressText.textContent = `${sizeText(data.read)} of ${sizeText(data.of)}, ${plural(data.findings, 'finding')}`;
    }
  });
  made.addEventListener('error', ({ message }) => {
    addProblem([message], true);
  });
  return made;
}

/** The result of a task of the worker. Never settles if the task fails, which is shown, or the worker is replaced. */
function ask<K extends keyof Tasks>(task: K, about: Parameters<Tasks[K]>[0]): Promise<Awaited<ReturnType<Tasks[K]>>> {
  const id = resolvers.size;
  worker.postMessage({ id, task, about });
  return new Promise((resolve) => resolvers.set(id, resolve));
}

async function begin(): Promise<void> {
  const { version, knowledge } = PARTS;
  const shipped = await ask('begin', { version, knowledge, asOf: dayOf(new Date()) });
  if (!isReady()) offerOrganisations(shipped);
  update();
}

function offerOrganisations({ profiles, lists }: Awaited<ReturnType<Tasks['begin']>>): void {
  const byList = new Map(lists.map((list) => [list.id, list]));
  const placeOf = (of: Profile): string => byList.get(Object.keys(of.lists)[0] ?? '')?.jurisdiction ?? '';
  const countries = new Intl.DisplayNames('en', { type: 'region' });
  for (const [country, offered] of groupsOf(profiles, (one) => placeOf(one).slice(0, 2))) {
    const group = document.createElement('optgroup');
    group.label = countries.of(country) ?? country;
    group.append(...offered.map((one) => new Option(capital(one.for), `profile:${one.id}`)));
    organisation.append(group);
  }
  const days = lists.flatMap(({ checked }) => checked ?? []).sort();
  const sentence = `It knows ${plural(lists.length, 'list')} as known on ${days.at(-1) ?? ''} or before`;
  byId('known', HTMLElement).textContent = `${sentence} (the report says which day for each), and nothing newer.`;
}

const isReady = (): boolean => organisation.querySelector('optgroup') !== null;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${grouped(Math.ceil(bytes / 1000))} KB` : `${grouped(Math.round(bytes / 1_000_000))} MB`;
}

async function add(all: readonly Dropped[]): Promise<void> {
  for (const dropped of all) {
    // The worker guesses the role of a file; whoever dropped it may choose another.
    const role = await ask('recognise', dropped);
    if (isRunning()) return;
    const before = droppedByName.get(dropped.name);
    before?.row.remove();
    const replaces = `${dropped.name} replaces the other of that name: to check both, choose the folders they are in`;
    if (before !== undefined && stampOf(before.dropped) !== stampOf(dropped)) addProblem([replaces], false);
    const line = rowOf(dropped, role);
    droppedByName.set(dropped.name, line);
    byId('dropped', HTMLElement).append(line.row);
    update();
  }
}

/** Equal where the same files were dropped again. */
const stampOf = ({ files }: Dropped): string =>
  files.map(([path, { size, lastModified }]) => `${path} ${size} ${lastModified}`).join();

type RowParts = [name: Element, size: Element, role: HTMLSelectElement, remove: HTMLButtonElement];

/** A new row for what was dropped, made from the template of the page. */
function rowOf(dropped: Dropped, guess: Role) {
  const { name, files } = dropped;
  const bytes = sizeText(files.reduce((sum, [, file]) => sum + file.size, 0));
  const size = files.length === 1 && files[0]?.[0] === name ? bytes : `${plural(files.length, 'file')}, ${bytes}`;
  const row = document.importNode(byId('dropped-row', HTMLTemplateElement).content, true).firstElementChild as Element;
  const [title, sizeShown, role, remove] = [...row.children] as RowParts;
  title.textContent = name;
  sizeShown.textContent = size;
  role.ariaLabel = `What ${name} is`;
  role.value = guess;
  role.addEventListener('change', update);
  remove.ariaLabel = `Remove ${name}`;
  remove.addEventListener('click', () => {
    droppedByName.delete(name);
    row.remove();
    update();
    byId('choose-files', HTMLButtonElement).focus();
  });
  return { dropped, row, role };
}

const isRunning = (): boolean => !cancel.hidden;

function filesOf(role: Role): readonly { readonly path: string }[] {
  return [...droppedByName].flatMap(([path, line]) => (line.role.value === role ? { path } : []));
}

function update(): void {
  if (isRunning()) return;
  const due = dueBeforeCheck();
  check.disabled = due !== null;
  status.textContent = due ?? `Ready to check ${plural(filesOf('inventory').length, 'inventory', 'inventories')}.`;
}

function dueBeforeCheck(): string | null {
  if (!isReady()) return 'Loading what netvet knows …';
  if (filesOf('inventory').length === 0) return 'Drop or choose an inventory first.';
  if (organisation.value === 'lists:own' && filesOf('list').length === 0) return 'Drop or choose a list of your own.';
  const repeated = (['waivers', 'baseline'] as const).find((role) => filesOf(role).length > 1);
  return repeated === undefined ? null : `Several files are ${repeated}: only one can be used.`;
}

function setRunning(isOn: boolean): void {
  check.hidden = isOn;
  cancel.hidden = !isOn;
  bar.hidden = !isOn;
  bar.value = 0;
  progressText.textContent = '';
  // The inputs of a run must not change while it reads them.
  for (const section of document.querySelectorAll<HTMLElement>('#order section')) section.inert = isOn;
  if (isOn) cancel.focus();
}

/** The argument of the task `check`. */
function checkRequest(): Parameters<Tasks['check']>[0] {
  const [kind, chosen = ''] = organisation.value.split(':');
  const [ownLists, [waivers], [baseline]] = [filesOf('list'), filesOf('waivers'), filesOf('baseline')];
  const shipped = kind === 'profile' || chosen === 'own' ? [] : [chosen];
  // The default lists alone need not be named: a run records what is not at its default.
  const lists = ownLists.length === 0 && chosen === 'default' ? [] : [...shipped, ...ownLists];
  const profile = kind === 'profile' ? chosen : undefined;
  const request = { inputs: filesOf('inventory'), lists, profile, asOf: asOf.value, waivers, baseline };
  return { files: [...droppedByName.values()].flatMap(({ dropped }) => dropped.files), request };
}

/** Shows the report as it would be saved, without the lines to sign. */
function show({ report: text, warnings }: Awaited<ReturnType<Tasks['check']>>): void {
  setRunning(false);
  // The content policy would refuse the report's style, which this page has already.
  const unstyled = trusted.createHTML(text.replace(/<style>[^]*?<\/style>/, ''));
  const report = new DOMParser().parseFromString(unstyled, 'text/html');
  report.getElementById('sign-off')?.remove();
  const introduction = report.querySelector('header > p:last-child');
  const sections = report.querySelector('main')?.children ?? [];
  const shown = byId('report', HTMLElement);
  shown.after(byId('after-answer', HTMLElement));
  shown.replaceChildren(...(introduction === null ? [] : [introduction]), ...sections);
  document.getElementById('answer')?.append(byId('after-answer', HTMLElement));
  const notes = byId('warnings', HTMLElement);
  notes.replaceChildren(...warnings.map((text) => elementOf('li', text)));
  notes.hidden = warnings.length === 0;
  result.hidden = false;
  enableFilters();
  result.focus();
  result.scrollIntoView();
  status.textContent = `Checked: ${document.querySelector('#report .headline')?.textContent ?? ''}`;
}

function addProblem(messages: readonly string[], isBug: boolean): void {
  setRunning(false);
  update();
  const title = isBug
    ? 'This is a bug of netvet. Please report it with this text, and without secrets of your inventory:'
    : `It cannot be checked${messages.length === 1 ? '' : `, for ${messages.length} reasons`}:`;
  const list = document.createElement(isBug ? 'pre' : 'ul');
  list.append(...(isBug ? messages : messages.map((text) => elementOf('li', text))));
  errors.replaceChildren(elementOf('p', title), list);
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

const droppedOf = (files: Iterable<File>): readonly Dropped[] =>
  byName(Array.from(files, (file) => [file.webkitRelativePath || file.name, file] as const));

/** What was dropped: files, and all files of folders. */
async function droppedItems({ items, files }: DataTransfer): Promise<readonly Dropped[]> {
  // Entries exist only while the drop event is handled.
  const entries = Array.from(items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return droppedOf(files);
  const found: Dropped['files'][number][] = [];
  for (const entry of entries) for await (const file of filesIn(entry)) found.push(file);
  return byName(found);
}

async function* filesIn(entry: FileSystemEntry): AsyncGenerator<Dropped['files'][number]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    yield [entry.fullPath.replace(/^\//, ''), file];
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A folder is listed in parts, the last of which is empty.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (part.length === 0) return;
    for (const one of part) yield* filesIn(one);
  }
}

function byName(files: Dropped['files']): readonly Dropped[] {
  const groups = groupsOf(files, ([path]) => path.split('/')[0] ?? path);
  return Array.from(groups, ([name, ofName]) => ({ name, files: ofName }));
}

byId('order', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  errors.hidden = true;
  result.hidden = true;
  setRunning(true);
  status.textContent = 'Checking …';
  void ask('check', checkRequest()).then(show);
});
cancel.addEventListener('click', () => {
  worker.terminate();
  setRunning(false);
  worker = newWorker();
  void begin();
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
    void add(droppedOf(input.files ?? []));
    input.value = '';
  });
}
const drop = byId('drop', HTMLElement);
// A file that is dropped beside the place for it must not replace the page.
for (const type of ['dragover', 'drop', 'dragleave'] as const)
  document.addEventListener(type, (event) => {
    event.preventDefault();
    drop.classList.toggle('over', type === 'dragover');
    if (type === 'drop' && event.dataTransfer !== null) void droppedItems(event.dataTransfer).then(add);
  });
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-save]'))
  button.addEventListener('click', () => {
    const format = button.dataset['save'] as Parameters<Tasks['save']>[0];
    void ask('save', format).then((content) => {
      save(content, format);
      status.textContent = 'Saved.';
    });
  });
asOf.value = dayOf(new Date());
update();
