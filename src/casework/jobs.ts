import { YiwenError } from '../lib/errors.js';
import { randomId } from '../lib/ids.js';

/** Something that takes longer than a page may: a large export, an index. It lives in this process and nowhere else. */
export interface Job<Result> {
  readonly id: string;
  /** The member of staff whose job it is: nobody else sees it. */
  readonly owner: string;
  readonly title: string;
  /** How far it is, in words. */
  readonly said: string;
  readonly outcome: Outcome<Result>;
}

type Outcome<Result> =
  | { readonly status: 'running' }
  | { readonly status: 'done'; readonly result: Result }
  | { readonly status: 'failed'; readonly error: unknown };

export interface Jobs<Result> {
  /** Begins at once. One of a person at a time: what an earlier one left is dropped. @throws YiwenError `job.busy` */
  start(owner: string, title: string, work: (say: (how: string) => void) => Promise<Result>): Job<Result>;
  /** Waits a little: small work is done before anybody looks. */
  settled(id: string, withinMs: number): Promise<void>;
  /** @throws YiwenError `job.unknown` */
  of(owner: string, id: string): Job<Result>;
  drop(id: string): void;
}

/** @param keepMs how long a result waits to be taken; then it is gone */
export function createJobs<Result>(keepMs: number): Jobs<Result> {
  const jobs = new Map<string, Job<Result>>();
  const ends = new Map<string, Promise<void>>();
  const change = (id: string, to: Partial<Job<Result>>) => {
    const job = jobs.get(id);
    if (job) jobs.set(id, { ...job, ...to });
  };
  const drop = (id: string) => {
    jobs.delete(id);
    ends.delete(id);
  };
  return {
    drop,
    start(owner, title, work) {
      for (const job of jobs.values()) {
        if (job.owner !== owner) continue;
        if (job.outcome.status === 'running')
          throw new YiwenError('job.busy', `您的「${job.title}」还没有做完`, '请等它做完再开始下一个');
        drop(job.id);
      }
      const job: Job<Result> = { id: randomId(), owner, title, said: '正在准备', outcome: { status: 'running' } };
      jobs.set(job.id, job);
      const end = work((said) => change(job.id, { said })).then(
        (result) => change(job.id, { outcome: { status: 'done', result } }),
        (error: unknown) => change(job.id, { outcome: { status: 'failed', error } }),
      );
      ends.set(job.id, end);
      void end.then(() => setTimeout(() => drop(job.id), keepMs).unref());
      return job;
    },
    async settled(id, withinMs) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs);
      });
      await Promise.race([ends.get(id), late]);
      clearTimeout(timer);
    },
    of(owner, id) {
      const job = jobs.get(id);
      if (job?.owner === owner) return job;
      throw new YiwenError('job.unknown', '没有这个任务，或已经过期', '请重新开始一次');
    },
  };
}
