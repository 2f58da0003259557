import type { Text } from './text.ts'

/** Words for what can be wrong with shifts and closings, and with the numbers of receipts and Z reports. */
export const SHIFTS = {
  outside_shift: ['{kind} 不在开着的班次里。', 'This {kind} is not within the open shift.'],
  other_date: [
    '营业日写着 {said}，班次的营业日是 {counted}。',
    'The business date says {said}; the shift’s is {counted}.',
  ],
  receipt_form: [
    '小票号 {receiptNo} 的形式不对或日期不是 {date}。',
    'The receipt number {receiptNo} has not the right form, or not the date {date}.',
  ],
  receipt_gap: [
    '{date} 的小票号 {from} 到 {to} 缺失：前一张是 {before}，这一张是 {receiptNo}，中间的记录：{between}。没有记录说明它们的去向。',
    'Receipt numbers {from} to {to} of {date} are missing: the one before is {before}, this one is {receiptNo}, and between them stand {between}. No entry accounts for them.',
  ],
  receipt_repeated: [
    '小票号 {receiptNo} 不该在这里：{date} 已经用到 {last}。',
    'The receipt number {receiptNo} was used before: {date} had reached {last} already.',
  ],
  z_gap: [
    'Z 编号 {from} 到 {to} 缺失：上一份在 {before}，这一份是 Z {z}。',
    'Z numbers {from} to {to} are missing: the one before is at {before}, this one is Z {z}.',
  ],
  z_repeated: [
    'Z 编号 {z} 已经用过（上一份是 Z {last}）。',
    'Z number {z} was used before (the last one was Z {last}).',
  ],
  shift_still_open: ['开班时上一个班次（#{seq}）还没有结束。', 'A shift opens while the one of #{seq} is still open.'],
  closing_without_shift: ['结班所指的班次没有开着。', 'The closing names a shift that is not open.'],
  closing_differs: [
    '结班（Z {z}）的 {field} 写着 {said}，按记录应是 {counted}。',
    'The closing (Z {z}) says {field} {said}; the entries make it {counted}.',
  ],
  x_range: [
    'X 报表的范围 #{from}–#{to} 不对，应是 #{rightFrom}–#{rightTo}。',
    'The X report covers #{from} to #{to}; it should be #{rightFrom} to #{rightTo}.',
  ],
} as const satisfies Record<string, Text>
