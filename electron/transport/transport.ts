import * as v from 'valibot'
import type { Input, Output } from '../../shared/bridge/bridge.ts'
import type { EnrolOutcome, OneTimeCode, SyncStatus } from '../../shared/bridge/sync-methods.ts'
import type { Head, Sha256 } from '../../shared/journal/seal.ts'
import { type EnrolRequest, healthSchema, type LeftAck, pushText } from '../../shared/sync/wire.ts'
import { type Files, nodeFiles } from '../files.ts'
import { askToEnrol } from './ask-to-enrol.ts'
import { type HandedIn, handInTo, type LeftLines } from './hand-in.ts'
import { type Enrolment, headOfficeFiles, type Proven, type SignedAck } from './head-office-files.ts'
import { type AskedToPush, judgePush, type Verdict } from './judge-push.ts'
import { paceUploads } from './pace.ts'
import { type Answer, get, post } from './post.ts'
import { type Asked, pullFrom } from './pull.ts'
import { isSignedBy, type SignatureCheck } from './signature.ts'
import type { WatchParts } from './watch-for-return.ts'

type PushResult = Output<'sync.push'>
type PushFailure = Extract<PushResult, { retryAfterMs: unknown }>['reason']

/** What the line to head office is opened with. */
export type TransportParts = {
  readonly folder: string
  readonly till: string
  /** The epoch that the till is in now; what head office refused of another one does not stop it. */
  readonly epoch?: () => number
  /** Raw Ed25519 public key in base64. */
  readonly publicKey: string
  /** Signs with the device key; null where the key is gone. */
  readonly sign: (text: string) => string | null
  readonly sha256: Sha256
  /** A fresh random text of at least 16 characters. */
  readonly nonce: () => string
  readonly deadlineMs: number
  /** The till whose backup this one was restored from. */
  readonly restoredFrom?: string
  readonly onChange: () => void
  /** Head office keeps these numbers but does not understand them: somebody should look. */
  readonly onQuarantined?: (seqs: readonly number[]) => void
  /** Head office says that another till has taken this one's place. */
  readonly onReplaced?: (detail: string) => void
  /** An upload is worth an attempt: just enrolled, or head office answers again. */
  readonly onReady?: () => void
  /** What to look with while head office cannot be reached; without it the caller's own retries must do. */
  readonly watch?: Pick<WatchParts, 'later' | 'random'>
  /** A clock in milliseconds that is never set back. */
  readonly monotonic?: () => number
  readonly files?: Files
  /** How signatures of head office are checked. */
  readonly isSigned?: SignatureCheck
  /** How one request goes out. */
  readonly post?: typeof post
}

/** The till's line to head office: one enrolment, one request at a time, and the last ack that was proven. */
export type Transport = {
  readonly status: () => SyncStatus
  /** The last ack that was verified, as head office signed it, with its key; null where there is none. */
  readonly lastAck: () => SignedAck
  /** The till has left its epoch: its last ack is kept apart, durably, and head office's refusal of it is over. */
  readonly leaveEpoch: () => void
  /** `inPlaceOf` "the_lost_till": an empty machine with a code that replaces a till. */
  readonly enrol: (code: OneTimeCode, inPlaceOf?: 'the_lost_till') => Promise<EnrolOutcome>
  /** The tills whose history head office gives this one. */
  readonly replaces: () => readonly string[]
  readonly push: (input: Input<'sync.push'>) => Promise<PushResult>
  readonly pull: (input: Asked) => Promise<Output<'sync.pull'>>
  /** Hands in entries of a left epoch; ok once head office's signed ack is kept durably. */
  readonly handIn: (lines: LeftLines) => Promise<HandedIn>
  /** How far each left epoch was handed in, as head office has signed. */
  readonly leftAcks: () => readonly LeftAck[]
}

const PROBE_DEADLINE_MS = 3_000

