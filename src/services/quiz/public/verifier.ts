import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const part = (name: string) => readFile(new URL(`./page/${name}`, import.meta.url), 'utf8');
const source = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * The page that verifies a draw, whole in one file: it can be saved and works without a network. Its own policy lets
 * nothing in or out but the script and the style that it holds.
 */
export async function verifierPage(): Promise<string> {
  const [html, script, style] = await Promise.all(['verifier.html', 'verifier.js', 'page.css'].map(part));
  if (html === undefined || script === undefined || style === undefined) throw new Error('the verifier is not whole');
  const policy = `default-src 'none'; script-src ${source(script)}; style-src ${source(style)}; base-uri 'none'; form-action 'none'`;
  const values: Readonly<Record<string, string>> = {
    '{{policy}}': policy,
    '/* script */': script,
    '/* style */': style,
  };
  return html.replace(/\{\{policy\}\}|\/\* (?:script|style) \*\//g, (name) => values[name] ?? '');
}
