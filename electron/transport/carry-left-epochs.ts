import { MAX_BATCH_BYTES, MAX_BATCH_ENTRIES } from '../../shared/sync/wire.ts'
import type { Transport } from './transport.ts'

type CarryParts = {
  readonly transport: Pick<Transport, 'handIn' | 'leftAcks'>
  /** The epochs that the till has left, oldest first. */
  readonly epochs: () => readonly number[]
  /** At most `limit` lines of an epoch after a number, in order. */
  readonly read: (epoch: number, after: number, limit: number) => readonly string[]
  readonly onTrouble: (detail: string) => void
}

const hashOf = (line: string): string => line.slice(0, 64)

/** The lines that fit into one upload; never none of some. */
const batchOf = (lines: readonly string[]): readonly string[] => {
  let bytes = 0
  const tooMany = lines.findIndex((line, index) => {
    bytes += Buffer.byteLength(line) + 1
    return index > 0 && bytes > MAX_BATCH_BYTES
  })
  return tooMany < 0 ? lines : lines.slice(0, tooMany)
}

/**
 * Hands in to head office what the files of left epochs hold, each up to its end; what was acknowledged is not sent again.
 * Returns the way to do so: a call while one runs joins it. It resolves with whether everything is handed in.
 */
export const carryLeftEpochs = ({ transport, epochs, read, onTrouble }: CarryParts): (() => Promise<boolean>) => {
  const acked = (epoch: number): number => {
    const ack = transport.leftAcks().find((one) => one.epoch === epoch)
    const [line] = ack === undefined ? [] : read(epoch, ack.seq - 1, 1)
    return ack !== undefined && line !== undefined && hashOf(line) === ack.hash ? ack.seq : 0
  }
  const carryOne = async (epoch: number): Promise<boolean> => {
    let after = acked(epoch)
    while (true) {
      const lines = batchOf(read(epoch, after, MAX_BATCH_ENTRIES))
      const last = lines.at(-1)
      if (last === undefined) return true
      const reply = await transport.handIn({ epoch, lines, hash: hashOf(last) })
      if (reply.ok) after = reply.ack.seq
      else if (reply.reason === 'gap' && after > 0) after = 0
      else {
        if (reply.reason !== 'standalone') onTrouble(`epoch ${epoch}: ${reply.reason} ${reply.detail ?? ''}`)
        return false
      }
    }
  }
  const carryAll = async (): Promise<boolean> => {
    let isAll = true
    for (const epoch of epochs()) isAll = (await carryOne(epoch)) && isAll
    return isAll
  }
  let running: Promise<boolean> | null = null
  return () => {
    running ??= carryAll().finally(() => {
      running = null
    })
    return running
  }
}
