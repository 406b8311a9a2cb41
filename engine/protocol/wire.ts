/** What crosses between a client and a server, and how a message from outside is recognised. */
import type { WireError } from './errors.ts';

export interface CallMessage {
  id: number;
  method: string;
  params: unknown;
}

export type ReplyMessage = { id: number; ok: true; result: unknown } | { id: number; ok: false; error: WireError };

export interface EventMessage {
  event: string;
  payload: unknown;
}

export interface CancelMessage {
  cancel: number;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCallId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

export function isCall(message: unknown): message is CallMessage {
  return isObject(message) && isCallId(message['id']) && typeof message['method'] === 'string';
}

export function isCancel(message: unknown): message is CancelMessage {
  return isObject(message) && isCallId(message['cancel']);
}

export function isEvent(message: unknown): message is EventMessage {
  return isObject(message) && typeof message['event'] === 'string';
}

function isWireError(value: unknown): value is WireError {
  return (
    isObject(value) &&
    (value['kind'] === 'expected' || value['kind'] === 'cancelled' || value['kind'] === 'bug') &&
    typeof value['code'] === 'string' &&
    typeof value['message'] === 'string' &&
    isObject(value['details'])
  );
}

export function isReply(message: unknown): message is ReplyMessage {
  return (
    isObject(message) && isCallId(message['id']) && (message['ok'] === true || (message['ok'] === false && isWireError(message['error'])))
  );
}
