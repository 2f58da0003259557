import type { Bridge } from '../../shared/bridge/bridge.ts'
import { type ReprintResult, reprintDocument } from '../followers/reprint.ts'
import type { Journal } from '../journal/journal.ts'
import { useTill } from './till.ts'

const FIRST_COPY = 2

/** The number of the copy that was ordered, or why there is none. */
export type ReprintSlipResult = { readonly ok: true; readonly copy: number } | Extract<ReprintResult, { ok: false }>

/** Whether a copy of this document takes a manager: X and Z reports show the cash that a cashier is to count blind. */
export const needsManager = (document: string): boolean => /:[xz]$/.test(document)

/** Orders one more copy of a document, marked COPY, in this person's name: the next number that was not printed. */
export const reprintSlip = async (
  parts: { readonly journal: Journal; readonly bridge: Bridge },
  document: string,
  by: string,
): Promise<ReprintSlipResult> => {
  const context = { by, shift: useTill.getState().shift?.shiftId ?? null }
  // Nobody counts the copies of a slip; a number that was printed answers `already`, and there are few of them.
  for (let copy = FIRST_COPY; ; copy += 1) {
    const ordered = await reprintDocument(parts, { document, copy }, context)
    if (!ordered.ok) return ordered
    if (!ordered.already) return { ok: true, copy }
  }
}
