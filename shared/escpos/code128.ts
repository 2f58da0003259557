/** Code set B holds printable ASCII, one character to a symbol; C holds two digits to a symbol. */
export type Code128Part = { readonly set: 'B' | 'C'; readonly text: string }

/** Below so many digits the change of code set costs more than it saves. */
const PRINTABLE_ASCII = /^[\x20-\x7e]+$/
const STRETCHES = /(?:\d\d){2,}|(?:(?!(?:\d\d){2,})[\x20-\x7e])+/g

/** Splits data into stretches of code set B and C; null for data that is empty or not printable ASCII. */
export const code128Parts = (data: string): Code128Part[] | null => {
  if (!PRINTABLE_ASCII.test(data)) return null
  return Array.from(data.matchAll(STRETCHES), ([text]) => ({ set: /^(?:\d\d){2,}$/.test(text) ? 'C' : 'B', text }))
}

const START = { B: 104, C: 105 } as const
const CHANGE = { B: 100, C: 99 } as const
const STOP = 106

/** The values of a part's symbols. */
export const code128Values = ({ set, text }: Code128Part): number[] =>
  set === 'B'
    ? Array.from(text, (character) => character.charCodeAt(0) - 0x20)
    : Array.from({ length: text.length / 2 }, (_, index) => Number(text.slice(2 * index, 2 * index + 2)))

/** Widths of bar and gap of the symbols of value 0, 1, ... 106, in modules (ISO/IEC 15417, table 1). */
const SYMBOLS =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'
const WIDTHS = SYMBOLS.split(' ').map((symbol) => Array.from(symbol, Number))

/** Widths of bar, gap, bar, ... of a whole code, in modules: start, data, check (modulo 103), stop. */
export const code128Bars = (parts: readonly Code128Part[]): number[] => {
  const values = parts.flatMap((part, index) => [(index === 0 ? START : CHANGE)[part.set], ...code128Values(part)])
  const check = values.reduce((sum, value, place) => sum + value * Math.max(1, place), 0) % 103
  return [...values, check, STOP].flatMap((value) => WIDTHS[value] ?? [])
}
