import type { EntryOf } from '../journal/entry.ts'

type Sale = EntryOf<'SALE'>

const shortHash = (hash: string): string => hash.slice(0, 16)

/** What the till's key signs of a sale: everything in its token but the signature. */
export const saleTokenText = ({ till, epoch, seq, body }: Sale, hash: string): string =>
  ['counterfoil', 'v2', till.slice(0, 16), epoch, seq, shortHash(hash), body.total, body.receiptNo].join(':')

const toUrlSafe = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

/**
 * What a receipt's QR code says: the token with its signature (base64 here), which proves the sale to whoever knows the
 * till's key. Unsigned, it only names the entry that anybody with the journal can find.
 */
export const saleQrData = (entry: Sale, { hash, signature }: { hash: string; signature: string | null }): string =>
  signature === null
    ? ['counterfoil', 'v1', entry.till, entry.epoch, entry.seq, shortHash(hash), entry.body.total].join(':')
    : `${saleTokenText(entry, hash)}:${toUrlSafe(signature)}`
