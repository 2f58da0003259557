const HASH_BYTES = 32
const DIGEST_BYTES = 32
const SLOT_BYTES = HASH_BYTES + DIGEST_BYTES
const PAGE_ENTRIES = 64

/** What is remembered of the entries that went by: 64 bytes each, whatever numbers they claim. */
export type SeenEntries = {
  readonly note: (epoch: number, seq: number, hash: string) => void
  readonly hashAt: (epoch: number, seq: number) => string | null
  /** Keeps the digest of a sale (hex), to compare a refund or an invoice request with. */
  readonly noteSale: (epoch: number, seq: number, digest: string) => void
  readonly saleAt: (epoch: number, seq: number) => string | null
}

/** Remembers nothing yet. */
export const makeSeenEntries = (): SeenEntries => {
  const epochs = new Map<number, Map<number, Buffer>>()

  const slotAt = (epoch: number, seq: number): Buffer | null => {
    const page = epochs.get(epoch)?.get(Math.floor(seq / PAGE_ENTRIES))
    const start = (seq % PAGE_ENTRIES) * SLOT_BYTES
    return page?.subarray(start, start + SLOT_BYTES) ?? null
  }

  const slotFor = (epoch: number, seq: number): Buffer => {
    const pages = epochs.get(epoch) ?? new Map<number, Buffer>()
    const number = Math.floor(seq / PAGE_ENTRIES)
    const page = pages.get(number) ?? Buffer.alloc(PAGE_ENTRIES * SLOT_BYTES)
    epochs.set(epoch, pages.set(number, page))
    const start = (seq % PAGE_ENTRIES) * SLOT_BYTES
    return page.subarray(start, start + SLOT_BYTES)
  }

  const read = (epoch: number, seq: number, from: number, to: number): string | null => {
    const bytes = slotAt(epoch, seq)?.subarray(from, to)
    return bytes === undefined || bytes.every((byte) => byte === 0) ? null : bytes.toString('hex')
  }

  return {
    note: (epoch, seq, hash) => {
      slotFor(epoch, seq).write(hash, 'hex')
    },
    hashAt: (epoch, seq) => read(epoch, seq, 0, HASH_BYTES),
    noteSale: (epoch, seq, digest) => {
      slotFor(epoch, seq).write(digest, HASH_BYTES, 'hex')
    },
    saleAt: (epoch, seq) => read(epoch, seq, HASH_BYTES, SLOT_BYTES),
  }
}
