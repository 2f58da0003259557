import { commandLength, opensCommand } from '../../../shared/escpos/command-length.ts'

/** The longest head that tells a command's length (GS v 0). */
const LONGEST_HEAD = 8

/** A whole command, or a run of bytes that belong to none. */
export type Piece = { readonly kind: 'command' | 'text'; readonly bytes: Uint8Array }

/** Splits what comes in over one line into whole commands and what stands between them, wherever its packets end. */
export class CommandStream {
  #waiting: Uint8Array = new Uint8Array()

  /** The pieces that are complete with this packet; the rest waits for the next one. */
  take(packet: Uint8Array): Piece[] {
    const bytes = Buffer.concat([this.#waiting, packet])
    const pieces: Piece[] = []
    let at = 0
    while (at < bytes.length) {
      const end = opensCommand(bytes[at] ?? 0) ? commandEnd(bytes, at) : textEnd(bytes, at)
      if (end === null) break
      pieces.push({ kind: opensCommand(bytes[at] ?? 0) ? 'command' : 'text', bytes: bytes.subarray(at, end) })
      at = end
    }
    this.#waiting = Uint8Array.from(bytes.subarray(at))
    return pieces
  }
}

const textEnd = (bytes: Uint8Array, at: number): number => {
  let end = at
  while (end < bytes.length && !opensCommand(bytes[end] ?? 0)) end += 1
  return end
}

/** null until the command's length is known for sure and all of it is there. */
const commandEnd = (bytes: Uint8Array, at: number): number | null => {
  const left = bytes.length - at
  const length = commandLength(bytes, at)
  const isSure = left >= LONGEST_HEAD || length <= 2 || left >= length
  return length <= left && isSure ? at + length : null
}
