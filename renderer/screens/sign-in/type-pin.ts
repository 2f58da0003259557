/** As many digits as a PIN may have; see is-pin.ts. */
export const MOST_PIN_DIGITS = 8

/** The PIN after a key; anything but a digit or 'back' leaves it as it is. */
export const typePin = (pin: string, key: string): string => {
  if (key === 'back' || key === 'Backspace') return pin.slice(0, -1)
  return /^\d$/.test(key) && pin.length < MOST_PIN_DIGITS ? pin + key : pin
}
