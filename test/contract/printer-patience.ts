import type { Patience } from '../../electron/printing/transport/ask-printer.ts'
import { PATIENCE_MS } from '../patience.ts'

/** For a printer that answers: as long as a busy machine may take. */
export const PATIENT: Patience = { connect: PATIENCE_MS, status: PATIENCE_MS, write: PATIENCE_MS, proof: PATIENCE_MS }

/** For what a printer withholds for as long as its fault lasts, in milliseconds. */
export const A_MOMENT_MS = 500

/** For a printer that answers nothing at all. */
export const FOR_THE_MUTE: Patience = { ...PATIENT, status: A_MOMENT_MS, proof: A_MOMENT_MS }
