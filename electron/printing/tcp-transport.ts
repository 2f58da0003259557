import {
  COVER_OPEN_BIT,
  isProcessedAnswer,
  isStatusAnswer,
  OFFLINE_BIT,
  PAPER_END_BITS,
  processedRequest,
  processIdAnswer,
  processIdRequest,
  statusRequest,
} from './printer-commands.ts'
import { PrinterSocket } from './printer-socket.ts'
import type { PrinterTransport, PrinterTrouble, SendResult } from './printer-transport.ts'

/** How long each step may take, in milliseconds. */
export type Patience = {
  readonly connect: number
  readonly status: number
  readonly write: number
  readonly proof: number
}

/** A slow printer on a bad line still gets through; a dead one is known within seconds. */
const DEFAULT_PATIENCE: Patience = { connect: 2_000, status: 800, write: 10_000, proof: 8_000 }

const askStatus = async (socket: PrinterSocket, n: 1 | 2 | 4, patience: Patience): Promise<number | null> => {
  if (!(await socket.write(statusRequest(n), patience.status))) return null
  return socket.expect((received) => {
    const at = received.findIndex(isStatusAnswer)
    return at < 0 ? null : { value: received[at] ?? 0, used: at + 1 }
  }, patience.status)
}

/** What keeps the printer from printing; null where it said nothing of the kind, `unknown` where it said nothing at all. */
const readTrouble = async (socket: PrinterSocket, patience: Patience): Promise<PrinterTrouble | 'unknown' | null> => {
  const printer = await askStatus(socket, 1, patience)
  if (printer === null) return 'unknown'
  const paper = await askStatus(socket, 4, patience)
  if (paper !== null && (paper & PAPER_END_BITS) !== 0) return 'paper_end'
  if ((printer & OFFLINE_BIT) === 0) return null
  const cause = await askStatus(socket, 2, patience)
  return cause !== null && (cause & COVER_OPEN_BIT) !== 0 ? 'cover_open' : 'offline'
}

const holds = (received: readonly number[], answer: Uint8Array) => {
  for (let at = 0; at + answer.length <= received.length; at++) {
    if (answer.every((byte, index) => received[at + index] === byte)) return { value: true, used: at + answer.length }
  }
  return null
}

/** Asks for both proofs at once, the strong one first: a clone that ignores it answers the weak one. */
const askProof = async (socket: PrinterSocket, processId: string, patience: Patience): Promise<SendResult> => {
  const request = Buffer.concat([processIdRequest(processId), processedRequest()])
  if (!(await socket.write(request, patience.write))) return { sent: 'part', why: 'connection_lost' }
  const answer = processIdAnswer(processId)
  const evidence = await socket.expect<'confirmed' | 'processed'>((received) => {
    const confirmed = holds(received, answer)
    if (confirmed) return { value: 'confirmed', used: confirmed.used }
    // The first bytes of the strong answer have the form of a weak one: only a lone byte is the weak one.
    const lone = received.length === 1 && received[0] !== answer[0] && isProcessedAnswer(received[0] ?? 0xff)
    return lone ? { value: 'processed', used: 1 } : null
  }, patience.proof)
  if (evidence) return { sent: 'all', evidence }
  if (socket.ended) return { sent: 'part', why: 'connection_lost' }
  const trouble = await readTrouble(socket, patience)
  return trouble === null || trouble === 'unknown' ? { sent: 'all', evidence: 'none' } : { sent: 'part', why: trouble }
}

/** A network printer on its raw port, usually 9100; one connection a job. */
export const tcpTransport = (host: string, port: number, patience: Patience = DEFAULT_PATIENCE): PrinterTransport => ({
  probe: async () => {
    const socket = await PrinterSocket.open(host, port, patience.connect)
    if (!socket) return 'unreachable'
    try {
      return (await readTrouble(socket, patience)) ?? 'ready'
    } finally {
      socket.close()
    }
  },
  send: async (bytes, processId, beforeFirstByte) => {
    const socket = await PrinterSocket.open(host, port, patience.connect)
    if (!socket) return { sent: 'nothing', why: 'unreachable' }
    try {
      const trouble = await readTrouble(socket, patience)
      if (trouble !== null && trouble !== 'unknown') return { sent: 'nothing', why: trouble }
      if (socket.ended) return { sent: 'nothing', why: 'unreachable' }
      beforeFirstByte()
      if (!(await socket.write(bytes, patience.write))) return { sent: 'part', why: 'connection_lost' }
      return await askProof(socket, processId, patience)
    } finally {
      socket.close()
    }
  },
})
