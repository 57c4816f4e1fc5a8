import { readFile } from 'node:fs/promises';
import { MAX_CHOICES } from '../render.js';
import type { WebChatOptions } from './options.js';

export interface PageFile {
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

const FILES = [
  'index.html',
  'style.css',
  'talk.css',
  'sources.css',
  'print.css',
  'client.js',
  'bubbles.js',
  'citations.js',
  'outbox.js',
  'history.js',
  'replies.js',
  'icon.svg',
];

/** The page's files, with the bureau's name and its opening message written into the first. */
export async function loadPage(options: Pick<WebChatOptions, 'bureau' | 'welcome'>): Promise<PageFile[]> {
  return Promise.all(
    FILES.map(async (name) => {
      const body = await readFile(new URL(`./page/${name}`, import.meta.url), 'utf8');
      const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain; charset=utf-8';
      return name === 'index.html'
        ? { path: '/', type, body: fillIn(body, options) }
        : { path: `/${name}`, type, body };
    }),
  );
}

function fillIn(template: string, { bureau, welcome }: Pick<WebChatOptions, 'bureau' | 'welcome'>): string {
  const samples = welcome.samples
    .slice(0, MAX_CHOICES)
    .map(
      ({ label, text }) =>
        `<button type="button" class="choice" data-text="${escaped(text)}">${escaped(label)}</button>`,
    )
    .join('\n');
  const values: Record<string, string> = { bureau: escaped(bureau), welcome: escaped(welcome.text), samples };
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
