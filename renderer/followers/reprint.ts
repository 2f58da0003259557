import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { CommitContext, CommitResult, Journal } from '../journal/journal.ts'
import { sha256Bytes } from '../journal/sha256.ts'
import { documentIdOf } from './document-id.ts'
import { readPrintContext } from './print-context.ts'
import { copyOf } from './print-jobs.ts'

/**
 * Orders one more copy of an entry's document, marked COPY. Each call is one copy: `copy` is its number, 2 or more, and
 * the same number is never printed twice. `nothing_to_print`: that entry has no document.
 */
export const reprint = async (
  parts: { readonly journal: Journal; readonly bridge: Bridge },
  order: { readonly seq: number; readonly copy: number },
  context: CommitContext,
): Promise<CommitResult | { readonly ok: false; readonly reason: 'nothing_to_print' }> => {
  const { journal, bridge } = parts
  const original = await journal.entryBySeq(order.seq)
  const document = original && documentIdOf(original.entry)
  if (!document) return { ok: false, reason: 'nothing_to_print' }
  const printing = await readPrintContext(bridge, journal.facts())
  const at = journal.now()
  const job = await copyOf({ document, copy: order.copy, by: context.by, at }, printing, journal)
  if (job === null) return { ok: false, reason: 'nothing_to_print' }
  const bytesHash = sha256Bytes(job.bytes)
  return journal.commit({ kind: 'REPRINTED', body: { document, copy: order.copy, bytesHash } }, { ...context, at })
}
