/** Crockford's base 32: no I, L, O or U, which hands and eyes confuse. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A recovery code of 16 letters in four groups (80 bits), from 16 random bytes. */
export const makeRecoveryCode = (random: Uint8Array): string =>
  Array.from(random.subarray(0, 16), (byte) => LETTERS[byte % 32])
    .join('')
    .replace(/.{4}(?=.)/g, '$&-')

/** A code as typed, brought to the form that it was made in: O is 0, I and L are 1, case and dashes do not matter. */
export const cleanRecoveryCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
