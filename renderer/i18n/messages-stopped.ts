import type { Message } from './message.ts'

/** The till refuses to sell: why, what is safe, what to do. */
export const stoppedMessages = {
  stoppedTitle: ['收银已停用', 'Selling has stopped'],
} as const satisfies Record<string, Message>
