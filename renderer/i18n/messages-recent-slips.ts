import type { Message } from './message.ts'

/** The newest slips on the Paper screen: what each is called, how far it is known to be on paper, and a copy of it. */
export const recentSlipsMessages = {
  slipsTitle: ['最近的单据', 'Latest slips'],
  slipsBody: [
    '重打的一份印有“重打印 COPY”、时间和经手人，并记入账本。',
    'A copy is marked COPY, with the time and who asked for it, and is recorded in the journal.',
  ],
  slipReprint: ['重打', 'Reprint'],
  slipReprintOf: ['重打：{name}', 'Reprint: {name}'],
  slipCopy: ['第 {copy} 份', 'copy {copy}'],
  slip_receipt: ['小票', 'Receipt'],
  slip_refund: ['退款单', 'Refund slip'],
  slip_x: ['X 报表', 'X report'],
  slip_z: ['Z 报表', 'Z report'],
  slip_invoice: ['开票单', 'Invoice slip'],
  slip_cash: ['现金存取单', 'Cash slip'],
  slip_check: ['预结单', 'Guest check'],
  slip_drawer: ['钱箱', 'Drawer'],
  slip_make: ['厨房单 · {station}', 'Kitchen · {station}'],
  slip_cancel: ['退菜单 · {station}', 'Kitchen, take back · {station}'],
  evidence_confirmed: ['打印机说已打完', 'The printer says it is printed'],
  evidence_processed: ['打印机说已处理', 'The printer says it is processed'],
  evidence_seen: ['有人看到已打出', 'Somebody saw it on paper'],
  evidence_unconfirmed: ['已送出，打印机没有回答', 'Sent; the printer did not answer'],
  evidence_in_doubt: ['不确定是否打出，请看打印机', 'In doubt: look at the printer'],
  evidence_failed: ['没有打出', 'Not printed'],
} as const satisfies Record<string, Message>
