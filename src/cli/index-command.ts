import { readBenefitRules } from '../app/benefit-rules.js';
import { loadConfig } from '../app/config.js';
import { chooseEmbedder } from '../app/embedding.js';
import { indexKnowledge } from '../app/index-knowledge.js';
import { readKnowledgeData } from '../app/knowledge-data.js';
import { openRecords } from '../app/records.js';
import { printable } from '../lib/printable.js';
import { showReport } from './index-report.js';
import { createProgress } from './progress.js';
import { parseReason } from './reason.js';
import { staffName } from './staff-name.js';

export interface IndexCommand {
  readonly config: string | undefined;
  readonly paths: readonly string[];
  readonly dryRun: boolean;
  /** Why a snapshot that answers worse than the accepted result is put in use all the same. */
  readonly publishAnyway?: string;
}

function reasonFor(publishAnyway: string | undefined) {
  return publishAnyway === undefined ? {} : { publishAnyway: parseReason(publishAnyway) };
}

/**
 * Builds or refreshes the snapshot, and checks what staff keep beside the texts. 1 when a file failed, though the others
 * went on. @throws `knowledge.data-invalid`
 */
export async function index(command: IndexCommand): Promise<number> {
  const { paths, dryRun, publishAnyway } = command;
  const config = loadConfig(command.config === undefined ? {} : { file: command.config });
  const reason = reasonFor(publishAnyway);
  const records = dryRun ? undefined : await openRecords(config);
  const progress = createProgress(process.stderr);
  try {
    const report = await indexKnowledge({
      config,
      embedder: await chooseEmbedder(config),
      dryRun,
      actor: staffName(),
      onProgress: progress.show,
      onExamined: (line) => {
        progress.end();
        process.stdout.write(`${printable(line)}\n`);
      },
      ...(records ? { store: records.store } : {}),
      ...(paths.length > 0 ? { paths } : {}),
      ...reason,
    });
    progress.end();
    process.stdout.write(showReport(report));
    await Promise.all([readKnowledgeData(config), readBenefitRules(config)]);
    return report.outcomes.some(({ status }) => status === 'failed') ? 1 : 0;
  } finally {
    progress.end();
    await records?.store.close();
  }
}
