import { type DrawFile, digestOf } from './draw-file.js';
import { combined, DRAW_FORMAT, entropyOf, normaliseValue } from './entropy.js';
import { merkleRoot, sortCodes } from './merkle.js';
import { drawOrder, placesOf } from './order.js';

type Entropy = DrawFile['entropy'];
type Evidence<Kind extends Entropy['kind']> = Omit<Extract<Entropy, { kind: Kind }>, 'value' | 'hash'>;

/** What two people did, without what follows from it. */
export type EntropyEvidence = Evidence<'public'> | Evidence<'commit-reveal'>;

/** What a draw follows from. */
export interface DrawInputs
  extends Pick<DrawFile, 'campaign' | 'frozenAt' | 'publishedAt' | 'prizes' | 'alternateCount'> {
  /** In any order. */
  readonly entrants: readonly string[];
  readonly entropy: EntropyEvidence;
}

/** The value that both stand for, normalised. */
export const givenValue = (evidence: EntropyEvidence): string =>
  evidence.kind === 'public'
    ? normaliseValue(evidence.typed[0].value)
    : combined(evidence.parts[0].secret, evidence.parts[1].secret);

const RULES = [
  '一、入围者只列参与码，按字母顺序排列；名单指纹（默克尔树根）在随机数产生之前公布。',
  '二、叶子＝SHA-256(0x00 ‖ 参与码)，节点＝SHA-256(0x01 ‖ 左 ‖ 右)，落单的节点原样上移。',
  '三、种子＝SHA-256("yiwen-draw/1|" + 名单指纹 + "|" + 随机数)，写成十六进制。',
  '四、每个参与码的签＝SHA-256(种子 + "|" + 参与码)，从小到大排名次。',
  '五、按奖项顺序取前面的名次为中奖者，其后依次为候补；逾期未领或放弃的奖项由下一位候补递补。',
].join('\n');

/** Draws: the whole file follows from who was in and from what two people gave. */
export function makeDraw(inputs: DrawInputs): DrawFile {
  const { campaign, frozenAt, publishedAt, prizes, alternateCount } = inputs;
  const entrants = sortCodes(inputs.entrants);
  const root = merkleRoot(entrants);
  const value = givenValue(inputs.entropy);
  const hash = entropyOf(root, value);
  const places = placesOf(drawOrder(hash, entrants), prizes, alternateCount);
  const file: Omit<DrawFile, 'digest'> = {
    ...{ format: DRAW_FORMAT, campaign, rules: RULES, entrants, root, frozenAt, publishedAt },
    entropy: { ...inputs.entropy, value, hash },
    ...{ prizes, alternateCount },
    winners: places.filter(({ prize }) => prize !== ''),
    alternates: places.filter(({ prize }) => prize === '').map(({ place, code }) => ({ place, code })),
  };
  return { ...file, digest: digestOf(file) };
}
