import type { Message } from './message.ts'

/** The request for an invoice. */
export const invoiceMessages = {
  invoiceTitle: ['申请发票', 'Request an invoice'],
} as const satisfies Record<string, Message>
