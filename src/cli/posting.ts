import type { House } from '../app/assemble.js';
import type { Channel } from '../channels/channel.js';

const everyMs = 5_000;

/**
 * Sends what waits in the outbox (staff replies, invitations) through the channel it belongs to, one round after the
 * other. Call what it returns to stop.
 */
export function startPosting(channels: readonly Channel[], house: House): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const round = async (): Promise<void> => {
    for (const channel of channels.filter(({ fetched }) => !fetched))
      await house.assistant.post(channel.name, (address, reply) => channel.send(address, reply));
    if (!stopped) timer = setTimeout(() => void round(), everyMs);
  };
  timer = setTimeout(() => void round(), everyMs);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
