import { type CheerioAPI, load } from 'cheerio';
import type { TestBrowser } from './test-console.js';

/** A form as a page shows it. */
interface FoundForm {
  readonly page: string;
  readonly action: string;
  readonly method: 'get' | 'post';
  readonly files: boolean;
  /** As a browser would send it, nothing typed: hidden fields, the first choice that is one, every tick. */
  readonly filled: Readonly<Record<string, string>>;
  /** Where somebody may type, and how much. */
  readonly typed: readonly { readonly name: string; readonly most: number }[];
}

/** What is the same for a thousand cases: numbers and ids of a path are left out. */
const shapeOf = (path: string) =>
  (path.split('?')[0] ?? '').replace(/\/[^/]*\d[^/]*/g, '/#').replace(/\/[\w-]{20,}/g, '/#');

/** Like pages are looked at this often each. */
const ALIKE = 4;
/** What takes passwords, or ends accounts and keys. */
const LEFT_ALONE =
  /sign-out|unlock|password|\/(?:disable|reset|ceremony|grant|revoke|rotate|dismiss|reseal|destroy|restore)\b/;

export interface CrawlOptions {
  readonly browser: TestBrowser;
  /** Told every page, with where it was. */
  readonly onPage: (path: string, body: string) => void;
  /** What is typed into a field that takes so many characters: a text a submission. */
  readonly texts: (most: number) => readonly string[];
}

/** Visits every kind of page that somebody may see and sends every form on it, once for each text. */
export async function crawl({ browser, onPage, texts }: CrawlOptions): Promise<CrawlReport> {
  const seen = new Map<string, number>();
  const queue = ['/'];
  const known = new Set(queue);
  const forms = new Map<string, FoundForm>();
  const report = { pages: 0, fields: new Set<string>(), sent: 0 };
  const look = (path: string, body: string) => {
    onPage(path, body);
    report.pages++;
    const $ = load(body);
    for (const link of linksOf($))
      if (!known.has(link) && !LEFT_ALONE.test(link)) {
        known.add(link);
        queue.push(link);
      }
    for (const form of formsOf($, path)) {
      const shape = `${form.method} ${shapeOf(form.action)} ${form.typed.map(({ name }) => name).join(' ')}`;
      if (form.typed.length > 0 && !LEFT_ALONE.test(form.action) && !forms.has(shape)) forms.set(shape, form);
    }
  };
  const walk = async () => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const shape = shapeOf(path);
      const times = seen.get(shape) ?? 0;
      if (times >= ALIKE) continue;
      seen.set(shape, times + 1);
      look(path, (await browser.get(path)).body);
    }
  };
  await walk();
  const sent = new Set<string>();
  for (let [next] = [...forms].filter(([shape]) => !sent.has(shape)); next; ) {
    const [shape, form] = next;
    sent.add(shape);
    for (const { name } of form.typed) report.fields.add(`${shapeOf(form.action)} ${name}`);
    report.sent += await sendAll(browser, form, texts, look);
    await walk();
    [next] = [...forms].filter(([other]) => !sent.has(other));
  }
  return { pages: report.pages, fields: [...report.fields].sort(), sent: report.sent };
}

export interface CrawlReport {
  readonly pages: number;
  readonly fields: readonly string[];
  readonly sent: number;
}

async function sendAll(
  browser: TestBrowser,
  form: FoundForm,
  texts: CrawlOptions['texts'],
  look: (path: string, body: string) => void,
): Promise<number> {
  const least = Math.min(...form.typed.map(({ most }) => most));
  let sent = 0;
  for (const text of texts(least)) {
    // Asked for anew: versions and tokens move on.
    const again = load((await browser.get(form.page)).body);
    const now = formsOf(again, form.page).find(({ action }) => shapeOf(action) === shapeOf(form.action)) ?? form;
    const fields = { ...now.filled, ...Object.fromEntries(form.typed.map(({ name }) => [name, text])) };
    const query = new URLSearchParams(fields).toString();
    const shown =
      form.method === 'get'
        ? await browser.get(`${now.action}?${query}`)
        : form.files
          ? await browser.upload(now.action, fields, { name: `${text.slice(0, 60)}.md`, bytes: Buffer.from(text) })
          : await browser.post(now.action, fields);
    look(shown.path, shown.body);
    sent++;
  }
  return sent;
}

function linksOf($: CheerioAPI): string[] {
  return $('a[href^="/"]')
    .map((_, link) => $(link).attr('href') ?? '')
    .get();
}

function formsOf($: CheerioAPI, page: string): FoundForm[] {
  return $('form')
    .map((_, element): FoundForm => {
      const form = $(element);
      const filled: Record<string, string> = {};
      const typed: { name: string; most: number }[] = [];
      for (const field of form.find('input, textarea, select, button[name]')) {
        const one = $(field);
        const name = one.attr('name') ?? '';
        const type = field.tagName === 'input' ? (one.attr('type') ?? 'text') : field.tagName;
        if (name === '' || type === 'file') continue;
        if (['text', 'search', 'textarea'].includes(type)) {
          typed.push({ name, most: Number(one.attr('maxlength') ?? 2_000) });
        } else if (type === 'select') {
          const values = one
            .find('option')
            .map((_at, option) => $(option).attr('value') ?? $(option).text())
            .get();
          filled[name] = values.find((value) => value !== '') ?? '';
        } else if (type === 'date') filled[name] = '2026-04-02';
        else if (type === 'number') filled[name] = one.attr('min') ?? '1';
        else if (!(name in filled)) filled[name] = one.attr('value') ?? (type === 'password' ? '' : 'on');
      }
      return {
        ...{ page, filled, typed },
        action: form.attr('action') ?? page,
        method: (form.attr('method') ?? 'get').toLowerCase() === 'post' ? 'post' : 'get',
        files: form.attr('enctype') === 'multipart/form-data',
      };
    })
    .get();
}
