import type { Bridge } from '../../shared/bridge/bridge.ts'
import { documentIdOf } from '../followers/document-id.ts'
import type { Journal } from '../journal/journal.ts'
import { type ReprintSlipResult, reprintSlip } from './reprint-slip.ts'

/** Orders one more copy of the last X or Z report, be it of an epoch before, marked COPY, for a manager; the journal tells who. */
export const reprintReport = async (
  parts: { readonly journal: Journal; readonly bridge: Bridge },
  report: 'x' | 'z',
  managerId: string,
): Promise<ReprintSlipResult> => {
  const of = (await parts.journal.lastReports())[report]
  const original = of === null ? null : await parts.journal.entryAt(of)
  const document = original && documentIdOf(original.entry)
  return document ? reprintSlip(parts, document, managerId) : { ok: false, reason: 'nothing_to_print' }
}
