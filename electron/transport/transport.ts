import * as v from 'valibot'
import type { Input, Output } from '../../shared/bridge/bridge.ts'
import type { SyncStatus } from '../../shared/bridge/sync-methods.ts'
import type { Sha256 } from '../../shared/journal/seal.ts'
import {
  ackText,
  type EnrolRequest,
  healthSchema,
  type LeftAck,
  type PushReply,
  type PushRequest,
  pushReplySchema,
  pushText,
  type Refusal,
  refusalSchema,
  refusalText,
  replacedText,
} from '../../shared/sync/wire.ts'
import { type Files, nodeFiles } from '../files.ts'
import { askToEnrol } from './ask-to-enrol.ts'
import { type HandedIn, handInTo, type LeftLines } from './hand-in.ts'
import { type Enrolment, headOfficeFiles, type Proven, type SignedAck } from './head-office-files.ts'
import { get, post, type Reply } from './post.ts'
import { type Asked, pullFrom } from './pull.ts'
import { hashesBySeq } from './sent-hashes.ts'
import { isSignedBy, type SignatureCheck } from './signature.ts'
import { type ReturnWatch, type WatchParts, watchForReturn } from './watch-for-return.ts'

type PushResult = Output<'sync.push'>
type Answered = Pick<PushRequest, 'till' | 'epoch' | 'nonce'>
type Replaced = NonNullable<PushReply['replaced']>
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
  readonly enrol: (input: Input<'sync.enrol'>, inPlaceOf?: 'the_lost_till') => Promise<Output<'sync.enrol'>>
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
/** A login page may not silence a till for longer than its own backoff would. */
const STRANGER_WISH_MS = 300_000
const NO_WATCH: ReturnWatch = { lost: () => undefined, rest: () => undefined, reached: () => undefined }

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
  const watch = parts.watch ? watchForReturn({ ...parts.watch, probe, onReturn: ready }) : NO_WATCH
  /** Until then head office asked to be left alone. */
  let notBefore = 0

  /** When to ask again: not before head office's own wish, otherwise as soon as it is seen again. */
  const heed = (reply: Reply, result: PushResult): PushResult => {
    const wish = reply.kind === 'answered' ? reply.retryAfterMs : null
    const isStranger = !result.ok && result.reason === 'not_an_ack'
    if (result.ok || result.reason === 'gap') watch.reached()
    else if (wish !== null) notBefore = monotonic() + (isStranger ? Math.min(wish, STRANGER_WISH_MS) : wish)
    else if (reply.kind === 'unreachable' || isStranger) watch.lost()
    return result
  }

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
    notBefore = 0
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
  const stop = (known: Enrolment, stopped: 'fork' | 'frozen', stoppedEpoch: number): PushResult => {
    const next = { ...known, stopped, stoppedEpoch }
    enrolment = next
    return fail(
      stopped,
      whyNot(() => files.writeEnrolment(next)),
    )
  }

  /** Reads a refusal of `asked`, which begins at the number `first`. What stops uploads or sends them back counts only signed. */
  const readRefusal = (
    known: Enrolment,
    reply: Extract<Reply, { kind: 'answered' }>,
    asked: Answered,
    first: number,
  ): PushResult => {
    const parsed = v.safeParse(refusalSchema, reply.body, { abortEarly: true })
    if (!parsed.success) return fail('not_an_ack', `HTTP ${reply.status}`, reply.retryAfterMs)
    const { reason, mark, detail } = parsed.output
    if (isOfTheJournal(reason) && !isSignedRefusal(known, parsed.output, asked, isSigned)) {
      return fail('not_an_ack', `${reason}: not signed by head office for this request`, reply.retryAfterMs)
    }
    if (reason === 'gap' && mark && mark.seq < first - 1) return { ok: false, reason: 'gap', mark: mark.seq }
    if (reason === 'fork' || reason === 'frozen') return stop(known, reason, asked.epoch)
    if (reason === 'full' || reason === 'internal') return fail('unreachable', reason, reply.retryAfterMs)
    return fail('refused', detail ? `${reason}: ${detail}`.slice(0, 500) : reason, reply.retryAfterMs)
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
  const noteReplaced = (known: Enrolment, nonce: string, { by, signature }: Replaced): boolean => {
    if (!isSigned(known.headOfficeKey, replacedText({ till: parts.till, by, nonce }), signature)) return false
    if (known.replacedBy === by) return true
    const told = { ...known, replacedBy: by }
    enrolment = told
    const problem = whyNot(() => files.writeEnrolment(told))
    parts.onReplaced?.(problem === null ? by : `${by}, not written down: ${problem}`)
    parts.onChange()
    return true
  }

  /** An ack counts only if it is signed by the pinned key, answers this request, and names an entry as we know it. */
  const acceptAck = (known: Enrolment, body: unknown, nonce: string, input: Input<'sync.push'>): PushResult => {
    const parsed = v.safeParse(pushReplySchema, body, { abortEarly: true })
    if (!parsed.success) return fail('not_an_ack', 'the reply is no acknowledgement')
    const { replaced, ...ack } = parsed.output
    const mine =
      ack.till === parts.till && ack.epoch === input.epoch && ack.nonce === nonce && ack.keyId === known.keyId
    if (!mine || !isSigned(known.headOfficeKey, ackText(ack), ack.signature)) {
      return fail('not_an_ack', 'the acknowledgement is not for this request or not signed by head office')
    }
    if (replaced !== undefined && !noteReplaced(known, nonce, replaced)) {
      return fail('not_an_ack', 'that this till was replaced is not signed by head office')
    }
    const hashOf = hashesBySeq(input.lines, parts.sha256)
    const lastSent = Math.max(0, ...hashOf.keys())
    if (ack.seq < lastSent) {
      // Signed, fresh, and below what was sent: head office was rolled back. Its word is the new mark.
      return keepAck(ack) ?? { ok: false, reason: 'gap', mark: ack.seq }
    }
    const lastHash = hashOf.get(lastSent)
    if (lastHash === undefined) return fail('not_an_ack', 'nothing was sent')
    if (ack.seq > lastSent) {
      // Head office has more than was sent. That these lines agree is proven; what is beyond them is not our journal yet.
      const sent = { till: ack.till, epoch: ack.epoch, seq: lastSent, hash: lastHash }
      if (proven === null || proven.epoch !== sent.epoch || proven.seq < lastSent) proven = sent
      note('idle')
      parts.onChange()
      return { ok: true, proven: sent }
    }
    if (lastHash !== ack.hash) return stop(enrolment ?? known, 'fork', input.epoch)
    const refused = keepAck(ack)
    if (refused) return refused
    note('idle')
    return { ok: true, proven: { till: ack.till, epoch: ack.epoch, seq: ack.seq, hash: ack.hash } }
  }

  const push = async (input: Input<'sync.push'>): Promise<PushResult> => {
    const known = enrolment
    if (known === null) return { ok: false, reason: 'standalone', detail: null, retryAfterMs: null }
    const stopped = stoppedIn(known, input.epoch)
    if (stopped !== null) return fail(stopped, null)
    const left = Math.ceil(notBefore - monotonic())
    if (left > 0) return { ok: false, reason: 'unreachable', detail: 'head office asked to wait', retryAfterMs: left }
    watch.rest()
    const nonce = parts.nonce()
    const unsigned = { till: parts.till, epoch: input.epoch, nonce, lines: [...input.lines] }
    const signature = parts.sign(pushText(unsigned))
    if (signature === null) return fail('key_missing', null)
    const reply = await send(`${known.url}/v1/push`, { ...unsigned, signature }, parts.deadlineMs)
    if (reply.kind === 'unreachable') return heed(reply, fail('unreachable', reply.detail))
    if (reply.status === 200) return heed(reply, acceptAck(known, reply.body, nonce, input))
    const [first = 0] = hashesBySeq(input.lines.slice(0, 1), parts.sha256).keys()
    return heed(reply, readRefusal(known, reply, unsigned, first))
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

const isOfTheJournal = (reason: Refusal['reason']): boolean =>
  reason === 'gap' || reason === 'fork' || reason === 'frozen'

const isSignedRefusal = (
  { headOfficeKey, keyId }: Enrolment,
  refusal: Refusal,
  asked: Answered,
  isSigned: SignatureCheck,
): boolean =>
  refusal.signed?.keyId === keyId &&
  isSigned(headOfficeKey, refusalText(refusal, { ...asked, keyId }), refusal.signed.signature)

/** Why a write failed; null where it went through. */
const whyNot = (write: () => void): string | null => {
  try {
    write()
    return null
  } catch (error) {
    return String(error)
  }
}
