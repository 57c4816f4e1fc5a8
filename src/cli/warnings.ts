/** Warnings go to standard error, each once: standard output belongs to the command's result. */
export function warnTo(screen: { write(text: string): unknown }): (message: string) => void {
  const said = new Set<string>();
  return (message) => {
    if (said.has(message)) return;
    said.add(message);
    screen.write(`提醒：${message}\n`);
  };
}
