import { type Fen, fen } from './fen.ts'

/** '1,234.50', '-0.05': two decimals, thousands marked, no currency sign. */
export const formatFen = (amount: Fen): string => {
  const magnitude = Math.abs(amount)
  const yuan = String(Math.trunc(magnitude / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${amount < 0 ? '-' : ''}${yuan}.${String(magnitude % 100).padStart(2, '0')}`
}

/** The largest amount that a person may type: ￥9,999,999.99. */
const MAX_TYPED_FEN = fen(999_999_999)

/** Reads what a person typed as an amount in yuan: zero or more, at most two decimals, at most MAX_TYPED_FEN. */
export const parseFen = (
  text: string,
): { ok: true; value: Fen } | { ok: false; reason: 'not_a_number' | 'too_large' } => {
  const match = /^(\d{1,12})(?:\.(\d{0,2}))?$/.exec(text.trim().replaceAll(',', ''))
  if (!match) return { ok: false, reason: 'not_a_number' }
  const value = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return value > MAX_TYPED_FEN ? { ok: false, reason: 'too_large' } : { ok: true, value: fen(value) }
}
