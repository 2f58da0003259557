import type { Message } from './message.ts'

/** Who is at the till. */
export const signInMessages = {
  signInTitle: ['请登录', 'Sign in'],
} as const satisfies Record<string, Message>
