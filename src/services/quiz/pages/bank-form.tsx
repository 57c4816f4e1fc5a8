import { Button, Form, Select, TextArea, TextField, Ticks } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Notice } from '../../../pages/parts.js';
import type { Fault } from '../bank/fault.js';
import { difficulties, kinds, letterOf, MOST_OPTIONS, topics } from '../bank/question.js';
import type { Written } from '../bank/written.js';
import { BackToBank } from './bank-parts.js';

interface QuestionFormProps {
  readonly action: string;
  readonly written: Written;
  /** The version that is changed; 0 for a new question. */
  readonly basis: number;
  readonly faults: readonly Fault[];
}

const choices = (table: Readonly<Record<string, string>>) =>
  Object.entries(table).map(([value, label]) => ({ value, label }));

/** A question to be written or changed. What was typed stays where something is wrong. */
export function BankFormPage({ action, written, basis, faults }: QuestionFormProps): Markup {
  const { topic = '', kind = 'single', difficulty = 'medium', question = '', explanation = '' } = written;
  const { options = [], answer = '', inOrder = false, cites, validFrom = '', validTo = '' } = written;
  return (
    <>
      {faults.length > 0 ? (
        <Notice tone="late">
          <p>
            <b>还没有保存：</b>
          </p>
          <ul>
            {faults.map(({ cause, remedy }) => (
              <li>
                {cause}。{remedy}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <Form action={action}>
        <p class="about">保存后是待审核的新版本，另一位同事审核后才会被抽到。正在进行的场次仍用原来的版本。会留痕。</p>
        <input type="hidden" name="basis" value={String(basis)} />
        <Select name="topic" label="专题" value={topic} options={choices(topics)} required />
        <Select name="kind" label="题型" value={kind} options={choices(kinds)} required />
        <TextArea name="question" label="题干" value={question} rows={2} most={500} required />
        {Array.from({ length: MOST_OPTIONS }, (_, index) => (
          <TextField name={`option-${index}`} label={`选项 ${letterOf(index)}`} value={options[index] ?? ''} />
        ))}
        <TextField
          name="answer"
          label="答案"
          hint="单选写 C，多选写 AC，判断写 对 或 错"
          value={answer}
          most={20}
          required
        />
        <Ticks
          name="inOrder"
          legend="选项顺序"
          options={[{ value: 'yes', label: '保持这个顺序（有“以上都对”，或金额从小到大时）' }]}
          chosen={inOrder ? ['yes'] : []}
        />
        <TextArea
          name="explanation"
          label="解析"
          hint="答完后看到的话，一两句，说清为什么"
          value={explanation}
          rows={3}
          most={1_000}
        />
        <Select name="difficulty" label="难度" value={difficulty} options={choices(difficulties)} />
        <TextField
          name="path"
          label="依据文件"
          hint="知识库里的路径，如 national/report-rewards.md"
          value={cites?.path ?? ''}
          most={300}
        />
        <TextField name="heading" label="依据标题" hint="那一段的标题，照抄" value={cites?.heading ?? ''} />
        <TextArea
          name="quote"
          label="依据原文"
          hint="从那一段里一字不差地抄一句；题里的数字那一段都要有"
          value={cites?.quote ?? ''}
          rows={2}
          most={500}
        />
        <TextField name="validFrom" label="从哪天起用" type="date" hint="不写就随依据" value={validFrom} />
        <TextField name="validTo" label="用到哪天" type="date" value={validTo} />
        <Button>保存</Button>
      </Form>
      <BackToBank />
    </>
  );
}
