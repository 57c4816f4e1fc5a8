// Copies what tsc leaves behind (the web chat page's HTML, CSS and browser script) next to the compiled code.
import { cpSync, existsSync } from 'node:fs';

for (const folder of ['channels/web-chat/page']) {
  if (existsSync(`src/${folder}`)) cpSync(`src/${folder}`, `dist/${folder}`, { recursive: true });
}
