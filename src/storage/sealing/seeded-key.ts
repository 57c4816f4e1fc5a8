import { YiwenError } from '../../lib/errors.js';
import { loadSodium } from './sodium.js';

/** A key pair that a secret brings about: nobody keeps the private half, whoever has the secret makes it anew. */
export interface SeededKey {
  /** Base64url; what `sealTo` takes. */
  readonly publicKey: string;
  /** What was sealed to the public half. @throws YiwenError `sealing.unreadable` */
  open(box: string): string;
}

/** X25519 from 32 bytes (libsodium's `crypto_box_seed_keypair`). @param seed 32 bytes of a stretched secret */
export async function seededKey(seed: Uint8Array): Promise<SeededKey> {
  const sodium = await loadSodium();
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed);
  return {
    publicKey: sodium.to_base64(publicKey),
    open(box) {
      try {
        return sodium.to_string(sodium.crypto_box_seal_open(sodium.from_base64(box), publicKey, privateKey));
      } catch (cause) {
        throw new YiwenError('sealing.unreadable', '这条内容打不开', '请核对受理码；仍打不开请联系承办人员', { cause });
      }
    },
  };
}
