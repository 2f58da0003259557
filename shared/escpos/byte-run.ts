/** Bytes that grow at their end. A receipt has some thousands, so they are written where they stay. */
export class ByteRun {
  #bytes = new Uint8Array(4_096)
  #length = 0

  /** Makes sure of room, so that the writer of a text need not ask for each byte. */
  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = new Uint8Array(2 * (this.#length + more))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
  }

  push(...bytes: readonly number[]): void {
    this.#room(bytes.length)
    for (let at = 0; at < bytes.length; at++) this.#bytes[this.#length++] = bytes[at] ?? 0
  }

  /** Has `write` put at most `most` bytes into the array from the offset on; it answers where they end. */
  write(most: number, write: (into: Uint8Array, from: number) => number): void {
    this.#room(most)
    this.#length = write(this.#bytes, this.#length)
  }

  /** A copy of what was written. */
  take(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }
}
