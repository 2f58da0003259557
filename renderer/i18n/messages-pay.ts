import type { Message } from './message.ts'

/** Taking payment, and what became of it. */
export const payMessages = {
  due: ['应收', 'Due'],
  stillDue: ['还需收', 'Still due'],
  changeDue: ['找零', 'Change'],
  tender_cash: ['现金', 'Cash'],
  tender_wechat: ['微信支付', 'WeChat Pay'],
  tender_alipay: ['支付宝', 'Alipay'],
  tender_card: ['银行卡', 'Card'],
  recordedOnly: [
    '请先在扫码盒或刷卡机上看到收款成功，再在这里登记。',
    'Record it here only after the scanner or terminal showed the payment as received.',
  ],
  cashExact: ['现金正好', 'Cash, exact'],
  tendered: ['已收', 'Received'],
  amount: ['金额', 'Amount'],
  removeTender: ['去掉 {kind} {amount}', 'Remove {kind} {amount}'],
  confirmPay: ['完成收款', 'Complete the sale'],
  confirmNothingDue: ['无需收款，完成', 'Nothing due: complete'],
  backToOrder: ['返回账单', 'Back to the order'],
  refused_underpaid: ['收到的金额还不够。', 'Not enough has been received.'],
  refused_overpaid_without_cash: [
    '微信、支付宝、银行卡不能多收，只有现金可以找零。',
    'Only cash may exceed what is due; a wallet or card may not.',
  ],
  refused_nothing_due: ['这一单无需收款，请去掉已登记的款项。', 'Nothing is due: remove the amounts received.'],
  refused_bad_amount: ['金额要大于 0，最多 9,999,999.99。', 'The amount must be above 0 and at most 9,999,999.99.'],
  refused_empty_order: ['账单是空的。', 'The order is empty.'],
  refused_discount_over_limit: [
    '账单改动后，优惠占比超过了批准的和收银员的上限，还没有收款。账单还在：请经理重新批准，或返回减少优惠。',
    'After changes the discount is a larger share than was approved, and above a cashier’s limit; nothing was sold. Let a manager approve it again, or go back and lower it.',
  ],
  discountGrownTitle: ['优惠需要重新批准', 'The discount has to be approved again'],
  refused_not_signed_in: ['请先登录。账单还在。', 'Sign in first. The order is still here.'],
  refused_no_open_shift: [
    '没有开班。账单还在，请先开班。',
    'No shift is open. The order is still here; open a shift first.',
  ],
  refused_shift_already_open: ['班次已经开了。', 'A shift is already open.'],
  refused_closed_otherwise: [
    '这张账单之前已经作废或已经收款，没有再收一次。请在“今日”里查看。',
    'This order was voided or paid before; nothing was sold again. Look under Today.',
  ],
  refused_invalid_entry: [
    '这一单没有保存，也没有收款：有一项内容超出范围。账单还在，请检查后再试。',
    'Nothing was sold: something on the order is out of range. The order is still here; check it and try again.',
  ],
  refused_entry_too_large: [
    '这一单太长，没有保存，也没有收款。请分成两单。',
    'The order is too long and was not sold. Split it into two.',
  ],
  refused_disk_full: [
    '磁盘已满，这一单没有保存，也没有收款。账单还在，请腾出空间后再试。',
    'The disk is full: nothing was sold. The order is still here; free some space and try again.',
  ],
  refused_newer_version: [
    '账本由更新的版本写过，不能再收款。账单还在，请先更新程序。',
    'The journal was written by a newer version: nothing was sold. Update the app first.',
  ],
  refused_database_gone: [
    '账本打不开，这一单没有收款。已完成的销售还在副本里。请重新启动程序。',
    'The journal cannot be opened and nothing was sold. Finished sales are in the second copy. Start the app again.',
  ],
  refused_write_failed: [
    '账本写不进去，这一单没有收款。账单还在，请再试一次。',
    'The journal could not be written and nothing was sold. The order is still here; try again.',
  ],
  done: ['完成', 'Done'],
  doneKeeping: ['已保存，正在写副本…', 'Kept; writing the second copy…'],
  doneBoth: ['已保存两份', 'Kept in two copies'],
  doneOneCopy: [
    '已保存一份；副本还没写好。这一单是安全的，请检查磁盘。',
    'Kept in one copy; the second is behind. The sale is safe; check the disk.',
  ],
  doneAlready: ['这一单之前已经收过款，没有重复收款。', 'This order had been paid before; nothing was sold twice.'],
  doneReceipt: ['单号 {receiptNo}', 'Receipt {receiptNo}'],
  donePrintPending: ['小票已排队', 'Receipt is queued'],
  donePrint_printed: ['小票已打印', 'Receipt printed'],
  donePrint_unconfirmed: ['小票已发送，打印机未确认', 'Receipt sent; the printer did not confirm'],
  donePrint_in_doubt: ['小票不确定是否打出，请查看打印机', 'Receipt in doubt: look at the printer'],
  donePrint_failed: ['小票没有打出，请在“今日”里重打', 'Receipt not printed: reprint it under Today'],
  doneOfficeProven: ['总部已证实', 'Proved by head office'],
  doneOfficeWaiting: ['等待上传总部', 'Waiting for head office'],
  doneOfficeStandalone: ['单机，未接总部', 'Standalone'],
  nextOrder: ['下一单', 'Next order'],
  anyKey: ['按任意键继续', 'Any key goes on'],
  requestInvoice: ['申请发票', 'Request an invoice'],
  beforeStop: [
    '上次停机前已完成：单号 {receiptNo}，找零 {change}',
    'Completed before the stop: {receiptNo}, change {change}',
  ],
} as const satisfies Record<string, Message>
