/**
 * Runs every benchmark, each in a process of its own, shows what it prints and keeps it in bench/results/: npm run bench
 * A benchmark is a file `system.ts` or `retrieval-*.ts` of this folder that prints Markdown or plain tables.
 */
import { spawn } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const results = `${folder}results`;
const isBenchmark = (name: string) => /^(system|retrieval-[\w-]+)\.ts$/.test(name);

/** Runs a command, shows its output as it comes and gives it back. Rejects when it fails. */
function show(command: string, words: readonly string[]): Promise<string> {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'], cwd: `${folder}..` });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString('utf8');
    process.stdout.write(piece);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(said) : reject(new Error(`${words.join(' ')} ended with ${code}`)),
    );
  });
}

/** Plain tables keep their columns in a fence. */
function asMarkdown(title: string, said: string): string {
  return said.startsWith('# ') ? said : `# ${title}\n\n\`\`\`\n${said.trimEnd()}\n\`\`\`\n`;
}

await show('npm', ['run', '--silent', 'build']);
await mkdir(results, { recursive: true });
const names = (await readdir(folder)).filter(isBenchmark);
const failed: string[] = [];
for (const name of names.toSorted(
  (a, b) => Number(b === 'system.ts') - Number(a === 'system.ts') || (a < b ? -1 : 1),
)) {
  const title = name.replace(/\.ts$/, '');
  console.log(`\n── ${title}`);
  try {
    const said = await show(process.execPath, ['--import', 'tsx', `bench/${name}`]);
    await writeFile(`${results}/${title}.md`, asMarkdown(title, said));
  } catch (error) {
    failed.push(title);
    console.error(error instanceof Error ? error.message : error);
  }
}
if (failed.length > 0) process.exitCode = 1;
