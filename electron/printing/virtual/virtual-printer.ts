import { mkdirSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { CommandStream } from './command-stream.ts'
import { PrintWorks, type WorksLine } from './print-works.ts'
import { GARBAGE } from './printer-answers.ts'
import type { PrinterFault } from './printer-fault.ts'
import { lastJobIn, type PaperLook, saveJob } from './save-job.ts'

/** As a cashier would, once the change is given. */
export const DRAWER_SHUTS_AFTER_MS = 3_000

/** A virtual printer that listens; what is set holds from the next byte on. */
export type VirtualPrinter = {
  readonly port: number
  readonly fault: () => PrinterFault
  readonly setFault: (fault: PrinterFault) => void
  readonly drawerOpen: () => boolean
  readonly closeDrawer: () => void
  /** The drawer, once it opens, is left open until closeDrawer(). */
  readonly leaveDrawerOpen: () => void
  readonly stop: () => Promise<void>
}

type VirtualPrinterOptions = {
  readonly port: number
  readonly folder: string
  readonly fault?: PrinterFault
  /** How long after a pulse somebody shuts the drawer; left out: it stays open until closeDrawer(). */
  readonly drawerShutsAfterMs?: number
  /** With it, each job is also kept as text, and as a picture where it names a font. */
  readonly look?: PaperLook
  readonly onJob?: (number: number) => void
  /** Bytes were taken in over a line, and obeyed as far as the fault lets them. */
  readonly onTaken?: (bytes: number) => void
  /** The fault or the drawer changed by itself: paper ended in the middle of a job, a pulse came. */
  readonly onChange?: () => void
}

/** Sends one answer as the fault would have it. */
const answerWith = (socket: Socket, fault: PrinterFault, bytes: Uint8Array): void => {
  const send = (answer: Uint8Array) => {
    if (socket.writable) socket.write(answer)
  }
  if (fault.kind === 'no_answer') return
  if (fault.kind === 'late') setTimeout(send, fault.amount, bytes).unref()
  else send(fault.kind === 'garbage' ? GARBAGE : bytes)
}

/**
 * A receipt printer that is simulated down to its socket: it answers DLE EOT, GS r, GS a and GS ( H like a real one, holds
 * what it cannot print yet, and keeps each job's bytes as `<folder>/000001.bin`. Listens on loopback only; rejects with
 * EADDRINUSE where the port is taken.
 */
export const startVirtualPrinter = async (options: VirtualPrinterOptions): Promise<VirtualPrinter> => {
  const { folder, look = null, onJob, onTaken, onChange, drawerShutsAfterMs } = options
  mkdirSync(folder, { recursive: true })
  let number = lastJobIn(folder)
  let isLeftOpen = drawerShutsAfterMs === undefined
  let hand: NodeJS.Timeout | undefined
  const shut = () => {
    works.change({ drawerOpen: false })
    onChange?.()
  }
  const shutLater = () => {
    clearTimeout(hand)
    if (works.sensors.drawerOpen && !isLeftOpen) hand = setTimeout(shut, drawerShutsAfterMs)
  }
  const works = new PrintWorks({
    fault: options.fault ?? { kind: 'none' },
    onJob: (bytes) => {
      number += 1
      saveJob(folder, number, bytes, look)
      onJob?.(number)
    },
    onChange: () => {
      shutLater()
      onChange?.()
    },
  })
  const sockets = new Set<Socket>()
  const listen = (socket: Socket) =>
    works.sensors.fault.kind === 'never_reads' ? socket.pause() : socket.isPaused() && socket.resume()

  const serve = (socket: Socket) => {
    sockets.add(socket)
    const stream = new CommandStream()
    const line: WorksLine = {
      paper: [],
      wantsStatus: false,
      wantsOffline: 'no',
      answer: (bytes) => answerWith(socket, works.sensors.fault, bytes),
      breakOff: () => socket.destroy(),
    }
    works.open(line)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      works.end(line)
    })
    socket.on('data', (packet) => {
      works.take(line, stream.take(packet))
      onTaken?.(packet.length)
    })
    listen(socket)
  }

  const server = createServer(serve)
  const port = await listenOn(server, options.port)
  return {
    port,
    fault: () => works.sensors.fault,
    setFault: (fault) => {
      works.change({ fault })
      for (const socket of sockets) listen(socket)
    },
    drawerOpen: () => works.sensors.drawerOpen,
    closeDrawer: () => {
      isLeftOpen = drawerShutsAfterMs === undefined
      clearTimeout(hand)
      works.change({ drawerOpen: false })
    },
    leaveDrawerOpen: () => {
      isLeftOpen = true
      clearTimeout(hand)
    },
    stop: async () => {
      clearTimeout(hand)
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
      works.switchOff()
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
