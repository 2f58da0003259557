const HASH_BYTES = 32
const DIGEST_BYTES = 32

/** Grows a buffer to hold `bytes`, by doubling. */
const grown = (buffer: Buffer, bytes: number): Buffer => {
  if (bytes <= buffer.length) return buffer
  const larger = Buffer.alloc(Math.max(bytes, buffer.length * 2))
  buffer.copy(larger)
  return larger
}

/** What is remembered of the entries that went by: 64 bytes each, so that a journal of a million takes 64 MB. */
export type SeenEntries = {
  readonly note: (epoch: number, seq: number, hash: string) => void
  readonly hashAt: (epoch: number, seq: number) => string | null
  /** Keeps the digest of a sale (hex), to compare a refund or an invoice request with. */
  readonly noteSale: (epoch: number, seq: number, digest: string) => void
  readonly saleAt: (epoch: number, seq: number) => string | null
}

/** Remembers nothing yet. A number far beyond what was seen is not remembered: a forged one must not take all memory. */
export const makeSeenEntries = (): SeenEntries => {
  const epochs = new Map<number, { hashes: Buffer; sales: Buffer; last: number }>()
  const LEAP = 10_000_000

  const read = (buffer: Buffer, index: number, size: number): string | null => {
    const bytes = buffer.subarray(index * size, (index + 1) * size)
    return bytes.length < size || bytes.every((byte) => byte === 0) ? null : bytes.toString('hex')
  }

  return {
    note: (epoch, seq, hash) => {
      const seen = epochs.get(epoch) ?? { hashes: Buffer.alloc(0), sales: Buffer.alloc(0), last: 0 }
      epochs.set(epoch, seen)
      if (seq > seen.last + LEAP) return
      seen.last = Math.max(seen.last, seq)
      seen.hashes = grown(seen.hashes, (seq + 1) * HASH_BYTES)
      seen.sales = grown(seen.sales, (seq + 1) * DIGEST_BYTES)
      seen.hashes.write(hash, seq * HASH_BYTES, 'hex')
    },
    hashAt: (epoch, seq) => {
      const seen = epochs.get(epoch)
      return seen ? read(seen.hashes, seq, HASH_BYTES) : null
    },
    noteSale: (epoch, seq, digest) => {
      epochs.get(epoch)?.sales.write(digest.slice(0, 2 * DIGEST_BYTES), seq * DIGEST_BYTES, 'hex')
    },
    saleAt: (epoch, seq) => {
      const seen = epochs.get(epoch)
      return seen ? read(seen.sales, seq, DIGEST_BYTES) : null
    },
  }
}
