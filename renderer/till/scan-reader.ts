/** A scanner types at least this many digits, none later than this after the one before. A person does not. */
const BARCODE = /^\d{6,}$/
const MOST_MS_BETWEEN_KEYS = 35

/** What was typed without a pause so far. */
export type Scan = { readonly text: string; readonly lastAt: number }

/** Nothing typed yet. */
export const NO_SCAN: Scan = { text: '', lastAt: Number.NEGATIVE_INFINITY }

/** Takes a character that came at `at` milliseconds; a pause before it begins anew. */
export const readKey = (scan: Scan, key: string, at: number): Scan =>
  at - scan.lastAt <= MOST_MS_BETWEEN_KEYS ? { text: scan.text + key, lastAt: at } : { text: key, lastAt: at }

/** The code that a scanner has typed, when Enter comes at `at` right behind it; null if a person was typing. */
export const scannedCode = (scan: Scan, at: number): string | null =>
  BARCODE.test(scan.text) && at - scan.lastAt <= MOST_MS_BETWEEN_KEYS ? scan.text : null
