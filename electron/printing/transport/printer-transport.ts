import type { Abilities } from '../../../shared/bridge/settings-methods.ts'

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

/** What a printer told beside whether it prints; null where it told nothing of it. */
export type Told = {
  /** The roll is near its end. */
  readonly paperLow: boolean | null
  /** How the drawer's switch stands. Which way means open is told by no printer: see drawer-sense.ts. */
  readonly drawerPin: boolean | null
}

/** What stands until a printer has told something. */
export const NOTHING_TOLD: Told = { paperLow: null, drawerPin: null }

/** A way to a printer. A line that took the bytes is no evidence: only the printer's own answer is. */
export type PrinterTransport = {
  /** Asks how the printer is, and prints nothing; `unknown` where it is reached and does not answer. */
  readonly probe: () => Promise<PrinterTrouble | 'ready' | 'unknown'>
  /** Sends one job; `beforeFirstByte` runs, and has returned, before the first byte of it leaves. */
  readonly send: (bytes: Uint8Array, processId: string, beforeFirstByte: () => void) => Promise<SendResult>
  /** What the printer told when it was last asked, before the bytes of a job; left out by ways that carry no answer back. */
  readonly told?: () => Told
}

/** What was found out about a printer. `abilities`: null where it was not reached or does not print now; `detail`: why not, in words. */
export type Examined = {
  readonly state: PrinterTrouble | 'ready' | 'unknown'
  readonly abilities: Abilities | null
  readonly detail: string | null
}

/** A way to a printer that can also be asked, once, what the printer can do. */
export type PrinterWay = PrinterTransport & {
  /** Prints nothing on a printer that knows the questions; one that knows none of them may print a few characters. */
  readonly examine: () => Promise<Examined>
}
