import type { Finding } from './finding.js';
import { type Check, lineOf, lineOfChunk, named, sectionsOf, type Texts } from './texts.js';

/** Whether the file, its sidecar or a folder above it says a field, in YAML. */
function says({ sources }: Texts, path: string, field: string): boolean {
  const folders = path.split('/').slice(0, -1);
  const above = ['', ...folders.map((_, at) => `${folders.slice(0, at + 1).join('/')}/`)];
  const places = [path, `${path}.yaml`, ...above.map((folder) => `${folder}folder.yaml`)];
  return places.some((place) => new RegExp(`^${field}\\s*:`, 'm').test(sources.get(place) ?? ''));
}

/** Place, source and certainty that nobody gave. */
export const provenance: Check = (texts) => {
  const seen = new Set<string>();
  return sectionsOf(texts.chunks).flatMap((chunk): Finding[] => {
    const { path, place, source, certainty } = chunk;
    const once = (code: string) => !seen.has(`${path} ${code}`) && seen.add(`${path} ${code}`);
    if (place !== '' && source !== undefined && seen.has(`${path} certainty`)) return [];
    const at = { path, line: lineOfChunk(texts, chunk) };
    const found: Finding[] = [];
    if (place === '' && once('place')) {
      found.push({
        ...at,
        severity: 'error',
        code: 'check.place-missing',
        cause: `${named(chunk)}没有写是哪里的规定，会被当成到处都适用`,
        remedy: '在文件头写 place：全国，或具体地方。',
      });
    }
    if (source === undefined && once('source')) {
      found.push({
        ...at,
        severity: 'error',
        code: 'check.source-missing',
        cause: `${named(chunk)}没有写出处`,
        remedy: '在文件头写 source：文件名称，以及是怎么看到的。',
      });
    }
    if (certainty === 'A' && once('certainty') && !says(texts, path, 'certainty')) {
      found.push({
        path,
        line: lineOf(texts.sources.get(path) ?? '', '---'),
        severity: 'warning',
        code: 'check.certainty-missing',
        cause: '没有写可靠程度，现在按最可靠的 A 使用',
        remedy: '在文件头写 certainty：A、B、C 或 I，含义见 knowledge/README.md。',
      });
    }
    return found;
  });
};
