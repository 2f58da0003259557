import type { Text } from './text.ts'

/** Words for what is worth knowing and is no fault. */
export const NOTES = {
  no_acks: [
    '没有总部回执：末尾是否被截去，只能由本机签名说明。',
    'There is no acknowledgement of head office: only the till’s own signature speaks for the end of the journal.',
  ],
  after_ack: [
    '总部签收到 #{seq}，之后的 {count} 条还没有签收。',
    'Head office has signed up to #{seq}; {count} entries after it are not signed yet.',
  ],
  closing_unsigned: ['最后一次结班没有本机签名。', 'The last closing bears no signature of the till.'],
  refund_elsewhere: [
    '退款所指的销售在收银机 {till}，不在这份存档里。',
    'The refund names a sale of till {till}, which is not in this archive.',
  ],
  parent_elsewhere: [
    '这个世代接着收银机 {till} 世代 {other} 的 #{seq}，它不在这份存档里。',
    'This epoch goes on from #{seq} of till {till}, epoch {other}, which is not in this archive.',
  ],
} as const satisfies Record<string, Text>
