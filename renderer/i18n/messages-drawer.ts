import type { Message } from './message.ts'

/** The drawer beside the sales: opened for nothing, cash put in or taken out. */
export const drawerMessages = {
  drawer: ['钱箱', 'Drawer'],
  drawerTitle: ['打开钱箱', 'Open the drawer'],
  drawerBody: [
    '原因会记入账本，结班报表上看得到。钱箱只弹开一次。',
    'The reason goes into the journal and shows on the closing report. The drawer opens once.',
  ],
  drawerIsOpen: ['钱箱现在开着。', 'The drawer is open now.'],
  drawerOpen: ['不收款开箱', 'No sale'],
  drawerIn: ['存入现金', 'Put cash in'],
  drawerOut: ['取出现金', 'Take cash out'],
  drawerAmount: ['金额', 'Amount'],
  drawerAmountNeeded: [
    '请输入大于 0 的金额，最多两位小数；什么都还没有记录。',
    'Enter an amount above 0 with at most two decimals; nothing was recorded yet.',
  ],
  drawerReason: ['原因', 'Reason'],
  drawerReasonNeeded: ['请填写原因；什么都还没有记录。', 'Give a reason; nothing was recorded yet.'],
  drawerReasonChange: ['换零钱', 'Making change'],
  drawerReasonCheck: ['查看钱箱', 'Looking into it'],
  drawerReasonFloat: ['补备用金', 'More float'],
  drawerReasonBank: ['银行换零', 'Change from the bank'],
  drawerReasonSupplier: ['付供货商', 'Paying a supplier'],
  drawerReasonSafe: ['存入保险柜', 'Moved to the safe'],
  cashPaidIn: ['另存入现金', 'Cash put in'],
  cashPaidOut: ['另取出现金', 'Cash taken out'],
  drawerOpened: ['不收款开箱 {count} 次', 'Drawer opened without a sale {count|time|times}'],
} as const satisfies Record<string, Message>
