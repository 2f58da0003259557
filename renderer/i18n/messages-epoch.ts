import type { Message } from './message.ts'

/** An epoch that was left for the next one: what was found, what is safe, and that the till goes on. */
export const epochMessages = {
  epochTitle: ['收银继续，账本已换新账段', 'The till goes on, in a new epoch of its journal'],
  epoch_fork: [
    '打开时发现：同一个编号下有两条不同的记录（可能用过旧备份，或这台机器的数据被复制过）。',
    'At start two different entries were found under one number: an old backup may have been used, or this till’s data was copied.',
  ],
  epoch_missing: [
    '打开时发现：有些编号的记录确实有过，但本机账本、副本和总部都拿不出来。',
    'At start entries were known to exist that neither journal, second copy nor head office can give.',
  ],
  epochGoesOn: [
    '本机已自动封存第 {before} 账段，从它能证明的最后一条 #{seq} 接着，开始第 {epoch} 账段。现在就可以收款，收据号和 Z 号继续往下，不会重复。',
    'This till has closed epoch {before} off by itself and begins epoch {epoch}, which goes on from #{seq}, the last entry that it can prove. Sales can be made at once; receipt and Z numbers go on and none is given again.',
  ],
  epochSafe: [
    '什么都没有删除：封存的账段完整保留，照样可以查、退、补打、开票；还没到总部的部分会继续上传。',
    'Nothing was deleted: what was sold in the epoch before is kept and can be looked up, refunded, reprinted and invoiced; what head office lacks of it is still sent.',
  ],
  epochMissing: [
    '缺少的编号：#{first} 到 #{last}。如果那时开过收据，请对照纸质收据补查。',
    'Missing numbers: #{first} to #{last}. If receipts were given then, check them against paper.',
  ],
  epochElsewhere: [
    '#{first} 到 #{last} 只在另一份账里有；那一份也原样保留。',
    '#{first} to #{last} stand only in the other branch, which is kept as it is.',
  ],
  epochShifts: ['被打断的班次', 'Shifts that were interrupted'],
  epochShift: [
    '{date} 的班次（{by} 开班）没有交班：{sales} 笔，共 {total}；钱箱应有现金 {cash}。请点清后重新开班。',
    'The shift of {date}, opened by {by}, was not closed: {sales|sale|sales}, {total} in all; {cash} in cash should be in the drawer. Count it, then open a new shift.',
  ],
  epochContinue: ['知道了，继续营业', 'Understood, go on selling'],
  epochHistory: ['账段', 'Epochs of this journal'],
  epochLine: [
    '第 {epoch} 账段：{at} 起，接第 {before} 账段 #{seq}（{why}）',
    'Epoch {epoch}: since {at}, goes on from #{seq} of epoch {before} ({why})',
  ],
  epochWhy_fork: ['同一编号有两条记录', 'two entries under one number'],
  epochWhy_missing: ['有编号找不到', 'numbers that nobody could give'],
  stoppedGoOn: ['不等了，换新账段继续营业', 'Do not wait: go on selling in a new epoch'],
  stoppedGoOnWhy: [
    '总部签收到 #{seq}，连上就能补回；更晚的编号总部也没有。不等也可以：本机会封存现在的账段，总部已有的照样留在总部，收款从新账段继续。',
    'Head office has signed up to #{seq} and can give that back once it is reached; later numbers it never had. You need not wait: the till then closes this epoch off, what head office has stays there, and sales go on in a new one.',
  ],
} as const satisfies Record<string, Message>
