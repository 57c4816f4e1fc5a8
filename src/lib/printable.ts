/** Control characters other than tab and line break: in a terminal they move the cursor, clear the screen, set its title. */
const CONTROLS = /[^\P{Cc}\t\n]/gu;

/** A text from outside (a file's name, a model's words) as a terminal may show it. */
export function printable(text: string): string {
  return text.replace(CONTROLS, '');
}
