import type { z } from 'zod';
import { secretSettings } from './config-environment.js';
import { type ConfigFault, didYouMean, type SettingPath } from './config-faults.js';
import { knownPaths } from './config-keys.js';
import { type Branch, valueAt } from './config-tree.js';

type Where = (path: SettingPath) => string;

/** A path as `knownPaths` tells it: places in lists left out. */
const named = (path: SettingPath) => path.filter((key) => typeof key === 'string').join('.');

function foundAt(tree: Branch, path: SettingPath): { found?: string } {
  const value = valueAt(tree, path);
  if (typeof value !== 'string') return {};
  if (secretSettings.some((secret) => secret.join('.') === named(path))) return { found: '（已隐藏）' };
  if (/\/\/[^/]*@/.test(value)) return { found: '（带账号密码的网址，已隐藏）' };
  return { found: value.length > 60 ? `${value.slice(0, 60)}…` : value };
}

function unknownKey(path: SettingPath, key: string, where: Where): ConfigFault {
  const known = knownPaths();
  const above = named(path);
  const leaf = (at: string) => at.slice(at.lastIndexOf('.') + 1);
  const siblings = known.filter((at) => (above === '' ? leaf(at) : `${above}.${leaf(at)}`) === at).map(leaf);
  const near = didYouMean(key, siblings);
  const elsewhere = known.find((at) => leaf(at) === key);
  const remedy = near
    ? `您要写的是不是 ${near}？`
    : elsewhere
      ? `它应写成 ${elsewhere}，请移到那一段下面`
      : `删去；${above === '' ? '最外层' : `${above} 下面`}可以写 ${siblings.join('、')}`;
  return { where: where([...path, key]), expected: '没有这一项', remedy };
}

const shapes: Readonly<Record<string, readonly [expected: string, remedy: string]>> = {
  object: ['应是一组「名称: 内容」，每行一项', '换行缩进两个空格再写各项'],
  array: ['应是列表，每行以「- 」开头', '逐行写，每行以「- 」开头'],
};

function faultOf(issue: z.core.$ZodIssue, tree: Branch, where: Where): ConfigFault[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, where));
  const place = { where: where(path), ...foundAt(tree, path) };
  if (issue.code === 'custom') {
    const missing = valueAt(tree, path) === undefined && !issue.message.includes('没有');
    const expected = missing ? `缺少这一项；${issue.message}` : issue.message;
    return [{ ...place, expected, remedy: String(issue.params?.remedy ?? '对照 yiwen.config.example.yaml') }];
  }
  if (issue.code === 'too_big') return [{ ...place, expected: `最多写${issue.maximum}项`, remedy: '删去多余的' }];
  if (issue.code === 'too_small')
    return [{ ...place, expected: `至少写${issue.minimum}项`, remedy: '补上，或删去整段' }];
  const [expected, remedy] = (issue.code === 'invalid_type' && shapes[issue.expected]) || [
    '写法不对',
    '对照 yiwen.config.example.yaml',
  ];
  return [{ ...place, expected, remedy }];
}

/** What zod found, as faults in the reader's language. Secrets are not shown. */
export function faultsOf(error: z.ZodError, tree: Branch, where: Where): readonly ConfigFault[] {
  return error.issues.flatMap((issue) => faultOf(issue, tree, where));
}
