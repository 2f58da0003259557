const TWELVE_OR_THIRTEEN = /^\d{12,13}$/

const checkDigit = (twelve: string): number => {
  const sum = Array.from(twelve, Number).reduce((total, digit, place) => total + digit * (place % 2 === 0 ? 1 : 3), 0)
  return (10 - (sum % 10)) % 10
}

/** The thirteen digits of an EAN, its check digit added where it is missing; null for other data, and where the check is wrong. */
export const ean13 = (data: string): string | null => {
  if (!TWELVE_OR_THIRTEEN.test(data)) return null
  const whole = data.slice(0, 12) + checkDigit(data.slice(0, 12))
  return whole.startsWith(data) ? whole : null
}

/** Widths of gap, bar, gap, bar of the digits of set A, in modules; set B has them in reverse. GS1 General Specifications, 5.2. */
const DIGITS = ['3211', '2221', '2122', '1411', '1132', '1231', '1114', '1312', '1213', '3112']
/** The sets of the left digits, by the first digit, which is not drawn itself. */
const SETS = ['AAAAAA', 'AABABB', 'AABBAB', 'AABBBA', 'ABAABB', 'ABBAAB', 'ABBBAA', 'ABABAB', 'ABABBA', 'ABBABA']

/** Widths of bar, gap, bar, ... of the thirteen digits of an EAN, in modules. */
export const ean13Bars = (digits: string): number[] => {
  const widthsOf = (digit: string) => Array.from(DIGITS[Number(digit)] ?? '', Number)
  const sets = SETS[Number(digits.charAt(0))] ?? ''
  const left = Array.from(digits.slice(1, 7)).flatMap((digit, place) =>
    sets.charAt(place) === 'A' ? widthsOf(digit) : widthsOf(digit).toReversed(),
  )
  return [1, 1, 1, ...left, 1, 1, 1, 1, 1, ...Array.from(digits.slice(7)).flatMap(widthsOf), 1, 1, 1]
}
