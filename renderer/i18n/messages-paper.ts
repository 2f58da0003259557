import type { Message } from './message.ts'

/** What the simulated printer put on paper. */
export const paperMessages = {
  paperTitle: ['打印纸', 'Paper'],
} as const satisfies Record<string, Message>
