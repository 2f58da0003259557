/** The GS1 check digit that completes 7 or 12 digits to an EAN-8 or EAN-13 (GS1 General Specifications, 7.9). */
export const eanCheckDigit = (digits: string): string => {
  let weighted = 0
  for (let index = 0; index < digits.length; index++) {
    const fromTheRight = digits.length - index
    weighted += Number(digits[index]) * (fromTheRight % 2 === 1 ? 3 : 1)
  }
  return String((10 - (weighted % 10)) % 10)
}

/** Whether a code is an EAN-8 or EAN-13 whose last digit is its check digit. */
export const isEan = (code: string): boolean =>
  /^([0-9]{8}|[0-9]{13})$/.test(code) && eanCheckDigit(code.slice(0, -1)) === code.slice(-1)
