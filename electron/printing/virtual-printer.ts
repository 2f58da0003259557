import { mkdirSync, readdirSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import path from 'node:path'
import { commandLength, opensCommand } from '../../shared/escpos/command-length.ts'
import { writeDurably } from '../durable-file.ts'

/** What a virtual printer can be told to do wrong. `close_after` breaks the line after that many bytes of a job. */
export type PrinterFault =
  | { readonly kind: 'none' | 'offline' | 'paper_end' | 'cover_open' | 'no_answer' | 'no_process_id' | 'never_reads' }
  | { readonly kind: 'close_after'; readonly bytes: number }

/** A virtual printer that listens; `setFault` changes how it behaves from the next byte on. */
export type VirtualPrinter = {
  readonly port: number
  readonly setFault: (fault: PrinterFault) => void
  readonly stop: () => Promise<void>
}

const IDLE_ANSWER = 0x12

const statusByte = (n: number, fault: PrinterFault): number => {
  const offline = fault.kind === 'offline' || fault.kind === 'paper_end' || fault.kind === 'cover_open'
  if (n === 1) return IDLE_ANSWER | (offline ? 0x08 : 0)
  if (n === 2) return IDLE_ANSWER | (fault.kind === 'cover_open' ? 0x04 : 0) | (fault.kind === 'paper_end' ? 0x20 : 0)
  if (n === 4) return IDLE_ANSWER | (fault.kind === 'paper_end' ? 0x60 : 0)
  return IDLE_ANSWER
}

/** The longest head that tells a command's length (GS v 0). */
const LONGEST_HEAD = 8

/** Splits one connection's bytes into requests, which are answered, and what goes on paper. */
class Connection {
  readonly paper: number[] = []
  #waiting: Uint8Array = new Uint8Array()
  #answer: (command: Uint8Array) => boolean

  constructor(answer: (command: Uint8Array) => boolean) {
    this.#answer = answer
  }

  take(chunk: Uint8Array): void {
    const bytes = Buffer.concat([this.#waiting, chunk])
    let at = 0
    while (at < bytes.length) {
      if (!opensCommand(bytes[at] ?? 0)) {
        this.paper.push(bytes[at] ?? 0)
        at += 1
        continue
      }
      const left = bytes.length - at
      const length = commandLength(bytes, at)
      // A command is complete once its length is known for sure and all of it is there.
      if (length > left || (left < LONGEST_HEAD && length > 2 && left < length)) break
      const command = bytes.subarray(at, at + length)
      // A picture has more bytes than a call takes arguments.
      if (!this.#answer(command)) for (const byte of command) this.paper.push(byte)
      at += length
    }
    this.#waiting = Uint8Array.from(bytes.subarray(at))
  }
}

const lastNumberIn = (folder: string): number =>
  Math.max(0, ...readdirSync(folder).map((name) => Number(/^(\d+)\.bin$/.exec(name)?.[1] ?? 0)))

const isRequest = (command: Uint8Array, ...head: number[]) => head.every((byte, index) => command[index] === byte)

/**
 * A receipt printer that is simulated down to its socket: it answers DLE EOT, GS r and GS ( H like a real one and keeps
 * each job's bytes as `<folder>/000001.bin`. Listens on loopback only; rejects with EADDRINUSE where the port is taken.
 */
export const startVirtualPrinter = async (options: {
  readonly port: number
  readonly folder: string
  readonly fault?: PrinterFault
}): Promise<VirtualPrinter> => {
  mkdirSync(options.folder, { recursive: true })
  let fault: PrinterFault = options.fault ?? { kind: 'none' }
  let number = lastNumberIn(options.folder)
  const sockets = new Set<Socket>()

  const putOnPaper = (connection: Connection) => {
    if (connection.paper.length === 0) return
    number += 1
    writeDurably(
      path.join(options.folder, `${String(number).padStart(6, '0')}.bin`),
      Uint8Array.from(connection.paper),
      0o644,
    )
    connection.paper.length = 0
  }

  const answerTo = (socket: Socket, getConnection: () => Connection) => (command: Uint8Array) => {
    const silent = fault.kind === 'no_answer'
    if (isRequest(command, 0x10, 0x04)) {
      if (!silent) socket.write(Uint8Array.of(statusByte(command[2] ?? 0, fault)))
      return true
    }
    if (isRequest(command, 0x1d, 0x28, 0x48)) {
      putOnPaper(getConnection())
      if (!silent && fault.kind !== 'no_process_id')
        socket.write(Uint8Array.of(0x37, 0x22, ...command.subarray(7, 11), 0))
      return true
    }
    if (isRequest(command, 0x1d, 0x72)) {
      putOnPaper(getConnection())
      if (!silent) socket.write(Uint8Array.of(0))
      return true
    }
    return false
  }

  const serve = (socket: Socket) => {
    sockets.add(socket)
    const connection: Connection = new Connection(answerTo(socket, () => connection))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      putOnPaper(connection)
    })
    if (fault.kind === 'never_reads') {
      socket.pause()
      return
    }
    socket.on('data', (chunk) => {
      connection.take(chunk)
      if (fault.kind === 'close_after' && connection.paper.length >= fault.bytes) {
        connection.paper.length = fault.bytes
        socket.destroy()
      }
    })
  }

  const server = createServer(serve)
  const port = await listenOn(server, options.port)
  return {
    port,
    setFault: (next) => {
      fault = next
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

const listenOn = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
