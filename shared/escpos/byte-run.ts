/** Bytes that grow at their end. A receipt has some thousands, so they are written where they stay. */
export class ByteRun {
  /** What was written, up to `length`; a writer that has reserved room may write behind it and move `length` on. */
  bytes = new Uint8Array(4_096)
  length = 0

  /** The array to write into, with room for so many bytes more. */
  reserve(more: number): Uint8Array {
    if (this.length + more > this.bytes.length) {
      const larger = new Uint8Array(2 * (this.length + more))
      larger.set(this.bytes.subarray(0, this.length))
      this.bytes = larger
    }
    return this.bytes
  }

  push(...bytes: readonly number[]): void {
    const into = this.reserve(bytes.length)
    for (let at = 0; at < bytes.length; at++) into[this.length++] = bytes[at] ?? 0
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length).set(bytes, this.length)
    this.length += bytes.length
  }

  /** A copy of what was written. */
  take(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length)
  }
}
