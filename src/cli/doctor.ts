import { readConfig } from '../app/config.js';
import { exitCode, sayReport } from '../app/health/check.js';
import { runDoctor } from '../app/health/doctor.js';
import { systemProbes } from '../app/health/probes.js';

export interface DoctorCommand {
  readonly config: string | undefined;
  /** `{ok, checks: [{level, title, detail, remedy?}]}` instead of lines. */
  readonly json: boolean;
}

/** Checks Node, native modules, configuration, data, index, staff key and endpoints. 1 when something has to be put right. */
export async function doctor({ config: file, json }: DoctorCommand): Promise<number> {
  const report = await runDoctor(readConfig(file === undefined ? {} : { file }), systemProbes);
  const code = exitCode(report);
  process.stdout.write(json ? `${JSON.stringify({ ok: code === 0, ...report }, undefined, 2)}\n` : sayReport(report));
  return code;
}
