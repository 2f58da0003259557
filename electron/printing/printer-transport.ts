/** Why a printer does not print right now; shown to the cashier. */
export type PrinterTrouble = 'unreachable' | 'paper_end' | 'cover_open' | 'offline'

/**
 * What became of one job. `nothing`: not a byte went out, so it may be tried again. `part`: some bytes went out and the
 * rest is unknown. `all`: everything went out, with what the printer said of it.
 */
export type SendResult =
  | { readonly sent: 'nothing'; readonly why: PrinterTrouble }
  | { readonly sent: 'part'; readonly why: string }
  | { readonly sent: 'all'; readonly evidence: 'confirmed' | 'processed' | 'none' }

/** A way to a printer. A socket that took the bytes is no evidence: only the printer's own answer is. */
export type PrinterTransport = {
  /** Asks how the printer is, and prints nothing; `unknown` where it is reached and does not answer. */
  readonly probe: () => Promise<PrinterTrouble | 'ready' | 'unknown'>
  /** Sends one job; `beforeFirstByte` runs, and has returned, before the first byte of it leaves. */
  readonly send: (bytes: Uint8Array, processId: string, beforeFirstByte: () => void) => Promise<SendResult>
}
