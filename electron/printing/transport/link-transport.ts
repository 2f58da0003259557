import type { Abilities } from '../../../shared/bridge/settings-methods.ts'
import { askAbilities, askProof, DEFAULT_PATIENCE, type Patience, readStatus } from './ask-printer.ts'
import type { OpenedLink, PrinterLink } from './printer-link.ts'
import { type Examined, NOTHING_TOLD, type PrinterWay, type SendResult } from './printer-transport.ts'

/** How a printer that answers over a line is spoken to. */
export type LinkParts = {
  /** Opens the line anew: one a job, so that nothing of the last one stands in the way. */
  readonly open: (timeoutMs: number) => Promise<OpenedLink>
  readonly patience?: Patience
  /** What the printer is known to answer; null or left out: it is asked for everything. */
  readonly abilities?: Abilities | null
  /** Of a line so slow that a job takes its time to get through. */
  readonly bytesPerSecond?: number
}

const forJob = (patience: Patience, bytes: number, bytesPerSecond = Number.POSITIVE_INFINITY): Patience => {
  const underWay = Math.ceil((bytes * 1_000) / bytesPerSecond)
  return { ...patience, write: patience.write + underWay, proof: patience.proof + underWay }
}

/** A printer at the end of a line that carries its answers back: network, serial or USB. */
export const linkTransport = (parts: LinkParts): PrinterWay => {
  const { open, patience = DEFAULT_PATIENCE, abilities = null, bytesPerSecond } = parts
  const during = async <T>(whenClosed: (detail: string) => T, use: (link: PrinterLink) => Promise<T>): Promise<T> => {
    const opened = await open(patience.connect)
    if (!opened.ok) return whenClosed(opened.detail)
    try {
      return await use(opened.link)
    } finally {
      await opened.link.close()
    }
  }
  let told = NOTHING_TOLD
  const readTrouble = async (link: PrinterLink) => {
    const status = await readStatus(link, patience)
    told = status.told
    return status.trouble
  }
  const unreachable = (): 'unreachable' => 'unreachable'
  /** One that is known to answer and does not has hung: what it is sent now may never be on paper. */
  const troubleOf = async (link: PrinterLink) => {
    const trouble = await readTrouble(link)
    return trouble === 'unknown' && abilities?.status === true ? 'unreachable' : trouble
  }
  return {
    probe: () => during(unreachable, async (link) => (await troubleOf(link)) ?? 'ready'),
    send: (bytes, processId, beforeFirstByte) =>
      during<SendResult>(
        () => ({ sent: 'nothing', why: 'unreachable' }),
        async (link) => {
          const trouble = abilities?.status === false ? 'unknown' : await troubleOf(link)
          if (trouble !== null && trouble !== 'unknown') return { sent: 'nothing', why: trouble }
          if (link.ended) return { sent: 'nothing', why: 'unreachable' }
          beforeFirstByte()
          const forThis = forJob(patience, bytes.length, bytesPerSecond)
          if (!(await link.write(bytes, forThis.write))) return { sent: 'part', why: 'connection_lost' }
          return askProof(link, processId, { patience: forThis, abilities })
        },
      ),
    examine: () =>
      during<Examined>(
        (detail) => ({ state: 'unreachable', abilities: null, detail }),
        async (link) => {
          const state = (await readTrouble(link)) ?? 'ready'
          // A printer without paper holds what it is asked in its turn: that would be taken for "cannot".
          const isFree = state === 'ready' || state === 'unknown'
          return { state, abilities: isFree ? await askAbilities(link, patience) : null, detail: null }
        },
      ),
    told: () => told,
  }
}
