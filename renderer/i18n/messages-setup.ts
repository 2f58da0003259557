import type { Message } from './message.ts'

/** First start: the sample restaurant or the own one. */
export const setupMessages = {
  setupTitle: ['第一次使用', 'First start'],
} as const satisfies Record<string, Message>
