import { LARGEST_ATTACHMENT } from '../../../domain/message.js';
import { MOST_FILES, type ReceivedFile } from './receiving.js';

const REFUSED: Readonly<Record<Exclude<ReceivedFile['status'], 'boxed'>, string>> = {
  'too-large': `文件太大，每个最多${LARGEST_ATTACHMENT / 1_000_000}兆，这个没有收下。可以拍成照片或截图再发。`,
  unknown: '这种文件收不了。请发照片、截图或 PDF。',
  damaged: '这个图片打不开，可能没有传完，没有收下。请再发一次。',
  unreadable: '这个文件没有传到，没有收下。请再发一次，或用文字说明。',
};

/** What became of the files: how many are kept now, what was taken out of them, which were not taken and why. */
export function receivedNotice(received: readonly ReceivedFile[], kept: number, held: number): string {
  const boxed = received.flatMap((file) => (file.status === 'boxed' ? [file.boxKey.type] : []));
  const isPdf = boxed.includes('application/pdf');
  const cleaned = boxed.some((type) => type !== 'application/pdf') ? '照片里的位置、时间和机型已去掉。' : '';
  const whole = isPdf ? 'PDF 里的作者等信息去不掉，介意请改发截图。' : '';
  const refused = new Set(received.flatMap((file) => (file.status === 'boxed' ? [] : [REFUSED[file.status]])));
  const full = boxed.length > held ? `图片和文件最多${MOST_FILES}个，多的没有收下；其余可以交给承办人员。` : '';
  const took = held > 0 ? `已加密收下第${kept}个图片或文件。${cleaned}${whole}` : '';
  return [took, full, ...refused].filter(Boolean).join('\n');
}
