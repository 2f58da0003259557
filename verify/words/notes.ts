import type { Text } from './text.ts'

/** Words for what is worth knowing and is no fault. */
export const NOTES = {
  no_acks: [
    '没有总部回执：末尾是否被截去，只能由本机签名说明。',
    'There is no acknowledgement of head office: only the till’s own signature speaks for the end of the journal.',
  ],
  head_office_key_given: [
    '回执（到 #{seq}）由您给出的总部密钥 {keyId} 签名；账本里没有登记这一把：总部换了密钥，收银机还没有重新登记。',
    'The acknowledgement up to #{seq} is signed by the head office key {keyId} that was given, which the journal does not name: head office has changed its key and the till was not enrolled anew.',
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
    '这个账段接着收银机 {till} 账段 {other} 的 #{seq}。那台收银机的账本不在这份存档里，没有核对；小票号和 Z 编号从中间接着走。',
    'This epoch goes on from #{seq} of till {till}, epoch {other}. That till’s journal is not in this archive and was not checked; the numbers of receipts and Z reports go on from the middle.',
  ],
  epoch_forked: [
    '收银机在账段 {other} 发现分叉（别处有同号而不同的记录），自己开始了这个账段。别处的那一支不在账本里；本机留有它的话，列在另存的文件里。',
    'The till found that epoch {other} forks (elsewhere another entry has the same number) and began this epoch by itself. That other branch is not in the journal; where the till has it, it is among the files set aside.',
  ],
  entries_lost: [
    '收银机知道账段 {other} 有过 #{first} 到 #{last}，但没有一份副本能给出它们；其中可能有顾客手里已有小票的销售，所以小票号跳过了同样多的号码。',
    'The till knows that epoch {other} had #{first} to #{last}, which no copy could give. Some may be sales whose receipts guests hold, so the receipt numbers skip as many.',
  ],
  shift_interrupted: [
    '{date} 的班次没有结班，账段就结束了：销售 {sales} 笔共 {salesTotal} 分、退款 {refunds} 笔共 {refundTotal} 分，不在任何 Z 报表里；钱箱里应有 {drawer} 分。',
    'The epoch ended before this shift of {date} was closed: {sales} sales of {salesTotal} fen and {refunds} refunds of {refundTotal} fen stand in no Z report; {drawer} fen should have been in the drawer.',
  ],
  branch_aside: [
    '{file} 是账段 {epoch} 的另一支，没有接下去：账本里没有的记录 {entries} 条（#{first}–#{last}），销售 {sales} 笔共 {salesTotal} 分、退款 {refunds} 笔共 {refundTotal} 分，不在任何合计里。其中 {unlinked} 条前面没有依据，{unread} 条读不懂。账本里也有的 {known} 条，损坏的 {damaged} 行。',
    '{file} is a branch of epoch {epoch} that was not continued: {entries} entries that the journal does not have (#{first} to #{last}), with {sales} sales of {salesTotal} fen and {refunds} refunds of {refundTotal} fen, stand in no sum. {unlinked} of them follow nothing that is here, {unread} cannot be read here. {known} are in the journal, too; {damaged} lines are damaged.',
  ],
  copy_aside: [
    '{file} 是账段 {epoch} 的旧副本，里面没有账本缺少的记录：{known} 条账本里都有，损坏的 {damaged} 行。',
    '{file} is an old copy of epoch {epoch} and has nothing that the journal lacks: {known} entries are in the journal, too; {damaged} lines are damaged.',
  ],
  epoch_unacked: [
    '总部还没有签收过账段 {epoch}（{count} 条）。',
    'Head office has not signed anything of epoch {epoch} yet ({count} entries).',
  ],
} as const satisfies Record<string, Text>
