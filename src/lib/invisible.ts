/**
 * Characters that show nothing and only serve to slip something past a reader: controls other than tab and line
 * break, zero-width, direction and tag characters (category Cf), broken surrogates, variation selectors, joiners and fillers.
 */
const INVISIBLE = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** What a person sees of a text. A model would read the rest too: instructions hide there. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, '');
}
