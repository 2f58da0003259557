import type { PrintJob } from '../../shared/bridge/bridge.ts'
import { encodeDrawer, encodeReceipt } from '../../shared/escpos/encode.ts'
import type { Entry, EntryOf } from '../../shared/journal/entry.ts'
import type { SealedEntry } from '../../shared/journal/seal.ts'
import { entryOfDocument } from '../journal/project.ts'
import { copyJobId, documentIdOf, drawerJobId } from './document-id.ts'
import type { PrintContext } from './print-context.ts'
import { type DocumentSource, renderDocument } from './render-document.ts'

/** Cash came in, or goes out: the drawer opens, once. */
const opensDrawer = (entry: Entry): boolean => {
  if (entry.kind !== 'SALE' && entry.kind !== 'REFUND') return false
  return entry.body.tenders.some((tender) => tender.kind === 'cash') || (entry.kind === 'SALE' && entry.body.change > 0)
}

const titleOf = (entry: Entry): string =>
  entry.kind === 'SALE' || entry.kind === 'REFUND' || entry.kind === 'INVOICE_REQUESTED'
    ? entry.body.receiptNo
    : `#${entry.seq}`

const drawerJobs = (entry: Entry, context: PrintContext): PrintJob[] => {
  const bytes = new Uint8Array(opensDrawer(entry) ? encodeDrawer(context.profile) : [])
  return bytes.length === 0 ? [] : [{ id: drawerJobId(entry), kind: 'drawer', title: titleOf(entry), bytes }]
}

/** A copy as REPRINTED ordered it: marked with its number, who asked and when. null where its original prints nothing. */
export const copyOf = async (
  reprint: { readonly document: string; readonly copy: number; readonly by: string | null; readonly at: Entry['at'] },
  context: PrintContext,
  source: DocumentSource,
): Promise<PrintJob | null> => {
  const original = await source.entryBySeq(entryOfDocument(reprint.document)?.[1] ?? 0)
  if (original === null || documentIdOf(original.entry) !== reprint.document) return null
  const copy = { number: reprint.copy, by: context.nameOf(reprint.by), at: reprint.at }
  const receipt = await renderDocument(original, { ...context.receipt(original.entry.by), copy }, source)
  if (receipt === null) return null
  const bytes = new Uint8Array(encodeReceipt(receipt, context.profile))
  return { id: copyJobId(reprint.document, reprint.copy), kind: 'document', title: titleOf(original.entry), bytes }
}

const reprintJobs = async (entry: EntryOf<'REPRINTED'>, context: PrintContext, source: DocumentSource) => {
  const job = await copyOf({ ...entry.body, by: entry.by, at: entry.at }, context, source)
  return job === null ? [] : [job]
}

/** The print jobs that follow from an entry, the drawer's first. Ids come from the entry: submitting twice is one job. */
export const jobsOf = async (
  sealed: Pick<SealedEntry, 'entry' | 'hash'>,
  context: PrintContext,
  source: DocumentSource,
): Promise<PrintJob[]> => {
  const { entry } = sealed
  if (entry.kind === 'REPRINTED') return reprintJobs(entry, context, source)
  const documentId = documentIdOf(entry)
  const receipt = documentId && (await renderDocument(sealed, context.receipt(entry.by), source))
  if (!documentId || !receipt) return []
  const bytes = new Uint8Array(encodeReceipt(receipt, context.profile))
  const document: PrintJob = { id: copyJobId(documentId, 1), kind: 'document', title: titleOf(entry), bytes }
  return [...drawerJobs(entry, context), document]
}

/** Whether an entry may lead to paper or to the drawer at all; most of a restart's catching up need not ask main. */
export const mayPrint = (entry: Entry): boolean => entry.kind === 'REPRINTED' || documentIdOf(entry) !== null
