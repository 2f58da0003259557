import type { Message } from './message.ts'

/** The list of sales, reprint and refund. */
export const todayMessages = {
  todayTitle: ['今日', 'Today'],
} as const satisfies Record<string, Message>
