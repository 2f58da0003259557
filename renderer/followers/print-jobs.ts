import type { PrintJob } from '../../shared/bridge/print-methods.ts'
import { encodeDrawer } from '../../shared/escpos/encode.ts'
import type { PrinterProfile } from '../../shared/escpos/profile.ts'
import type { Entry, EntryOf } from '../../shared/journal/entry.ts'
import type { SealedEntry } from '../../shared/journal/seal.ts'
import type { Receipt } from '../../shared/receipt/receipt.ts'
import { entryOfDocument } from '../journal/project.ts'
import { copyJobId, type DocumentName, documentsOf, drawerJobId } from './document-id.ts'
import { LayoutFault } from './layout-fault.ts'
import type { PrintContext } from './print-context.ts'
import { type DocumentSource, renderDocument } from './render-document.ts'

/** What the spool takes for one job. */
const MOST_BYTES = 2_000_000

const bytesOf = async (
  receipt: Receipt,
  { encode }: PrintContext,
  profile: PrinterProfile,
): Promise<Uint8Array<ArrayBuffer>> => {
  const encoded = await encode(receipt, profile)
  if (!encoded.ok) throw new LayoutFault(`${encoded.reason}: ${encoded.detail}`)
  const { length } = encoded.value
  if (length > MOST_BYTES) throw new LayoutFault(`${length} bytes are too many for one document`)
  return encoded.value
}

/** Cash came in, or goes out, or somebody asked for it with a reason: the drawer opens, once. */
const opensDrawer = (entry: Entry): boolean => {
  if (entry.kind === 'CASH_MOVED' || entry.kind === 'DRAWER_OPENED') return true
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

/** A station's ticket goes to the station's printer, all else to the one for receipts. */
const whereTo = ({ ticket }: DocumentName, context: PrintContext) => {
  const own = ticket === null ? null : context.stationPrinter(ticket.station)
  return own === null
    ? { printer: {}, profile: context.profile }
    : { printer: { printer: own.id }, profile: own.profile }
}

/** The till's signature over the token on a document: that of the sale itself, or of the sale that an invoice is for. */
const signatureOn = async (
  sealed: SealedEntry,
  { signatureOf }: PrintContext,
  source: DocumentSource,
): Promise<string | null> => {
  if (sealed.entry.kind !== 'INVOICE_REQUESTED') return signatureOf(sealed)
  const sale = await source.entryAt(sealed.entry.body.of)
  return sale === null ? null : signatureOf(sale)
}

/** A copy as REPRINTED ordered it: marked with its number, who asked and when. null where its original prints nothing. */
export const copyOf = async (
  reprint: { readonly document: string; readonly copy: number; readonly by: string | null; readonly at: Entry['at'] },
  context: PrintContext,
  source: DocumentSource,
): Promise<PrintJob | null> => {
  const place = entryOfDocument(reprint.document)
  const original = place && (await source.entryAt(place))
  const name = original && documentsOf(original.entry).find(({ id }) => id === reprint.document)
  if (!name) return null
  const copy = { number: reprint.copy, by: context.nameOf(reprint.by), at: reprint.at }
  const signed = { ...original, signature: await signatureOn(original, context, source) }
  const receipt = await renderDocument(signed, name, { ...context.receipt(original.entry.by), copy }, source)
  if (receipt === null) return null
  const { printer, profile } = whereTo(name, context)
  const bytes = await bytesOf(receipt, context, profile)
  const job = { id: copyJobId(reprint.document, reprint.copy), title: titleOf(original.entry) }
  return { ...job, ...printer, kind: 'document', bytes }
}

/** The job of a document that cannot be laid out: it fails where a person sees it, and holds up nothing after it. */
const faultyJob = (job: Pick<PrintJob, 'id' | 'title'>, { seq }: Entry, error: unknown): PrintJob => {
  if (!(error instanceof LayoutFault)) throw error
  return { ...job, kind: 'document', bytes: new Uint8Array(), fault: `#${seq} ${error.message}`.slice(0, 500) }
}

const reprintJobs = async (entry: EntryOf<'REPRINTED'>, context: PrintContext, source: DocumentSource) => {
  const { document, copy } = entry.body
  try {
    const job = await copyOf({ document, copy, by: entry.by, at: entry.at }, context, source)
    return job === null ? [] : [job]
  } catch (error) {
    return [faultyJob({ id: copyJobId(document, copy), title: titleOf(entry) }, entry, error)]
  }
}

const documentJob = async (
  sealed: SealedEntry,
  name: DocumentName,
  context: PrintContext,
  source: DocumentSource,
): Promise<PrintJob[]> => {
  const { entry } = sealed
  const { printer, profile } = whereTo(name, context)
  const ticket = { id: copyJobId(name.id, 1), title: titleOf(entry), ...printer }
  try {
    const signature = name.ticket === null ? await signatureOn(sealed, context, source) : null
    const receipt = await renderDocument({ ...sealed, signature }, name, context.receipt(entry.by), source)
    return receipt === null ? [] : [{ ...ticket, kind: 'document', bytes: await bytesOf(receipt, context, profile) }]
  } catch (error) {
    return [faultyJob(ticket, entry, error)]
  }
}

/**
 * The print jobs that follow from an entry, the drawer's first. Ids come from the entry: submitting twice is one job. A
 * document that cannot be laid out becomes a job with its fault; what else goes wrong rejects, and may be tried again.
 */
export const jobsOf = async (
  sealed: SealedEntry,
  context: PrintContext,
  source: DocumentSource,
): Promise<PrintJob[]> => {
  const { entry } = sealed
  if (entry.kind === 'REPRINTED') return reprintJobs(entry, context, source)
  const jobs = drawerJobs(entry, context)
  for (const name of documentsOf(entry)) jobs.push(...(await documentJob(sealed, name, context, source)))
  return jobs
}

/** Whether an entry may lead to paper or to the drawer at all; most of a restart's catching up need not ask main. */
export const mayPrint = (entry: Entry): boolean =>
  entry.kind === 'REPRINTED' || entry.kind === 'DRAWER_OPENED' || documentsOf(entry).length > 0
