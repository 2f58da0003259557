import { cleanRecoveryCode, makeRecoveryCode } from '../staff/recovery-code.ts'

/** How many random bytes a passphrase is made from. */
export const PASSPHRASE_BYTES = 32

/** A passphrase of 24 letters in six groups (120 bits), which nobody can guess however long they hold the file. */
export const makePassphrase = (random: Uint8Array): string =>
  `${makeRecoveryCode(random.subarray(0, 16))}-${makeRecoveryCode(random.subarray(16)).slice(0, 9)}`

/** A passphrase as typed from the sheet, brought to the form that keys are derived from. */
export const cleanPassphrase = cleanRecoveryCode
