import type { Form, UploadedFile } from '../casework/desk.js';

interface MultipartFile {
  readonly type: 'file';
  readonly filename: string;
  readonly _buf?: Buffer;
}

const isFile = (value: unknown): value is MultipartFile =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'file';

/** Multipart fields come wrapped, those of plain forms do not. */
const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const inside = typeof value === 'object' && value !== null && 'value' in value ? value.value : '';
  return typeof inside === 'string' ? inside : '';
};

/** A body as the desks read it. Whatever is no text counts as absent. */
export function readForm(body: unknown): Form {
  const fields = new Map(Object.entries(typeof body === 'object' && body !== null ? body : {}));
  const all = (name: string): readonly string[] => {
    const value: unknown = fields.get(name);
    return (Array.isArray(value) ? value : [value]).map(textOf).filter((text) => text !== '');
  };
  return {
    all,
    text: (name) => (all(name).at(-1) ?? '').trim(),
    file(name): UploadedFile | undefined {
      const value: unknown = fields.get(name);
      const file = (Array.isArray(value) ? value : [value]).find(isFile);
      return file?._buf && file._buf.length > 0 ? { name: file.filename, bytes: file._buf } : undefined;
    },
  };
}
