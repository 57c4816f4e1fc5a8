/**
 * What may be sealed apart from what: a story (举报内容), who told it (身份), a form that holds personal data (表单).
 * Each has a key pair of its own, so that who may open one cannot open another.
 */
export const purposes = ['story', 'identity', 'form'] as const;
export type Purpose = (typeof purposes)[number];

export const purposeNames: Readonly<Record<Purpose, string>> = {
  story: '举报内容',
  identity: '举报人身份',
  form: '协办表单',
};

/** Seals to the bureau's public key of that purpose: whoever holds the disk cannot read it, the bot itself included. */
export type Seal = (purpose: Purpose, text: string) => string;

/** A sealed text says which key it is for, so that it can be found wherever it stands: `yw1.<key>.<base64url>`. */
const SEALED = /yw1\.([a-z0-9]{12})\.([A-Za-z0-9_-]+)/g;

export const writeSealed = (keyId: string, box: string): string => `yw1.${keyId}.${box}`;

export interface SealedParts {
  readonly keyId: string;
  readonly box: string;
}

/** Undefined for what is no sealed text. */
export function readSealed(text: string): SealedParts | undefined {
  const match = new RegExp(`^${SEALED.source}$`).exec(text);
  return match?.[1] && match[2] ? { keyId: match[1], box: match[2] } : undefined;
}

/** Replaces every sealed text of a key within a stored value (JSON or plain), whatever stands around it. */
export function replaceSealed(value: string, keyId: string, replace: (sealed: string) => string): string {
  return value.replaceAll(SEALED, (sealed, key: string) => (key === keyId ? replace(sealed) : sealed));
}
