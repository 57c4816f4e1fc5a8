import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLocalKey } from '../../src/storage/local-key.js';

describe('the local key', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yiwen-key-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is made once, for its owner only, and opened again', () => {
    const box = openLocalKey(folder).encrypt('受理码');
    expect(openLocalKey(folder).decrypt(box)).toBe('受理码');
    expect(statSync(join(folder, 'keys', 'local.key')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'keys'))).toEqual(['local.key']);
  });

  it('comes from the environment where one is given, and then touches no disk', () => {
    const given = Buffer.alloc(32, 7).toString('base64');
    const box = openLocalKey(folder, given).encrypt('x');
    expect(openLocalKey(folder, given).decrypt(box)).toBe('x');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of the wrong length is refused with a remedy', () => {
    expect(() => openLocalKey(folder, 'c2hvcnQ=')).toThrow(
      expect.objectContaining({ code: 'storage.local-key-invalid' }),
    );
  });

  it('decrypts what it encrypted, and nothing that was changed or is of another key', () => {
    const key = openLocalKey(folder);
    const other = openLocalKey(folder, Buffer.alloc(32, 1).toString('base64'));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, at) => {
        const box = key.encrypt(text);
        const bytes = Buffer.from(box, 'base64url');
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ 1;
        expect(key.decrypt(box)).toBe(text);
        expect(key.decrypt(bytes.toString('base64url'))).toBeUndefined();
        expect(other.decrypt(box)).toBeUndefined();
      }),
    );
    expect(key.decrypt('')).toBeUndefined();
  });

  it('gives the same fingerprint to the same parts only', () => {
    const key = openLocalKey(folder);
    expect(key.fingerprint('a', 'b')).toBe(openLocalKey(folder).fingerprint('a', 'b'));
    expect(key.fingerprint('a', 'b')).not.toBe(key.fingerprint('ab'));
    expect(key.fingerprint('a', 'b')).not.toBe(key.fingerprint('a', '', 'b'));
    expect(readFileSync(join(folder, 'keys', 'local.key'), 'utf8')).not.toContain(key.fingerprint('a'));
  });
});
