import { z } from 'zod';
import { configSchema } from './config-schema.js';

/** What a wrapper, list or conversion is about. */
function within(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodPipe) return schema.out;
  const wraps =
    schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodExactOptional;
  return wraps ? schema.unwrap() : undefined;
}

/** Every key that may be written, `channels.webChat.port`, places in lists left out: for 您要写的是不是…. */
export function knownPaths(schema: z.core.$ZodType = configSchema, above = ''): readonly string[] {
  const inner = within(schema);
  if (inner) return knownPaths(inner, above);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries<z.core.$ZodType>(schema.shape).flatMap(([key, one]) => {
    const path = above === '' ? key : `${above}.${key}`;
    return [path, ...knownPaths(one, path)];
  });
}
