import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attachment } from '../../../src/domain/message.js';
import { filesOf, openFile } from '../../../src/services/tips/files/records.js';
import { openKeyring } from '../../../src/storage/sealing/keyring.js';
import { FOUNDER } from '../../../src/storage/sealing/sealing.js';
import { bytesOf } from '../../support/disk.js';
import { jpegWithCanaries, pngWithCanaries } from '../../support/pictures.js';
import { createTestAssistant, type TestAssistant } from '../../support/test-assistant.js';

const photo: Attachment = { name: '金丝雀小票.jpg', read: async () => jpegWithCanaries() };
const NUMBER = 'JB20260401-0001';

describe('pictures in a tip', () => {
  let test: TestAssistant;
  beforeEach(async () => {
    test = await createTestAssistant();
  });
  afterEach(() => test.close());

  const send = (attachment = photo, more = {}) => test.receive({ kind: 'image', attachments: [attachment], ...more });

  it('are kept for staff, cleaned and sealed, and count as something told', async () => {
    for (const text of ['我要举报', '跳过']) await test.say(text);
    const reply = await send();
    expect(reply).toMatchObject({ takesFiles: true, confidential: true });
    expect(reply.text).toMatch(/^已加密收下第1个图片或文件。照片里的位置、时间和机型已去掉。\n请说说发生了什么/);
    await send({ name: '单据.png', read: async () => pngWithCanaries() });
    expect((await test.say('提交')).text).toContain('受理码');
    const keyring = await openKeyring(test.store.read, FOUNDER, test.codes[0] ?? '');
    const files = await filesOf(test.store.read, NUMBER);
    const opened = await Promise.all(
      files.map(({ id }) => openFile(test.store.read, NUMBER, id, (sealed) => keyring?.open(sealed) ?? '')),
    );
    expect(opened.map((file) => [file?.name, file?.type]).sort()).toEqual([
      ['单据.png', 'image/png'],
      ['金丝雀小票.jpg', 'image/jpeg'],
    ]);
    expect(files.every(({ at }) => at === '2026-03-31T16:00:00.000Z')).toBe(true);
    expect(bytesOf(test.folder)).not.toMatch(/CANARY|Exif|JFIF/);
    test.clock.pass(26 * 60);
    await test.assistant.sweep();
    expect(await test.count('tip_files')).toBe(2);
  });

  it('are not read outside an intake, while it asks which a question is, or in a group', async () => {
    const unread: Attachment = { name: '', read: () => Promise.reject(new Error('read')) };
    expect((await send(unread)).text).toContain('图片我还看不懂');
    await test.say('我知道一家医院骗保');
    expect((await send(unread)).text).toMatch(/图片我还看不懂[\s\S]*您说的情况可以举报/);
    for (const text of ['要', '举报有奖吗']) await test.say(text);
    expect((await send(unread)).text).toContain('图片我还看不懂');
    expect(await test.count('tip_files')).toBe(0);
  });

  it.each([
    ['left', 0, () => test.say('取消')],
    ['left for something else after it timed out', 31, () => test.say('退休门诊报多少')],
    ['swept', 31, () => test.assistant.sweep()],
    ['forgotten by everything', 25 * 60, () => test.assistant.sweep()],
  ])('go with an intake that is %s', async (_, minutes, end) => {
    await test.say('我要举报');
    await send();
    const [row] = await test.rows('tip_files');
    const box = Buffer.from(row?.box as Uint8Array)
      .toString('latin1')
      .slice(0, 40);
    await test.store.scrub();
    expect(bytesOf(test.folder)).toContain(box);
    test.clock.pass(minutes);
    await end();
    expect(await test.count('tip_files')).toBe(0);
    await test.store.scrub();
    expect(bytesOf(test.folder)).not.toContain(box);
  });

  it('are kept once, however often the message comes, and survive a restart', async () => {
    await test.say('我要举报');
    const message = { id: 'photo' };
    const [one, two] = await Promise.all([send(photo, message), send(photo, message)]);
    expect(two).toEqual(one);
    await test.restart();
    expect(await send(photo, message)).toEqual(one);
    expect(await test.count('tip_files')).toBe(1);
    for (const text of ['幸福药店', '换鸡蛋', '提交']) await test.say(text);
    expect((await test.rows('tip_files')).map(({ number, draft, until }) => [number, draft, until])).toEqual([
      [NUMBER, null, null],
    ]);
  });

  it('of no use are named with the reason, and the intake goes on', async () => {
    await test.say('我要举报');
    const reply = await send({ name: 'a.exe', read: async () => Buffer.from('MZ') });
    expect(reply.text).toMatch(/^这种文件收不了。请发照片、截图或 PDF。\n请问举报谁/);
    expect((await send({ name: 'b.pdf', read: async () => Buffer.from('%PDF-1.4') })).text).toContain('去不掉');
  });

  it('can be added with the receipt', async () => {
    for (const text of ['我要举报', '跳过', '空刷']) await test.say(text);
    const receipt = /受理码：([\d-]{24})/.exec((await test.say('提交')).text)?.[1] ?? '';
    expect((await test.say(receipt)).takesFiles).toBe(true);
    expect((await send()).text).toContain('已加密收下第1个图片或文件');
    expect(await filesOf(test.store.read, NUMBER)).toHaveLength(1);
  });
});
