import { Action, Select, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';

/** A new document, as a draft. What the file says of itself need not be filled in. */
export function UploadForm({ removes }: { readonly removes: string }): Markup {
  return (
    <Action
      title={removes ? '上传新文件，替换旧的' : '上传新资料'}
      action="/knowledge/upload"
      about="先存为草稿，居民看不到。可以看怎么分段、试问问题，再提交给审核的同事。会留痕。"
      button="上传"
      files
      open={removes !== ''}
    >
      <TextField
        name="file"
        label="文件"
        hint="md、txt、html、docx、pdf、xlsx，20兆以内；扫描件读不出文字"
        type="file"
        accept=".md,.txt,.html,.htm,.docx,.pdf,.xlsx"
        required
      />
      <TextField name="place" label="适用地区" hint="全国，或具体地方，如 天津市南开区。写错地区会答错人" />
      <TextField name="title" label="标题" hint="不写就用文件里的" />
      <TextField name="documentNumber" label="文号" />
      <TextField name="effectiveFrom" label="从哪天起有效" hint="如 2026-04-01" />
      <TextField name="effectiveTo" label="有效到哪天" hint="没有就不写" />
      <TextField name="source" label="来源" hint="文件名称和怎么得到的，如 本局办公室，原文" />
      <Select
        name="kind"
        label="类别"
        options={[
          { value: '', label: '按文件里写的' },
          { value: 'original', label: '原文：逐字收录' },
          { value: 'digest', label: '摘编：自己的话' },
        ]}
      />
      <Select
        name="scheme"
        label="适用人群"
        options={[
          { value: '', label: '按文件里写的' },
          { value: 'both', label: '职工和居民' },
          { value: 'employee', label: '职工医保' },
          { value: 'resident', label: '居民医保' },
        ]}
      />
      <TextField name="removes" label="替换哪一份（路径）" hint="启用时旧的同时停用；不替换就不写" value={removes} />
    </Action>
  );
}
