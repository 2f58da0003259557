import { connect, type Socket } from 'node:net'

/** An answer has a few bytes: of a device that talks without end the newest are kept. */
const KEPT_BYTES = 4_096

const tryToConnect = (host: string, port: number): Socket | null => {
  try {
    return connect({ host, port })
  } catch {
    // A host that Node takes for none, such as one with U+0000.
    return null
  }
}

/** A connection to a printer with a read loop of its own: answers are awaited by what they look like, with a deadline. */
export class PrinterSocket {
  #socket: Socket
  #received: number[] = []
  #wake: () => void = () => undefined
  #ended = false

  constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk) => {
      const newest = chunk.subarray(-KEPT_BYTES)
      this.#received.splice(0, this.#received.length + newest.length - KEPT_BYTES)
      for (const byte of newest) this.#received.push(byte)
      this.#wake()
    })
    const end = () => {
      this.#ended = true
      this.#wake()
    }
    socket.on('close', end)
    socket.on('error', end)
  }

  /** Opens a connection, or gives null where the printer cannot be reached in time. */
  static open(host: string, port: number, timeoutMs: number): Promise<PrinterSocket | null> {
    return new Promise((resolve) => {
      const socket = tryToConnect(host, port)
      if (socket === null) return resolve(null)
      const timer = setTimeout(() => socket.destroy(), timeoutMs)
      socket.once('connect', () => {
        clearTimeout(timer)
        resolve(new PrinterSocket(socket))
      })
      socket.once('close', () => {
        clearTimeout(timer)
        resolve(null)
      })
      // The close that follows an error answers.
      socket.on('error', () => socket.destroy())
    })
  }

  get ended(): boolean {
    return this.#ended
  }

  /** Hands bytes to the kernel; false where the connection broke or the peer takes nothing for `timeoutMs`. */
  write(bytes: Uint8Array, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#ended) return resolve(false)
      const timer = setTimeout(() => resolve(false), timeoutMs)
      this.#socket.write(bytes, (error) => {
        clearTimeout(timer)
        resolve(!error)
      })
    })
  }

  /** Waits until `find` recognises something in the bytes received, which are then used up; null after the deadline. */
  async expect<T>(find: (received: readonly number[]) => { value: T; used: number } | null, timeoutMs: number) {
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

  close(): void {
    this.#socket.end()
    this.#socket.destroySoon()
  }
}
