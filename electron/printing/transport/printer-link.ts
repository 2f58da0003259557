import type { Duplex } from 'node:stream'

/** An answer has a few bytes: of a device that talks without end the newest are kept. */
const KEPT_BYTES = 4_096

/** Recognises something in the bytes received, and says how many of them are used up by it. */
type Find<T> = (received: readonly number[]) => { readonly value: T; readonly used: number } | null

/** What a link needs of the stream that it speaks over. */
type Ends = {
  /** Closes the stream; resolves once another may open it. `isStuck`: not all that was written was taken. */
  readonly close: (isStuck: boolean) => Promise<void>
  /** Calls back when what was written has left this machine; left out where the stream's own word is enough. */
  readonly drain?: (done: (error?: Error | null) => void) => void
}

/** A line to a printer that answers, with a read loop of its own: answers are awaited by what they look like, with a deadline. */
export class PrinterLink {
  #stream: Duplex
  #ends: Ends
  #received: number[] = []
  #wake: () => void = () => undefined
  #ended = false
  #underWay = 0

  /** Over a stream that is open. */
  constructor(stream: Duplex, ends: Ends) {
    this.#stream = stream
    this.#ends = ends
    stream.on('data', (chunk: Buffer) => {
      const newest = chunk.subarray(-KEPT_BYTES)
      this.#received.splice(0, this.#received.length + newest.length - KEPT_BYTES)
      for (const byte of newest) this.#received.push(byte)
      this.#wake()
    })
    const end = () => {
      this.#ended = true
      this.#wake()
    }
    for (const event of ['end', 'close', 'error']) stream.on(event, end)
  }

  get ended(): boolean {
    return this.#ended
  }

  /** Hands bytes to the system; false where the line broke or the printer takes nothing for `timeoutMs`. */
  write(bytes: Uint8Array, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#ended) return resolve(false)
      const timer = setTimeout(() => resolve(false), timeoutMs)
      this.#underWay += 1
      const done = (error?: Error | null) => {
        this.#underWay -= 1
        clearTimeout(timer)
        resolve(!error)
      }
      this.#stream.write(bytes, (error) => (error || !this.#ends.drain ? done(error) : this.#ends.drain(done)))
    })
  }

  /** Waits until `find` recognises something in the bytes received, which are then used up; null after the deadline. */
  async expect<T>(find: Find<T>, timeoutMs: number): Promise<T | null> {
    const deadline = performance.now() + timeoutMs
    for (;;) {
      const found = find(this.#received)
      if (found) {
        this.#received.splice(0, found.used)
        return found.value
      }
      const left = deadline - performance.now()
      if (this.#ended || left <= 0) return null
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  close(): Promise<void> {
    return this.#ends.close(this.#underWay > 0)
  }
}

/** A line that stands, or why there is none, in words for the log and for whoever sets the printer up. */
export type OpenedLink =
  | { readonly ok: true; readonly link: PrinterLink }
  | { readonly ok: false; readonly detail: string }
