// Copies what tsc leaves behind (pages' HTML, CSS and browser scripts) next to the compiled code.
import { cpSync, existsSync } from 'node:fs';

for (const folder of ['channels/web-chat/page', 'console/page', 'services/quiz/public/page']) {
  if (existsSync(`src/${folder}`)) cpSync(`src/${folder}`, `dist/${folder}`, { recursive: true });
}
