import { defineService, type Service } from '../../chat/service.js';
import { type EstimateOptions, estimateFlow } from './talk/flow.js';

/** 报销试算 by the rules of `knowledge/benefits/`. Nothing of it is recorded: costs and conditions are nobody's business. */
export function benefitService(options: EstimateOptions): Service {
  return defineService({ name: 'benefits', flows: [estimateFlow(options)] });
}
