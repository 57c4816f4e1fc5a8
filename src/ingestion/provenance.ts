import type { Provenance } from '../domain/passage.js';
import type { Fields, SectionFields } from './fields.js';
import type { Block, ExtractedDocument } from './format.js';

/**
 * What a document is. The nearest word counts: its own front matter, then its sidecar, then the folders from the inner
 * to the outer, then what its pages say. A text nobody described is an original of unnamed place.
 */
export function documentProvenance(
  extracted: ExtractedDocument,
  said: { readonly own: Fields; readonly sidecar: Fields; readonly folder: Fields },
  fileName: string,
): Provenance {
  const { title, ...rest } = { ...extracted.meta, ...said.folder, ...said.sidecar, ...said.own };
  return {
    kind: 'original',
    place: '',
    scheme: 'both',
    certainty: 'A',
    ...rest,
    title: title ?? firstHeading(extracted.blocks) ?? fileName.replace(/\.[^.]+$/, ''),
  };
}

/** A section's provenance: what its heading says counts before what the document says. */
export function sectionProvenance(document: Provenance, fields: SectionFields): Provenance {
  const { facts: _, ...overrides } = fields;
  return { ...document, ...overrides };
}

function firstHeading(blocks: readonly Block[]): string | undefined {
  const first = blocks.find((block) => block.kind === 'heading');
  return first?.level === 1 ? first.title : undefined;
}
