import type { Message } from './message.ts'

/** The request for an invoice. */
export const invoiceMessages = {
  invoiceTitle: ['申请发票', 'Request an invoice'],
  invoiceNotConnected: [
    '本机没有连接税务平台。这里只登记开票申请并排队，不会开出发票；打印的申请单也不是发票。',
    'This till is not connected to the tax platform. A request is recorded and queued; no invoice is issued, and the slip is not an invoice.',
  ],
  invoiceFor: ['单号 {receiptNo}', 'Receipt {receiptNo}'],
  buyerName: ['购方名称', 'Name of the buyer'],
  buyerTaxpayerId: ['纳税人识别号（个人可不填）', 'Taxpayer id (a person may leave it out)'],
  buyer_no_name: ['请填写购方名称。', 'Give the name of the buyer.'],
  buyer_wrong_length: [
    '识别号应为 18 位（旧号 15、17 或 20 位）。请核对位数。',
    'The id has 18 characters (older ones 15, 17 or 20). Count them again.',
  ],
  buyer_bad_character: [
    '识别号里有不会出现的字符（如 I、O、S、V、Z）。请核对。',
    'The id has a character that never occurs (such as I, O, S, V, Z). Check it.',
  ],
  buyer_bad_check_character: [
    '校验位不对：有一位抄错了。请对照原件。',
    'The check character does not fit: one character is wrong. Compare it with the original.',
  ],
  buyerGood: ['校验位正确。', 'The check character fits.'],
  buyerOlderId: [
    '旧式识别号，没有校验位。请再看一遍。',
    'An older id without a check character. Look at it once more.',
  ],
  invoiceItem: ['*餐饮服务*餐费', '*餐饮服务*餐费'],
  invoiceNet: ['不含税金额', 'Net'],
  invoiceTax: ['税额 {rate}%', 'Tax {rate}%'],
  invoiceTotal: ['价税合计', 'Total'],
  invoiceCapitals: ['大写', 'In capitals'],
  invoiceQueue: ['登记申请', 'Record the request'],
  invoiceQueued: [
    '申请已登记，状态：排队中（未提交税务平台）。申请单已送去打印。',
    'The request is recorded; state: queued (not submitted to the tax platform). The slip is on its way.',
  ],
  invoiceAlready: [
    '这一笔之前已经申请过，没有重复登记。',
    'An invoice was requested before; nothing was recorded again.',
  ],
  invoice_not_a_sale: ['找不到这一笔销售。', 'There is no such sale.'],
  invoice_refunded: ['这一笔已退款，不能再申请发票。', 'This sale was refunded: no invoice can be requested.'],
  invoice_nothing_paid: ['这一笔没有收款，不能开票。', 'Nothing was paid: there is nothing to invoice.'],
} as const satisfies Record<string, Message>
