import { describe, expect, it } from 'vitest';
import { YiwenError } from '../../src/lib/errors.js';
import { createLog, type LogFields, silentLog } from '../../src/lib/log.js';

function logged(fields: LogFields): { readonly raw: string; readonly line: Record<string, unknown> } {
  const chunks: string[] = [];
  createLog({ destination: { write: (chunk) => chunks.push(chunk) } }).info('test.event', fields);
  const raw = chunks.join('');
  return { raw, line: JSON.parse(raw) };
}

describe('the log', () => {
  it('writes an event with its fields', () => {
    expect(logged({ channel: 'terminal', count: 3, on: new Date(0) }).line).toMatchObject({
      event: 'test.event',
      channel: 'terminal',
      count: 3,
      on: '1970-01-01T00:00:00.000Z',
    });
  });

  it('never holds what people wrote, however deep it stands', () => {
    const { raw } = logged({
      text: '机密',
      message: { id: 'm1', text: '机密', nested: [{ question: '机密', story: '机密' }] },
      Password: '机密',
      receipt: '机密',
    });
    expect(raw).not.toContain('机密');
    expect(raw).toContain('m1');
  });

  it('masks personal numbers in fields, lists and errors', () => {
    const cause = new Error('电话13812345678');
    const error = new YiwenError('a.b', '号码11010519491231002X不对', '请重输', { cause });
    const { raw, line } = logged({ note: '13812345678', list: ['6222021234567890123'], error });
    expect(raw).not.toMatch(/13812345678|11010519491231002X|6222021234567890/);
    expect(line.error).toMatchObject({ code: 'a.b', remedy: '请重输', cause: { message: '电话138****5678' } });
  });

  it('does not fall into a loop', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(logged({ loop }).raw).toContain('…');
  });

  it('says nothing below its level', () => {
    const chunks: string[] = [];
    const log = createLog({ level: 'warn', destination: { write: (chunk) => chunks.push(chunk) } });
    log.info('quiet');
    log.debug('quiet');
    expect(chunks).toEqual([]);
    log.warn('loud');
    log.error('louder');
    expect(chunks).toHaveLength(2);
    expect(() => silentLog.error('nowhere')).not.toThrow();
  });
});
