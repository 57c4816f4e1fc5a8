import hnswlib from 'hnswlib-node';
import { bigrams } from '../bigrams.js';
import { ANSWERED, type Build } from './peer.js';

const DIMENSION = 512;
const CONSTRUCTION = 100;

/**
 * What LangChain's HNSWLib store amounts to without a model: hashed bigram counts, cosine, the library's own settings
 * (M 16, ef 100) over the same hnswlib-node.
 */
export const hashedVectors: Build = (documents) => {
  const index = new hnswlib.HierarchicalNSW('cosine', DIMENSION);
  index.initIndex(documents.length, 16, CONSTRUCTION, 100);
  index.setEf(100);
  documents.forEach(({ title, text }, number) => {
    index.addPoint(vectorOf(`${title}\n${text}`), number);
  });
  return (question) =>
    index
      .searchKnn(vectorOf(question), Math.min(ANSWERED, documents.length))
      .neighbors.map((number) => documents[number]?.id ?? '');
};

/** Signed places (Weinberger et al. 2009), counts damped by a square root. */
function vectorOf(text: string): number[] {
  const counts = new Map<string, number>();
  for (const pair of bigrams(text)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  const vector = new Array<number>(DIMENSION).fill(0);
  for (const [pair, count] of counts) {
    const hash = hashOf(pair);
    const place = (hash >>> 1) % DIMENSION;
    vector[place] = (vector[place] as number) + (hash & 1 ? 1 : -1) * Math.sqrt(count);
  }
  return vector;
}

/** FNV-1a, its high bits mixed into the low ones. */
function hashOf(pair: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < pair.length; at++) hash = Math.imul(hash ^ pair.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
