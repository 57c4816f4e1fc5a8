import type { Format } from '../format.js';
import { docx } from './docx.js';
import { html } from './html.js';
import { markdown } from './markdown.js';
import { pdf } from './pdf.js';
import { text } from './text.js';
import { xlsx } from './xlsx.js';

/** Formats told by their content stand before those told by the file's name. */
export const formats: readonly Format[] = [pdf, docx, xlsx, html, markdown, text];
