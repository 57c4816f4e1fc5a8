import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { STAFFED } from '../services/handoff/staffed.js';
import { alive, huntScripts } from '../support/script-hunt.js';
import { scriptPayloads } from '../support/script-payloads.js';
import { createTestConsole, type TestConsole } from '../support/test-console.js';

vi.setConfig({ testTimeout: 120_000 });

let desk: TestConsole;
beforeEach(async () => {
  desk = await createTestConsole({ handoff: STAFFED, rateLimit: { messages: 100_000, withinMs: 60_000 } });
});
afterEach(() => desk.close());

describe('scripts in every field that anybody may type into', () => {
  it('are more than two hundred, and each would be found out', () => {
    expect(new Set(scriptPayloads).size).toBeGreaterThan(200);
    for (const payload of scriptPayloads) expect(alive(`<p>${payload}</p><input value="${payload}">`)).not.toEqual([]);
  });

  it('stay text on every page of every desk', async () => {
    // Each body and each way out of where the text stands, in another pairing than the rest: all of them are load.
    const some = scriptPayloads.filter((_, at) => at % 13 === 0);
    const report = await huntScripts(desk, some);
    expect(report.alive).toEqual([]);
    const fields = new Set(Object.values(report.byMember).flatMap((one) => one.fields));
    expect(fields.size).toBeGreaterThan(30);
  });
});
