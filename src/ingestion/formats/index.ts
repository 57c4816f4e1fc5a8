import type { Format } from '../format.js';
import { markdown } from './markdown.js';
import { text } from './text.js';

/** Formats told by their content stand before those told by the file's name. */
export const formats: readonly Format[] = [markdown, text];
