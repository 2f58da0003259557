import type { Message } from './message.ts'

/** What stands on slips, and in which language. */
export const slipMessages = {
  slipTitle: ['单据样式', 'Slips'],
  slipBody: [
    '标志、抬头、电话、税号和结尾印在给客人的小票、预结单、退款单和开票申请单上。最下面就是打印机会打出的纸。',
    'Logo, head, phone, taxpayer id and foot stand on receipts, guest checks, refund and invoice slips. At the bottom is the paper as the printer would print it.',
  ],
  slipLanguage: ['单据用什么语言', 'Language of slips and reports'],
  slipLanguageScreen: ['与屏幕一致', 'As the screens'],
  slipKitchenLanguage: ['厨房单用什么语言', 'Language of kitchen tickets'],
  slipLanguageSame: ['与其他单据一致', 'As the other slips'],
  slipLanguage_zh: ['中文', '中文'],
  slipLanguage_en: ['English', 'English'],
  slipLanguage_both: ['中文 + English', '中文 + English'],
  slipHead: ['抬头第 {number} 行', 'Head, line {number}'],
  slipFoot: ['结尾第 {number} 行', 'Foot, line {number}'],
  slipField_phone: ['电话', 'Telephone'],
  slipField_taxId: ['本店纳税人识别号', 'Taxpayer id of the restaurant'],
  slipField_invoicePage: ['开票网页（客人扫码打开）', 'Page for invoices, opened by the guest’s scan'],
  slipWrong_phone: [
    '电话只能有数字、空格、横线和括号。改好之前不能保存。',
    'Digits, spaces, dashes and brackets only. It cannot be saved like this.',
  ],
  slipWrong_taxId: [
    '税号的位数或校验码不对，请对照营业执照。改好之前不能保存。',
    'Its length or its check character is not right; compare the business licence. It cannot be saved like this.',
  ],
  slipWrong_invoicePage: [
    '网址要以 https:// 开头，只用英文字符，不带 #。改好之前不能保存。',
    'It begins with https://, is in plain ASCII and has no #. It cannot be saved like this.',
  ],
  slipShown: [
    '给客人的单据上印哪些（合计、小票号、时间和存根号总是印）',
    'Lines on guests’ slips (total, number, time and counterfoil are always there)',
  ],
  slipLine_phone: ['电话', 'Telephone'],
  slipLine_taxId: ['本店税号', 'Taxpayer id'],
  slipLine_staff: ['收银员', 'Cashier'],
  slipLine_place: ['桌号和人数', 'Table and guests'],
  slipLine_tax: ['税额', 'Tax'],
  slipLine_foot: ['结尾', 'Foot'],
  slipPreview_receipt: ['小票', 'Receipt'],
  slipPreview_kitchen: ['厨房单', 'Kitchen ticket'],
  slipPreview_invoice: ['开票申请单', 'Invoice slip'],
  slipLogo: ['选择标志图片…', 'Choose a logo …'],
  slipNoLogo: ['去掉标志', 'Remove the logo'],
  slipNotAPicture: [
    '这个文件不是能读的图片，什么都没有改。请选 PNG 或 JPEG。',
    'This file is no picture that can be read; nothing was changed. Choose a PNG or JPEG.',
  ],
} as const satisfies Record<string, Message>
