import { printable } from '../lib/printable.js';

/** Where progress is shown: a bar in a terminal; elsewhere nothing but what the report says, so that logs stay short. */
interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface Progress {
  show(progress: { readonly done: number; readonly total: number; readonly path: string }): void;
  end(): void;
}

const barWidth = 24;
/** Away from a terminal a line is written at each tenth. */
const plainSteps = 10;

export function createProgress(screen: Screen): Progress {
  let shown = false;
  let step = 0;
  return {
    show({ done, total, path: named }) {
      if (screen.isTTY) {
        const filled = Math.round((barWidth * done) / Math.max(1, total));
        const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
        const path = printable(named);
        const name = path.length > 40 ? `…${path.slice(-39)}` : path;
        screen.write(`\r\u001b[K${bar} ${done}/${total} ${name}`);
        shown = true;
        return;
      }
      const reached = Math.floor((plainSteps * done) / Math.max(1, total));
      if (reached > step) screen.write(`已读 ${done}/${total} 个文件\n`);
      step = reached;
    },
    end() {
      if (shown) screen.write('\r\u001b[K');
    },
  };
}