/** Opens the transport on its folder; whatever was proven there before is verified again. */
export const openTransport = (parts: TransportParts): Transport => {
  const { files: disk = nodeFiles, isSigned = isSignedBy, post: send = post } = parts
  const { monotonic = () => performance.now() } = parts
  disk.makeFolder(parts.folder)
  const files = headOfficeFiles(parts.folder, disk, isSigned)
  let enrolment = files.readEnrolment()
  let proven: Pick<Proven, 'till' | 'epoch' | 'seq' | 'hash'> | null = enrolment
    ? files.readAck(enrolment.headOfficeKey, parts.till)
    : null
  let earlier = enrolment ? files.readEarlier(enrolment.headOfficeKey, parts.till) : []
  let quarantined = files.readQuarantined()
  const epochNow = () => parts.epoch?.()
  // A refusal without its epoch was of the one that the till was in.
  const stoppedAtStart = enrolment?.stoppedEpoch ?? epochNow()
  if (enrolment && stoppedAtStart !== undefined) enrolment = { ...enrolment, stoppedEpoch: stoppedAtStart }
  const stoppedIn = ({ stopped, stoppedEpoch }: Enrolment, epoch: number | undefined): Enrolment['stopped'] =>
    epoch === undefined || stoppedEpoch === undefined || stoppedEpoch === epoch ? stopped : null
  let trouble: { state: SyncStatus['state']; detail: string | null } = { state: 'idle', detail: null }

  const note = (state: SyncStatus['state'], detail: string | null = null) => {
    if (trouble.state === state && trouble.detail === detail) return
    trouble = { state, detail }
    parts.onChange()
  }

  /** Whether the head office that this till is enrolled with answers for itself; a login page in between does not. */
  const probe = async (): Promise<boolean> => {
    if (enrolment === null) return false
    const reply = await get(`${enrolment.url}/health`, PROBE_DEADLINE_MS)
    const health = reply.kind === 'answered' && reply.status === 200 ? v.safeParse(healthSchema, reply.body) : null
    return health?.success === true && health.output.ok && health.output.keyId === enrolment.keyId
  }
  const ready = () => parts.onReady?.()
  const pace = paceUploads(parts.watch ? { ...parts.watch, probe, onReturn: ready } : null, monotonic)

  const status = (): SyncStatus => ({
    state: enrolment === null ? 'standalone' : (stoppedIn(enrolment, epochNow()) ?? trouble.state),
    proven: proven && { till: proven.till, epoch: proven.epoch, seq: proven.seq, hash: proven.hash },
    earlier: earlier.map(({ till, epoch, seq, hash }) => ({ till, epoch, seq, hash })),
    url: enrolment?.url ?? null,
    store: enrolment?.store ?? null,
    storeName: enrolment?.storeName ?? null,
    tillCode: enrolment?.tillCode ?? null,
    headOfficeKey: enrolment?.headOfficeKey ?? null,
    detail: trouble.detail,
    quarantined: [...quarantined],
    ...(enrolment?.replacedBy === undefined ? {} : { replacedBy: enrolment.replacedBy }),
  })

  const lastAck = (): SignedAck => {
    const ack = enrolment && files.readAck(enrolment.headOfficeKey, parts.till)
    if (enrolment === null || ack === null) return null
    const { headOfficeKey, keyId } = enrolment
    return { headOfficeKey, keyId, ack, earlier: earlier.filter(({ epoch }) => epoch !== ack.epoch) }
  }

  const leaveEpoch = (): void => {
    const last = lastAck()
    if (last !== null) {
      earlier = [...last.earlier, last.ack]
      files.writeEarlier(earlier)
    }
    note('idle')
    parts.onChange()
  }

  const enrol: Transport['enrol'] = async (input, inPlaceOf) => {
    const successorOf: EnrolRequest['successorOf'] = inPlaceOf === undefined ? parts.restoredFrom : null
    const asked = await askToEnrol({ ...parts, post: send }, input, successorOf)
    if (!asked.ok) return asked
    const fresh = asked.value
    const isAnother = enrolment !== null && enrolment.headOfficeKey !== fresh.headOfficeKey
    const problem = whyNot(() => {
      files.writeEnrolment(fresh)
      if (isAnother) files.writeQuarantined([])
    })
    if (problem !== null) return { ok: false, reason: 'write_failed', detail: problem }
    if (isAnother) {
      proven = null
      earlier = []
      quarantined = []
    }
    enrolment = fresh
    pace.reset()
    note('idle')
    parts.onChange()
    ready()
    return { ok: true, status: status(), headOfficeKey: fresh.headOfficeKey }
  }

  const fail = (reason: PushFailure, detail: string | null, retryAfterMs: number | null = null): PushResult => {
    if (reason !== 'standalone' && reason !== 'not_an_ack' && reason !== 'write_failed') note(reason, detail)
    else note('unreachable', detail ?? reason)
    return { ok: false, reason, detail, retryAfterMs }
  }

  /** Stops in any case; where that cannot be written down, the first upload after a restart is refused again. */
  const stop = (stopped: 'fork' | 'frozen', stoppedEpoch: number): PushResult => {
    const next = enrolment && { ...enrolment, stopped, stoppedEpoch }
    enrolment = next
    return fail(stopped, next && whyNot(() => files.writeEnrolment(next)))
  }

  /** null once the ack is durable, otherwise why it is not: then it counts for nothing. */
  const keepAck = (ack: Proven): PushResult | null => {
    const known = new Set(quarantined)
    const added = ack.quarantined.filter((seq) => !known.has(seq))
    const problem = whyNot(() => {
      if (added.length > 0) files.writeQuarantined([...quarantined, ...added])
      files.writeAck(ack)
    })
    if (problem !== null) return fail('write_failed', `the acknowledgement could not be kept: ${problem}`.slice(0, 500))
    proven = ack
    quarantined = [...quarantined, ...added]
    if (added.length > 0) parts.onQuarantined?.(added)
    parts.onChange()
    return null
  }

  /** Where it cannot be written down, the first upload after a restart is told so again. */
  const noteReplaced = (known: Enrolment, by: string): void => {
    if (known.replacedBy === by) return
    const told = { ...known, replacedBy: by }
    enrolment = told
    const problem = whyNot(() => files.writeEnrolment(told))
    parts.onReplaced?.(problem === null ? by : `${by}, not written down: ${problem}`)
    parts.onChange()
  }

  const agree = (sent: Head): PushResult => {
    if (proven === null || proven.epoch !== sent.epoch || proven.seq < sent.seq) proven = sent
    note('idle')
    parts.onChange()
    return { ok: true, proven: sent }
  }

  /** What the verdict means for the line. An ack counts once it is durable. */
  const heedVerdict = (verdict: Verdict, epoch: number, retryAfterMs: number | null): PushResult => {
    switch (verdict.is) {
      case 'proven': {
        const refused = keepAck(verdict.ack)
        if (refused) return refused
        note('idle')
        const { till, seq, hash } = verdict.ack
        return { ok: true, proven: { till, epoch, seq, hash } }
      }
      case 'ahead':
        return agree(verdict.sent)
      case 'rolled_back':
        return keepAck(verdict.ack) ?? { ok: false, reason: 'gap', mark: verdict.ack.seq }
      case 'gap':
        return { ok: false, reason: 'gap', mark: verdict.mark }
      case 'fork':
      case 'frozen':
        return stop(verdict.is, epoch)
      default:
        return fail(verdict.is, verdict.detail, retryAfterMs)
    }
  }

  const take = (known: Enrolment, reply: Answer, request: AskedToPush['request']): PushResult => {
    const { verdict, replacedBy } = judgePush(reply, { request, known, sha256: parts.sha256, isSigned })
    if (replacedBy !== null) noteReplaced(known, replacedBy)
    return heedVerdict(verdict, request.epoch, reply.retryAfterMs)
  }

  const push = async (input: Input<'sync.push'>): Promise<PushResult> => {
    const known = enrolment
    if (known === null) return { ok: false, reason: 'standalone', detail: null, retryAfterMs: null }
    const stopped = stoppedIn(known, input.epoch)
    if (stopped !== null) return fail(stopped, null)
    const toWait = pace.toWait()
    if (toWait > 0) {
      return { ok: false, reason: 'unreachable', detail: 'head office asked to wait', retryAfterMs: toWait }
    }
    pace.begin()
    const nonce = parts.nonce()
    const unsigned = { till: parts.till, epoch: input.epoch, nonce, lines: [...input.lines] }
    const signature = parts.sign(pushText(unsigned))
    if (signature === null) return fail('key_missing', null)
    const reply = await send(`${known.url}/v1/push`, { ...unsigned, signature }, parts.deadlineMs)
    const result = reply.kind === 'unreachable' ? fail('unreachable', reply.detail) : take(known, reply, unsigned)
    pace.heed(reply, result)
    return result
  }

  const pull = async (input: Asked): Promise<Output<'sync.pull'>> =>
    enrolment === null ? { ok: false, reason: 'standalone' } : pullFrom(enrolment, { ...parts, post: send }, input)

  const leftAcks = (): readonly LeftAck[] => (enrolment ? files.readLeft(enrolment.headOfficeKey, parts.till) : [])

  const handIn = async (lines: LeftLines): Promise<HandedIn> => {
    if (enrolment === null) return { ok: false, reason: 'standalone', detail: null }
    const reply = await handInTo(enrolment, { ...parts, post: send, isSigned }, lines)
    if (!reply.ok) return reply
    const others = leftAcks().filter(({ epoch }) => epoch !== lines.epoch)
    const problem = whyNot(() => files.writeLeft([...others, reply.ack]))
    return problem === null ? reply : { ok: false, reason: 'not_taken', detail: problem }
  }

  const replaces = () => enrolment?.replaces ?? []
  return { status, lastAck, leaveEpoch, enrol, replaces, push, pull, handIn, leftAcks }
}

/** Why a write failed; null where it went through. */
const whyNot = (write: () => void): string | null => {
  try {
    write()
    return null
  } catch (error) {
    return String(error)
  }
}
