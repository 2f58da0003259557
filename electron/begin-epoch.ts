import type { EpochBegun } from '../shared/bridge/app-methods.ts'
import type { Output } from '../shared/bridge/bridge.ts'
import { readEpochBegun, writeEpochBegun } from './epoch-file.ts'
import type { Identity } from './identity.ts'
import type { Log } from './log.ts'
import { earlierEpochs, type FormerEpoch } from './mirror/frozen-epochs.ts'
import type { SecondCopy } from './mirror/second-copy.ts'
import type { Spool } from './printing/spool.ts'
import type { Transport } from './transport/transport.ts'

/** A head office that calls each epoch a fork must not make a till leave one after the other. */
const MOST_IN_ONE_RUN = 8
/** Head office may know of later epochs of a till whose profile is an old one; a number far beyond them is no such answer. */
const MOST_AHEAD = 1_000

type EpochParts = {
  readonly dataFolder: string
  readonly identity: Identity
  readonly mirror: Pick<SecondCopy, 'file' | 'tail' | 'held' | 'beginEpoch'>
  readonly spool: Pick<Spool, 'position' | 'beginEpoch'>
  readonly transport: Pick<Transport, 'status' | 'leaveEpoch'>
  readonly log: Pick<Log, 'write'>
  readonly former: readonly FormerEpoch[]
}

/** The methods by which a till leaves an epoch that has forked, or that lacks numbers which no copy gives. */
export const epochHandlers = ({ dataFolder, identity, mirror, spool, transport, log, former }: EpochParts) => {
  let begunInThisRun = 0

  const whyNot = ({ epoch, parent }: EpochBegun): Extract<Output<'identity.beginEpoch'>, { ok: false }> | null => {
    const tail = mirror.tail()
    if (begunInThisRun >= MOST_IN_ONE_RUN) return { ok: false, reason: 'too_many' }
    if (epoch <= identity.epoch || epoch > identity.epoch + MOST_AHEAD) return { ok: false, reason: 'not_next' }
    if (tail.seq === 0) return { ok: false, reason: 'not_begun' }
    const isTail =
      parent.till === tail.till && parent.epoch === tail.epoch && parent.seq === tail.seq && parent.hash === tail.hash
    return isTail ? null : { ok: false, reason: 'other_parent', detail: `the second copy ends in ${tail.seq}` }
  }

  const begin = (begun: EpochBegun): Output<'identity.beginEpoch'> => {
    const refused = whyNot(begun)
    if (refused) return refused
    const seen = {
      held: mirror.held(),
      printed: spool.position({}),
      proven: transport.status().proven,
      office: transport.status().state,
    }
    try {
      // In this order: an epoch that the identity names has its reason beside it, whenever the power fails.
      writeEpochBegun(dataFolder, begun)
      identity.beginEpoch(begun.epoch)
      mirror.beginEpoch(begun.epoch)
      spool.beginEpoch(begun.epoch)
      transport.leaveEpoch()
    } catch (error) {
      return { ok: false, reason: 'write_failed', detail: String(error).slice(0, 2_000) }
    }
    begunInThisRun += 1
    log.write('warn', 'epoch.begun', JSON.stringify({ ...begun, seen }))
    return { ok: true }
  }

  return {
    'identity.beginEpoch': begin,
    'identity.epochBegun': (): Output<'identity.epochBegun'> => {
      const begun = readEpochBegun(dataFolder)
      const { till, epoch } = identity
      return {
        begun: begun?.epoch === epoch ? begun : null,
        earlier: earlierEpochs(mirror.file, till, epoch),
        former: [...former],
      }
    },
  }
}
