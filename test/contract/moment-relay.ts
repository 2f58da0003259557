import { connect, createServer, type Socket } from 'node:net'

/** A line to a printer that can be held at a byte of a job. */
export type MomentRelay = {
  readonly port: number
  /**
   * From now on counts what the till sends. At byte `at` of it nothing goes on until the printer has taken all before;
   * then `then` runs, and where it answers `cut` both ends are gone.
   */
  readonly holdAt: (at: number, then: () => 'go_on' | 'cut') => void
  /** To be told what the printer takes in. */
  readonly onTaken: (bytes: number) => void
  /** Whether every line through it has come to its end. */
  readonly isIdle: () => boolean
  readonly stop: () => Promise<void>
}

type Hold = { readonly at: number; readonly then: () => 'go_on' | 'cut'; sent: number; taken: number }

/** Lies between the till and a printer on loopback, packet by packet, so that a test can act at an exact byte. */
export const layMomentRelay = async (printerPort: () => number): Promise<MomentRelay> => {
  const sockets = new Set<Socket>()
  let hold: Hold | null = null
  let release: () => void = () => undefined

  const serve = (till: Socket) => {
    const printer = connect(printerPort(), '127.0.0.1')
    let waiting = Buffer.alloc(0)
    let ended = false
    const goOn = () => {
      const ready = hold === null ? waiting.length : Math.min(waiting.length, hold.at - hold.sent)
      if (hold) hold.sent += ready
      if (ready > 0) printer.write(waiting.subarray(0, ready))
      waiting = waiting.subarray(ready)
      if (ended && waiting.length === 0) printer.end()
    }
    release = () => {
      if (hold === null || hold.taken < hold.at) return
      const { then } = hold
      hold = null
      if (then() === 'go_on') return goOn()
      till.destroy()
      printer.destroy()
    }
    for (const socket of [till, printer]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
    }
    till.on('data', (bytes) => {
      waiting = Buffer.concat([waiting, bytes])
      goOn()
    })
    till.on('end', () => {
      ended = true
      goOn()
    })
    till.on('close', () => ended || printer.destroy())
    printer.on('data', (bytes) => till.writable && till.write(bytes))
    printer.on('close', () => till.destroy())
  }

  const server = createServer({ allowHalfOpen: true }, serve)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    holdAt: (at, then) => {
      hold = { at, then, sent: 0, taken: 0 }
    },
    onTaken: (bytes) => {
      if (hold === null) return
      hold.taken += bytes
      release()
    },
    isIdle: () => sockets.size === 0,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}
