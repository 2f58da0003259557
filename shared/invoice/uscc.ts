/** The 31 characters of a unified social credit code; I, O, S, V and Z are left out (GB 32100-2015). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

const hasCheckCharacter = (code: string): boolean => {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * ALPHABET.indexOf(code[index] ?? ''), 0)
  return code[17] === ALPHABET[(31 - (sum % 31)) % 31]
}

/** `uscc`: 18 characters with a right check character. `other`: an older id of 15, 17 or 20, taken with a warning. */
export type TaxpayerIdCheck =
  | { readonly ok: true; readonly kind: 'uscc' | 'other' }
  | { readonly ok: false; readonly reason: 'wrong_length' | 'bad_character' | 'bad_check_character' }

/** Checks a taxpayer id exactly as it would stand on an invoice: no spaces, upper case (GB 32100-2015). */
export const checkTaxpayerId = (id: string): TaxpayerIdCheck => {
  if (id.length !== 18) {
    if (![15, 17, 20].includes(id.length)) return { ok: false, reason: 'wrong_length' }
    return /^[0-9A-Z]+$/.test(id) ? { ok: true, kind: 'other' } : { ok: false, reason: 'bad_character' }
  }
  if ([...id].some((character) => !ALPHABET.includes(character))) return { ok: false, reason: 'bad_character' }
  return hasCheckCharacter(id) ? { ok: true, kind: 'uscc' } : { ok: false, reason: 'bad_check_character' }
}
