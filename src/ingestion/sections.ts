import { parseSectionFields, type SectionFields } from './fields.js';
import type { Block, ParagraphBlock, TableBlock } from './format.js';

export type BodyBlock = ParagraphBlock | TableBlock;

/** The blocks under one heading (or one article), down to the next. */
export interface Section {
  /** Titles from below the document's own down to this section's. */
  readonly path: readonly string[];
  /** As of its heading; 0 for what stands before the first. */
  readonly level: number;
  /** Where the heading stands in the text; the body's own start where the heading is part of a paragraph. */
  readonly start: number;
  readonly blocks: readonly BodyBlock[];
  /** What the heading and those above it say. Facts and asks are the heading's own. */
  readonly fields: SectionFields;
  /** Whether the heading carries braces or asks: such a section is never put together with others. */
  readonly marked: boolean;
}

interface Frame {
  readonly level: number;
  readonly title: string;
  readonly fields: SectionFields;
}

/** Cuts a document at its headings. `path` names the file in faults. */
export function sectionsOf(blocks: readonly Block[], documentTitle: string, path: string): readonly Section[] {
  const sections: {
    path: string[];
    level: number;
    start: number;
    blocks: BodyBlock[];
    fields: SectionFields;
    marked: boolean;
  }[] = [];
  let frames: readonly Frame[] = [];
  const open = (frame: Frame, start: number, own: SectionFields, marked: boolean) => {
    frames = [...frames.filter(({ level }) => level < frame.level), frame];
    const titles = frames
      .filter((each) => each.level > 1 || !isTitleOf(each.title, documentTitle))
      .map(({ title }) => title);
    sections.push({ path: titles, level: frame.level, start, blocks: [], fields: { ...frame.fields, ...own }, marked });
  };
  for (const block of blocks) {
    if (block.kind === 'heading') {
      const { facts, ...own } = headingFields(block, path);
      const { asks } = block;
      const fields = { ...inherited(frames, block.level), ...own };
      const marked = block.attributes !== undefined || asks !== undefined;
      open(
        { level: block.level, title: block.title, fields },
        block.start,
        { ...(facts && { facts }), ...(asks && { asks }) },
        marked,
      );
      continue;
    }
    if (block.kind === 'paragraph' && block.opens) {
      const { level, title, article } = block.opens;
      const fields = { ...inherited(frames, level), ...(article && { article }) };
      open({ level, title, fields }, block.start, {}, false);
    }
    if (sections.length === 0)
      sections.push({ path: [], level: 0, start: block.start, blocks: [], fields: {}, marked: false });
    sections.at(-1)?.blocks.push(block);
  }
  return sections.filter((section) => section.blocks.length > 0);
}

function headingFields(block: Extract<Block, { kind: 'heading' }>, path: string): SectionFields {
  const said = block.attributes
    ? parseSectionFields(block.attributes.source, { path, line: block.attributes.line })
    : {};
  return { ...(block.article && { article: block.article }), ...said };
}

function inherited(frames: readonly Frame[], level: number): SectionFields {
  return frames.findLast((frame) => frame.level < level)?.fields ?? {};
}

/** The title itself, or a line of a title that is printed on two. */
function isTitleOf(heading: string, documentTitle: string): boolean {
  return documentTitle.replace(/\s/g, '').includes(heading.replace(/\s/g, ''));
}
