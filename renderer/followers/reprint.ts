import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { CommitContext, CommitResult, Journal, Place } from '../journal/journal.ts'
import { sha256Bytes } from '../journal/sha256.ts'
import { documentIdOf } from './document-id.ts'
import { LayoutFault } from './layout-fault.ts'
import { readPrintContext } from './print-context.ts'
import { copyOf } from './print-jobs.ts'

/** What became of the order for one more copy: the commit of its entry, or why there is none. */
export type ReprintResult =
  | CommitResult
  | { readonly ok: false; readonly reason: 'nothing_to_print' }
  | { readonly ok: false; readonly reason: 'not_laid_out'; readonly seq: number }

const faultOf = (error: unknown): 'not_laid_out' => {
  if (error instanceof LayoutFault) return 'not_laid_out'
  throw error
}

/**
 * Orders one more copy of an entry's document, marked COPY. Each call is one copy: `copy` is its number, 2 or more, and
 * the same number is never printed twice. `nothing_to_print`: that entry has no document. `not_laid_out`: it has one, which
 * could not be laid out; nothing was recorded.
 */
export const reprint = async (
  parts: { readonly journal: Journal; readonly bridge: Bridge },
  order: { readonly of: Place; readonly copy: number },
  context: CommitContext,
): Promise<ReprintResult> => {
  const { journal, bridge } = parts
  const original = await journal.entryAt(order.of)
  const document = original && documentIdOf(original.entry)
  if (!document) return { ok: false, reason: 'nothing_to_print' }
  const printing = await readPrintContext(bridge, journal.facts())
  const at = journal.now()
  const job = await copyOf({ document, copy: order.copy, by: context.by, at }, printing, journal).catch(faultOf)
  if (job === null) return { ok: false, reason: 'nothing_to_print' }
  if (job === 'not_laid_out') return { ok: false, reason: job, seq: order.of.seq }
  const bytesHash = sha256Bytes(job.bytes)
  return journal.commit({ kind: 'REPRINTED', body: { document, copy: order.copy, bytesHash } }, { ...context, at })
}
