import type { Message } from './message.ts'

/** Who is at the till. */
export const signInMessages = {
  signInTitle: ['请登录', 'Sign in'],
  signInWho: ['选择姓名', 'Who are you?'],
  signInPin: ['{name}，请输入密码', '{name}, your PIN'],
  signInOk: ['登录', 'Sign in'],
  signInWrong: ['密码不对，还可以试 {left} 次。', 'Wrong PIN; {left|try|tries} left.'],
  signInLocked: [
    '{name} 的密码已锁定，请在 {minutes} 分钟后再试。其他人可以照常登录；账单和销售都还在。',
    'The PIN of {name} is locked; try again in {minutes|minute|minutes}. Others can sign in; orders and sales are untouched.',
  ],
  signInUnknown: ['没有这位员工，请重新选择。', 'This person is not on the staff; choose again.'],
  signInSamplePin: ['样例密码 {pin}', 'Sample PIN {pin}'],
  pinDigits: ['已输入 {count} 位', '{count|digit|digits} typed'],
  forgotPin: ['忘记经理密码', 'Forgot the manager’s PIN'],
  recoverTitle: ['重设 {name} 的密码', 'New PIN for {name}'],
  recoverCode: ['找回码', 'Recovery code'],
  recoverNewPin: ['新密码（4–8 位数字）', 'New PIN (4 to 8 digits)'],
  recoverOk: ['重设密码', 'Set the new PIN'],
  recover_wrong_code: ['找回码不对，密码没有改。', 'Wrong recovery code; the PIN was not changed.'],
  recover_locked: ['试得太多，请稍后再试。密码没有改。', 'Too many tries; wait a while. The PIN was not changed.'],
  recover_write_failed: [
    '写不进磁盘，密码没有改。请检查磁盘空间。',
    'The disk could not be written; the PIN was not changed. Check the disk.',
  ],
  recoverDone: ['密码已重设。新的找回码：', 'The PIN is set. Your new recovery code:'],
  staffLostTitle: ['员工文件丢失', 'The staff file is lost'],
  staffMissing: [
    '员工文件（staff.json）不见了。销售和账本都在，没有丢。',
    'The staff file (staff.json) is missing. Sales and journal are safe.',
  ],
  staffUnreadable: [
    '员工文件（staff.json）损坏，读不出来；原文件保留为 {file}。销售和账本都在，没有丢。',
    'The staff file (staff.json) is damaged and cannot be read; it is kept as {file}. Sales and journal are safe.',
  ],
  staffLostHow: [
    '经理用找回码可以恢复员工名单并设新密码；其他员工的密码不变。这次恢复会记入账本。',
    'A manager brings the staff back with the recovery code and sets a new PIN; the others keep theirs. The journal will tell of it.',
  ],
  staffLostBackup: [
    '备份的名单也不在，找回码没有可对照的。请从备份把 staff.json 放回数据文件夹，或联系技术支持，然后重新启动。',
    'The copy of the list is gone too, so no recovery code can be checked. Put staff.json back into the data folder from a backup, or call support, then start again.',
  ],
  staffLostRecover: ['我是 {name}，用找回码恢复', 'I am {name}: recover with the code'],
} as const satisfies Record<string, Message>
