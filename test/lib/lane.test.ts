import { describe, expect, it } from 'vitest';
import { createLanes } from '../../src/lib/lane.js';

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('lanes', () => {
  it('let one piece of work at a time into a lane, in the order it came', async () => {
    const lanes = createLanes();
    const events: string[] = [];
    const work = (name: string) => async () => {
      events.push(`${name} in`);
      await tick();
      events.push(`${name} out`);
    };
    await Promise.all([lanes.run('a', work('1')), lanes.run('a', work('2')), lanes.run('a', work('3'))]);
    expect(events).toEqual(['1 in', '1 out', '2 in', '2 out', '3 in', '3 out']);
  });

  it('run beside each other', async () => {
    const lanes = createLanes();
    let release = () => {};
    const held = lanes.run('a', () => new Promise<void>((resolve) => (release = resolve)));
    await expect(lanes.run('b', async () => 'through')).resolves.toBe('through');
    release();
    await held;
  });

  it('go on after a failure, which only its own caller sees', async () => {
    const lanes = createLanes();
    const failed = lanes.run('a', () => Promise.reject(new Error('broken')));
    const next = lanes.run('a', async () => 'fine');
    await expect(failed).rejects.toThrow('broken');
    await expect(next).resolves.toBe('fine');
  });

  it('are idle once everything is through', async () => {
    const lanes = createLanes();
    let done = 0;
    for (const lane of ['a', 'a', 'b']) {
      void lanes.run(lane, async () => {
        await tick();
        done++;
      });
    }
    await lanes.idle();
    expect(done).toBe(3);
  });
});
