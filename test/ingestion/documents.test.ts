import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ingested, ingest } from '../../src/ingestion/ingest.js';

const folder = join(import.meta.dirname, '../../../shared/documents');
const squeeze = (text: string) => text.replace(/\s/g, '');

describe.skipIf(!existsSync(folder))('the five documents as they were found', () => {
  let cacheFolder: string;
  let read: Ingested;
  beforeAll(async () => {
    cacheFolder = await mkdtemp(join(tmpdir(), 'yiwen-documents-'));
    read = await ingest({ paths: [folder], cacheFolder });
  });
  afterAll(async () => rm(cacheFolder, { recursive: true }));
  const chunkWith = (words: string) => read.chunks.find(({ text }) => text.includes(words));

  it('are all indexed', () => {
    expect(read.outcomes.map(({ status }) => status)).toEqual(Array(5).fill('indexed'));
    expect(read.documents.map(({ title }) => title)).toEqual([
      '区医疗保障局2022年法治政府建设情况报告',
      '2023年领导干部述法报告',
      '天津市南开区医疗保障局（2024年）',
      '浙江省医疗保障局关于印发2020年浙江法治医保建设工作要点的通知',
      '屈原管理区医疗保障局2022 年政府信息公开工作年度报告',
    ]);
    expect(read.documents[3]).toMatchObject({ documentNumber: '浙医保发〔2020〕20号', published: '2020-08-17' });
    expect(read.documents[2]).toMatchObject({ published: '2024-12-27' });
  });

  it('keep every word but page furniture', async () => {
    for (const [i, name] of (await readdir(folder)).sort().entries()) {
      const source = squeeze(await readFile(join(folder, name), 'utf8'));
      const text = squeeze(read.documents[i]?.text ?? '');
      expect(source.length - text.length).toBeLessThan(90);
      for (const chunk of read.chunks.filter(({ path }) => path === name)) {
        expect(read.documents[i]?.text).toContain(chunk.text);
        expect(chunk.text.length).toBeLessThanOrEqual(800);
      }
    }
  });

  it('hold the rate and its limits in one chunk, under its heading', () => {
    const chunk = chunkWith('年度内在职和退休职工限额800元、900元。报销比例为60%。');
    expect(chunk?.headings).toEqual(['2023年领导干部述法报告', '（三）严格执法，践行医疗保障职责使命']);
  });

  it('join what a page break has cut', () => {
    expect(chunkWith('由代办服务员申请大病报销绿色通道，简化流程帮办')).toBeDefined();
    expect(chunkWith('全区特殊及困难人员综合参保率达 100%。')).toBeDefined();
  });

  it('read their tables row by row', () => {
    expect(chunkWith('行政处罚\t24')?.rows).toContain('信息内容：行政处罚；本年处理决定数量：24');
    expect(chunkWith('行政处罚\t24')?.headings.at(-1)).toBe('二、主动公开政府信息情况');
  });

  it('know an attached document by its own title', () => {
    expect(chunkWith('优化法治化营商环境。')?.headings.slice(1, 3)).toEqual([
      '2020年浙江法治医保建设工作要点',
      '一、依法全面履行政府职能',
    ]);
  });
});
