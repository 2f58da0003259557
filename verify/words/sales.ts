import type { Text } from './text.ts'

/** Words for what can be wrong with a sale, and with what refers to one. */
export const SALES = {
  doubled: [
    '{kind} 与账段 {other} 的 #{first} 是同一件事，被记了两次。',
    'This {kind} is the same as #{first} of epoch {other}: it was recorded twice.',
  ],
  line_amount: [
    '第 {line} 行的 {field} 写着 {said} 分，按单价、数量、折扣和税率应是 {counted} 分。',
    'Line {line}: {field} says {said} fen; price, quantity, discounts and rate make it {counted}.',
  ],
  sum_amount: [
    '{field} 写着 {said} 分，各行合计是 {counted} 分。',
    '{field} says {said} fen; the lines add up to {counted}.',
  ],
  tender_amount: [
    '收款对不上：{field} 写着 {said} 分，应是 {counted} 分。',
    'The tenders do not add up: {field} says {said} fen, and should be {counted}.',
  ],
  refund_unknown: [
    '退款所指的账段 {other} #{seq} 不是之前的一笔销售。',
    'The refund names #{seq} of epoch {other}, which is no sale before it.',
  ],
  refund_differs: [
    '退款与它所指的销售（账段 {other} #{seq}） 内容不同（行、金额、付款方式或小票号）。',
    'The refund is not the same as the sale #{seq} of epoch {other} that it names (lines, amounts, tenders or receipt number).',
  ],
  invoice_unknown: [
    '开票申请所指的账段 {other} #{seq} 不是之前的一笔销售。',
    'The invoice request names #{seq} of epoch {other}, which is no sale before it.',
  ],
  invoice_differs: [
    '开票申请的金额或小票号与销售（账段 {other} #{seq}） 不同。',
    'The invoice request’s amounts or receipt number differ from the sale #{seq} of epoch {other}.',
  ],
  token_malformed: ['给出的凭证码不是小票上的签名凭证码。', 'What was given is no signed token of a receipt.'],
  token_of_other: ['凭证码属于收银机 {till}…，不是这一台。', 'The token belongs to till {till}…, not to this one.'],
  token_unknown: ['存档里没有凭证码所指的销售 #{seq}。', 'The archive has no sale #{seq} as the token names it.'],
  token_differs: [
    '凭证码与销售 #{seq} 的校验值、金额或小票号不同。',
    'The token differs from the sale #{seq} in hash, total or receipt number.',
  ],
  token_aside: [
    '凭证码所指的销售 #{seq} 不在账本里，在另存的 {file} 里：它属于没有接下去的另一支，不在任何合计里。',
    'The sale #{seq} that the token names is not in the journal but in {file}, which was set aside: it is of a branch that was not continued, and in no sum.',
  ],
  token_forged: ['凭证码不是这台收银机的密钥签名的。', 'The token was not signed by this till’s key.'],
} as const satisfies Record<string, Text>
