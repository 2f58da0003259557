import type { Message } from './message.ts'

/** About this till, its settings and head office. */
export const aboutMessages = {
  aboutTitle: ['关于', 'About'],
} as const satisfies Record<string, Message>
