import { createCipheriv, createDecipheriv } from 'node:crypto'

/** Plain bytes in a chunk; the last may be shorter. */
const CHUNK_BYTES = 1 << 16
const TAG_BYTES = 16
const CIPHER = 'aes-256-gcm'

/** What was sealed was changed, cut off or belongs elsewhere. */
export class Damaged extends Error {}

/**
 * The nonce of a chunk in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): a counter, and a last byte that
 * is 1 in the last chunk only, so that chunks cannot be swapped, left out or cut off.
 */
const nonceOf = (counter: number, isLast: boolean): Buffer => {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(counter), 3)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

const sealOne = (key: Uint8Array, counter: number, isLast: boolean, plain: Uint8Array): Buffer => {
  const cipher = createCipheriv(CIPHER, key, nonceOf(counter, isLast))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

const openOne = (key: Uint8Array, counter: number, isLast: boolean, sealed: Uint8Array): Buffer => {
  if (sealed.length < TAG_BYTES) throw new Damaged('the last chunk is cut off')
  const decipher = createDecipheriv(CIPHER, key, nonceOf(counter, isLast))
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()])
  } catch {
    throw new Damaged(`chunk ${counter} is not as it was sealed`)
  }
}

/** Cuts a stream into pieces of one size and says which is the last; an empty stream is one empty last piece. */
async function* pieces(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ piece: Buffer; isLast: boolean }> {
  let held: Buffer = Buffer.alloc(0)
  for await (const more of bytes) {
    held = Buffer.concat([held, more])
    // One byte more than a piece is needed to know that it is not the last.
    while (held.length > size) {
      yield { piece: held.subarray(0, size), isLast: false }
      held = held.subarray(size)
    }
  }
  yield { piece: held, isLast: true }
}

/** Seals a stream; memory does not grow with it. Never use a key for a second stream. */
export async function* sealChunks(plain: AsyncIterable<Uint8Array>, key: Uint8Array): AsyncGenerator<Buffer> {
  let counter = 0
  for await (const { piece, isLast } of pieces(plain, CHUNK_BYTES)) {
    yield sealOne(key, counter, isLast, piece)
    counter += 1
  }
}

/** Opens what sealChunks made. Throws Damaged before it gives a byte that was not sealed, and where the end is missing. */
export async function* openChunks(sealed: AsyncIterable<Uint8Array>, key: Uint8Array): AsyncGenerator<Buffer> {
  let counter = 0
  for await (const { piece, isLast } of pieces(sealed, CHUNK_BYTES + TAG_BYTES)) {
    yield openOne(key, counter, isLast, piece)
    counter += 1
  }
}
