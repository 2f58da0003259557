import { closeSync, constants, openSync, read, write } from 'node:fs'
import { Duplex } from 'node:stream'
import { type OpenedLink, PrinterLink } from './printer-link.ts'

/** How often a device is asked again that takes or gives nothing just now. */
const AGAIN_MS = 10
const ANSWER_BYTES = 256
/** What a printer takes in one go: its own buffer is about as large. */
const PORTION_BYTES = 4_096

const isBusy = (error: NodeJS.ErrnoException) => error.code === 'EAGAIN'
/** The driver's answer to reading from a printer that has no way back: such a one is only written to. */
const hasNoWayBack = (error: NodeJS.ErrnoException) => error.code === 'EINVAL'

/**
 * A character device as a stream. Opened so that it never blocks: a read of a silent printer would hold one of Node's few
 * threads for good.
 */
class DeviceStream extends Duplex {
  #file: number

  constructor(path: string) {
    super({ autoDestroy: true })
    this.#file = openSync(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY)
  }

  #again(step: () => void): void {
    setTimeout(() => {
      if (!this.destroyed) step()
    }, AGAIN_MS)
  }

  override _read(): void {
    const step = () =>
      read(this.#file, Buffer.alloc(ANSWER_BYTES), 0, ANSWER_BYTES, null, (error, count, bytes) => {
        if (this.destroyed || (error && hasNoWayBack(error))) return
        if (error && !isBusy(error)) this.destroy(error)
        else if (error || count === 0) this.#again(step)
        else this.push(bytes.subarray(0, count))
      })
    step()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const step = (from: number): void =>
      write(this.#file, chunk, from, Math.min(PORTION_BYTES, chunk.length - from), null, (error, count) => {
        if (this.destroyed) return
        if (error && !isBusy(error)) return done(error)
        const next = from + (error ? 0 : count)
        if (next === chunk.length) done()
        else if (error || count === 0) this.#again(() => step(from))
        else step(next)
      })
    step(0)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    closeSync(this.#file)
    done(error)
  }
}

/** Opens a printer's device file (/dev/usb/lp0), which is then this link's alone. */
export const openDeviceLink = async (path: string): Promise<OpenedLink> => {
  try {
    const stream = new DeviceStream(path)
    return { ok: true, link: new PrinterLink(stream, { close: async () => void stream.destroy() }) }
  } catch (error) {
    return { ok: false, detail: `${path}: ${error instanceof Error ? error.message : String(error)}` }
  }
}
