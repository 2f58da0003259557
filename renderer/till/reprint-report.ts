import type { Bridge } from '../../shared/bridge/bridge.ts'
import { type ReprintResult, reprint } from '../followers/reprint.ts'
import type { Journal } from '../journal/journal.ts'
import { useTill } from './till.ts'

const FIRST_COPY = 2

/** The number of the copy that was ordered, or why there is none. */
export type ReprintReportResult = { readonly ok: true; readonly copy: number } | Extract<ReprintResult, { ok: false }>

/** Orders one more copy of the last X or Z report, be it of an epoch before, marked COPY, for a manager; the journal tells who. */
export const reprintReport = async (
  parts: { readonly journal: Journal; readonly bridge: Bridge },
  report: 'x' | 'z',
  managerId: string,
): Promise<ReprintReportResult> => {
  const of = (await parts.journal.lastReports())[report]
  if (of === null) return { ok: false, reason: 'nothing_to_print' }
  const context = { by: managerId, shift: useTill.getState().shift?.shiftId ?? null }
  // Nobody counts the copies of a report; a number that was printed answers `already`, and there are few of them.
  for (let copy = FIRST_COPY; ; copy += 1) {
    const ordered = await reprint(parts, { of, copy }, context)
    if (!ordered.ok) return ordered
    if (!ordered.already) return { ok: true, copy }
  }
}
