import { readBenefitRules } from '../app/benefit-rules.js';
import { loadConfig } from '../app/config.js';
import { chooseEmbedder } from '../app/embedding.js';
import { indexKnowledge } from '../app/index-knowledge.js';
import { readKnowledgeData } from '../app/knowledge-data.js';
import { showReport } from './index-report.js';
import { createProgress } from './progress.js';

export interface IndexCommand {
  readonly config: string | undefined;
  readonly paths: readonly string[];
  readonly dryRun: boolean;
}

/**
 * Builds or refreshes the snapshot, and checks what staff keep beside the texts. 1 when a file failed, though the others
 * went on. @throws `knowledge.data-invalid`
 */
export async function index({ config: file, paths, dryRun }: IndexCommand): Promise<number> {
  const config = loadConfig(file === undefined ? {} : { file });
  const progress = createProgress(process.stderr);
  const report = await indexKnowledge({
    config,
    embedder: await chooseEmbedder(config),
    dryRun,
    onProgress: progress.show,
    ...(paths.length > 0 ? { paths } : {}),
  });
  progress.end();
  process.stdout.write(showReport(report));
  await Promise.all([readKnowledgeData(config), readBenefitRules(config)]);
  return report.outcomes.some(({ status }) => status === 'failed') ? 1 : 0;
}
