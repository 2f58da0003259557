import type { Fen } from '../money/fen.ts'

const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

/** Up to four digits, with one 零 for each inner run of zeros. */
const fourDigits = (group: number): string => {
  let text = ''
  let zeroPending = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.trunc(group / 10 ** place) % 10
    if (digit === 0) {
      zeroPending = text !== ''
      continue
    }
    text += `${zeroPending ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`
    zeroPending = false
  }
  return text
}

const wholeYuan = (yuan: number): string => {
  let text = ''
  let gap = false
  for (let index = GROUPS.length - 1; index >= 0; index--) {
    const group = Math.trunc(yuan / 10_000 ** index) % 10_000
    if (group === 0) {
      gap = text !== ''
      continue
    }
    const joined = text !== '' && (gap || group < 1_000)
    text += `${joined ? '零' : ''}${fourDigits(group)}${GROUPS[index]}`
    gap = false
  }
  return text
}

/** An amount in the capital form of an invoice face, such as 壹仟肆佰零玖圆伍角整 (payment-settlement rules on writing amounts). */
export const toCapitals = (amount: Fen): string => {
  if (amount < 0) return `（负数）${toCapitals(-amount as Fen)}`
  const yuan = Math.trunc(amount / 100)
  const jiao = Math.trunc(amount / 10) % 10
  const fenDigit = amount % 10
  if (amount === 0) return '零圆整'
  const whole = yuan === 0 ? '' : `${wholeYuan(yuan)}圆`
  if (jiao === 0 && fenDigit === 0) return `${whole}整`
  if (fenDigit === 0) return `${whole}${DIGITS[jiao]}角整`
  const tenths = jiao > 0 ? `${DIGITS[jiao]}角` : whole === '' ? '' : '零'
  return `${whole}${tenths}${DIGITS[fenDigit]}分`
}
