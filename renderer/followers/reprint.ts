import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { CommitContext, CommitResult, Journal, Place } from '../journal/journal.ts'
import { entryOfDocument } from '../journal/project.ts'
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

type ReprintParts = { readonly journal: Journal; readonly bridge: Bridge }

/** Orders one more copy of an entry's own document, as reprintDocument() does. */
export const reprint = async (
  parts: ReprintParts,
  order: { readonly of: Place; readonly copy: number },
  context: CommitContext,
): Promise<ReprintResult> => {
  const original = await parts.journal.entryAt(order.of)
  const document = original && documentIdOf(original.entry)
  if (!document) return { ok: false, reason: 'nothing_to_print' }
  return reprintDocument(parts, { document, copy: order.copy }, context)
}

/**
 * Orders one more copy of any document, by its id, marked COPY. Each call is one copy: `copy` is its number, 2 or more, and
 * the same number is never printed twice. `nothing_to_print`: there is no such document. `not_laid_out`: there is one, which
 * could not be laid out; nothing was recorded.
 */
export const reprintDocument = async (
  { journal, bridge }: ReprintParts,
  { document, copy }: { readonly document: string; readonly copy: number },
  context: CommitContext,
): Promise<ReprintResult> => {
  const printing = await readPrintContext(bridge, journal.facts())
  const at = journal.now()
  const job = await copyOf({ document, copy, by: context.by, at }, printing, journal).catch(faultOf)
  if (job === null) return { ok: false, reason: 'nothing_to_print' }
  if (job === 'not_laid_out') return { ok: false, reason: job, seq: entryOfDocument(document)?.seq ?? 0 }
  const bytesHash = sha256Bytes(job.bytes)
  return journal.commit({ kind: 'REPRINTED', body: { document, copy, bytesHash } }, { ...context, at })
}
