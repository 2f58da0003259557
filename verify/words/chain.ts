import type { Text } from './text.ts'

/** Words for what can be wrong with a journal’s lines and how they follow one another. */
export const CHAIN = {
  torn_tail: ['文件以不完整的一行结束：末尾被截断。', 'The file ends in an unfinished line: its end was cut off.'],
  malformed_line: [
    '这里的一行不是账本记录（损坏或被改过）。',
    'The line here is no journal entry: it is damaged or was changed.',
  ],
  hash_mismatch: [
    '这条记录的内容与它的校验值不符：封存以后被改过。',
    'This entry does not match its hash: it was changed after it was sealed.',
  ],
  not_canonical: [
    '这条记录不是规范的 JSON，不是收银机写的。',
    'This entry is not canonical JSON; no till writes it so.',
  ],
  wrong_till: [
    '这条记录属于收银机 {till} 的账段 {other}，不属于这本账。',
    'This entry belongs to till {till}, epoch {other}, and not to this journal.',
  ],
  gap: ['记录 #{from} 到 #{to} 不见了：被删去或丢失。', 'Entries #{from} to #{to} are missing: removed or lost.'],
  out_of_order: [
    '记录 #{seq} 出现在 #{after} 之后：顺序被换过。',
    'Entry #{seq} stands after #{after}: the order was changed.',
  ],
  repeated_line: ['记录 #{seq} 出现了两次。', 'Entry #{seq} is there twice.'],
  fork: [
    '编号 #{seq} 有两条不同的记录：账本分叉，其中一条不真实。',
    'There are two different entries with the number #{seq}: the journal forks, and one of them is not genuine.',
  ],
  does_not_follow: [
    '这条记录指向的前一条不是 #{before}：#{before} 在封存以后被改过，或其间有记录被换掉。',
    'This entry does not link to #{before}: #{before} was changed after it was sealed, or entries were exchanged.',
  ],
  unknown_kind: [
    '这条 {kind} 记录由更新的版本写成（种类或其中的项目这个版本不认识）：链是完整的，内容没有核对。请用更新的版本核对。',
    'This {kind} entry is of a newer version (its kind, or a member of it, is not known here): it is chained, but its content was not checked. Use a newer version.',
  ],
  invalid_entry: ['这条 {kind} 记录的内容不合规定：{detail}', 'This {kind} entry breaks the format: {detail}'],
} as const satisfies Record<string, Text>
