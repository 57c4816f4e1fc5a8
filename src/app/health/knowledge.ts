import { bad, type Check, good, warning } from './check.js';

export type IndexState =
  | { readonly status: 'missing' }
  | { readonly status: 'broken'; readonly cause: string; readonly remedy: string }
  | {
      readonly status: 'present';
      readonly builtAt: string;
      readonly chunks: number;
      readonly places: readonly string[];
      readonly embedding: { readonly model: string; readonly dimension: number };
      /** Files that are new, changed or gone since. */
      readonly changed: readonly string[];
      /** Files that cannot be read, each with its cause and remedy in one line. */
      readonly unreadable: readonly string[];
    };

const rebuild = '运行 npx yiwen index';
const some = (all: readonly string[]) => `${all.slice(0, 3).join('、')}${all.length > 3 ? ' 等' : ''}`;

/** @param wanted name of the embedding that the configuration asks for */
export function checkIndex(state: IndexState, wanted: string): readonly Check[] {
  const title = '知识索引';
  if (state.status === 'missing') return [warning(title, '还没有建立', `${rebuild}；npm start 也会自动建`)];
  if (state.status === 'broken') return [bad(title, state.cause, state.remedy)];
  const { builtAt, chunks, embedding, changed, unreadable } = state;
  const when = builtAt.slice(0, 10);
  const files = unreadable.map((line) => warning('资料文件', line, '改好后重建索引；这期间照用上次读到的内容'));
  if (embedding.model !== wanted)
    return [bad(title, `是用向量模型 ${embedding.model} 建的，现在配的是 ${wanted}`, rebuild), ...files];
  if (changed.length > 0)
    return [warning(title, `${when} 建立，之后有 ${changed.length} 个文件变了：${some(changed)}`, rebuild), ...files];
  return [good(title, `${chunks} 段，${when} 建立，和资料一致`), ...files];
}

/** @param holds whether a text of the first place may speak to someone insured in the second */
export function checkHomePlace(
  home: string | undefined,
  places: readonly string[],
  holds: (place: string, home: string) => boolean,
): Check {
  const title = '参保地区';
  const known = places.filter((place) => place !== '' && place !== '全国' && !place.includes('某'));
  if (home === undefined) return good(title, '没有限定，各地的做法会标明地区');
  if (known.some((place) => place === home)) return good(title, home);
  const around = known.filter((place) => holds(place, home));
  return around.length > 0
    ? warning(
        title,
        `资料里没有 ${home} 自己的规定，只有 ${some(around)} 的`,
        '把本地的政策文件放进资料文件夹，再重建索引',
      )
    : warning(
        title,
        `资料里没有 ${home} 的规定，只能用全国规定回答`,
        `改成资料里有的地区（${some(known)}），或加入本地的政策文件`,
      );
}

/** What staff keep beside the texts: places, boundaries, rules for estimates. */
export type DataState =
  | { readonly status: 'broken'; readonly cause: string; readonly remedy: string }
  | { readonly status: 'sound'; readonly rules: number; readonly places: readonly string[] };

/** @param local whether rules of the bureau's own area, or of one around it, are among them */
export function checkRules(state: DataState, home: string | undefined, local: boolean): Check {
  const title = '试算规则';
  if (state.status === 'broken') return bad(title, state.cause, state.remedy);
  const { rules, places } = state;
  if (home !== undefined && !local)
    return warning(
      title,
      `没有 ${home} 自己的，试算会说缺哪一条`,
      '照 knowledge/README.md 在资料文件夹的 benefits/ 里写一份',
    );
  return good(title, rules === 0 ? '没有，试算会说缺哪一条' : `${rules} 条，${some(places)}`);
}
