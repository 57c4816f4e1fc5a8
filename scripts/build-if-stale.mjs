// `prepare`: builds when the compiled code is missing or older than any source. npx prepares the package once more
// before it first runs `yiwen` in this folder; there is nothing to build then.
import { execSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const changedAt = (path) => statSync(path).mtimeMs;
const sources = ['package.json', 'tsconfig.json', 'tsconfig.build.json'].concat(
  readdirSync('src', { recursive: true }).map((name) => join('src', name)),
);
const built = 'dist/main.js';
if (!existsSync(built) || sources.some((path) => changedAt(path) > changedAt(built))) {
  execSync('npm run build', { stdio: 'inherit' });
}
