import type { Port } from '../../../engine/protocol/port.ts';

/** The browser's MessagePort as the protocol's. Messages wait in it until somebody listens. */
export function portOf(channel: MessagePort): Port {
  return {
    post: (message) => channel.postMessage(message),
    listen(handler) {
      const receive = (event: MessageEvent): void => handler(event.data);
      channel.addEventListener('message', receive);
      channel.start();
      return () => channel.removeEventListener('message', receive);
    },
    close: () => channel.close(),
  };
}
