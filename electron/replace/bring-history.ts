import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Output } from '../../shared/bridge/bridge.ts'
import type { EntryOf } from '../../shared/journal/entry.ts'
import { parseEntry, readLine } from '../../shared/journal/line.ts'
import type { Head, Sha256 } from '../../shared/journal/seal.ts'
import { type Mirror, mirrorFileName, openMirror } from '../mirror/mirror.ts'
import type { Transport } from '../transport/transport.ts'

type Reached = { readonly epoch: number; readonly seq: number; readonly last: number }

/** What a lost till's history is brought with. */
export type BringPorts = {
  readonly folder: string
  readonly transport: Pick<Transport, 'pull' | 'replaces'>
  readonly sha256: Sha256
  readonly onReached: (reached: Reached) => void
}

/** One epoch of a till, whole in a file of its own: as far as head office has it, or further. */
export type Brought = { readonly till: string; readonly epoch: number; readonly file: string; readonly head: Head }

type PullRefusal = Extract<Output<'replace.pull'>, { ok: false }>['reason']
type Failed = { readonly ok: false; readonly reason: PullRefusal; readonly detail: string }

/** All epochs, the newest first, and where they begin; see the bridge's historySchema. */
export type BringResult =
  | {
      readonly ok: true
      readonly epochs: readonly Brought[]
      readonly begins: 'at_genesis' | 'earlier_elsewhere' | 'fork'
    }
  | Failed

/** After every number: asks only how far an epoch goes, and which is the newest. */
const BEYOND_ALL = Number.MAX_SAFE_INTEGER

const failedPull = (refused: Extract<Output<'sync.pull'>, { ok: false }>): Failed => ({
  ok: false,
  reason: refused.reason === 'standalone' ? 'not_enrolled' : refused.reason,
  detail: refused.detail ?? '',
})

const failedAppend = (refused: Extract<Output<'mirror.append'>, { ok: false }>): Failed => {
  const detail = 'detail' in refused ? (refused.detail ?? refused.reason) : refused.reason
  if (refused.reason === 'disk_full' || refused.reason === 'write_failed')
    return { ok: false, reason: refused.reason, detail }
  return { ok: false, reason: 'broken', detail }
}

/** The file of an epoch, opened where it ends. One that was damaged since is nobody's only copy: it is brought anew. */
const openCopy = ({ folder, sha256 }: BringPorts, till: string, epoch: number): Mirror => {
  const open = () => openMirror({ folder, till, epoch, sha256, onTrouble: () => undefined })
  const kept = open()
  const { state } = kept.state()
  if (state !== 'damaged' && state !== 'shortened') return kept
  kept.close()
  const file = path.join(folder, mirrorFileName(till, epoch))
  for (const name of [file, `${file}.checkpoint`, `${file}.damaged`]) rmSync(name, { force: true })
  return open()
}

/** An entry of a later epoch names this one as what it goes on from. */
type Link = { readonly seq: number; readonly hash: string }

/** Whether head office holds a branch of an epoch that has the entry which the later one goes on from. */
const holdsBranch = async (
  { transport }: BringPorts,
  { till: of, epoch }: Wanted,
  through: Link,
): Promise<{ ok: true; held: boolean } | Failed> => {
  const reply = await transport.pull({ of, epoch, after: BEYOND_ALL, through })
  return reply.ok ? { ok: true, held: reply.mark.seq > 0 } : failedPull(reply)
}

/** Asks for a batch after the other until the file ends with the entry that head office signed as the last of the branch. */
const fill = async (
  { transport, onReached }: BringPorts,
  copy: Mirror,
  through: Link | null,
): Promise<{ ok: true } | Failed> => {
  const { till: of, epoch } = copy.tail()
  const branch = through === null ? {} : { through }
  for (;;) {
    const { seq: after } = copy.tail()
    const reply = await transport.pull({ of, epoch, after, ...branch })
    if (!reply.ok) return failedPull(reply)
    const appended = copy.append(reply.lines)
    if (!appended.ok) return failedAppend(appended)
    const { seq, hash } = copy.tail()
    onReached({ epoch, seq, last: Math.max(seq, reply.mark.seq) })
    // Above the mark only where head office was put back to an older state since: its own signature vouched for each line.
    if (seq > reply.mark.seq || (seq === reply.mark.seq && hash === reply.mark.hash)) return { ok: true }
    if (reply.lines.length === 0 || seq === reply.mark.seq) {
      return { ok: false, reason: 'broken', detail: `${of}, epoch ${epoch}, stops at ${seq} of ${reply.mark.seq}` }
    }
  }
}

type Parent = EntryOf<'GENESIS'>['body']['parent']

/** What the first entry goes on from; undefined where it is no genesis that can be read. */
const parentIn = (line: string | undefined, sha256: Sha256): Parent | undefined => {
  const read = line === undefined ? null : readLine(line, sha256)
  const parsed = read?.ok ? parseEntry(read.value.text) : null
  return parsed?.ok && parsed.value.kind === 'GENESIS' ? parsed.value.body.parent : undefined
}

type Wanted = { readonly till: string; readonly epoch: number }

/** The newest epoch that head office has of the lost till, or where it never sent anything, of the one that it replaced. */
const newestOf = async ({ transport }: BringPorts): Promise<{ ok: true; newest: Wanted } | Failed> => {
  const line = transport.replaces()
  if (line.length === 0) return { ok: false, reason: 'not_enrolled', detail: '' }
  for (const till of line) {
    const reply = await transport.pull({ of: till, epoch: 1, after: BEYOND_ALL })
    if (!reply.ok) return failedPull(reply)
    if (reply.latestEpoch > 0) return { ok: true, newest: { till, epoch: reply.latestEpoch } }
  }
  return { ok: false, reason: 'nothing_there', detail: '' }
}

const bringOne = async (ports: BringPorts, { till, epoch }: Wanted, child: Parent) => {
  const link = child === null ? null : { seq: child.seq, hash: child.hash }
  const found = link === null ? { ok: true as const, held: false } : await holdsBranch(ports, { till, epoch }, link)
  if (!found.ok) return found
  const copy = openCopy(ports, till, epoch)
  try {
    const filled = await fill(ports, copy, found.held ? link : null)
    if (!filled.ok) return filled
    const [first] = copy.read(0, 1)
    const linked = child === null ? true : copy.read(child.seq - 1, 1)[0]?.startsWith(`${child.hash} `) === true
    const brought: Brought = { till, epoch, file: copy.file, head: copy.tail() }
    return { ok: true as const, brought, linked, parent: parentIn(first, ports.sha256) }
  } finally {
    copy.close()
  }
}

/**
 * Brings every epoch of a lost till here, each durably into a file of its own, from the newest back along the links from
 * each first entry to the one that it goes on from. Stopped anywhere, a later call goes on from what is here. Throws on I/O errors.
 */
export const bringHistory = async (ports: BringPorts): Promise<BringResult> => {
  const found = await newestOf(ports)
  if (!found.ok) return found
  const line = ports.transport.replaces()
  const epochs: Brought[] = []
  let wanted: Wanted = found.newest
  let child: Parent = null
  for (;;) {
    const one = await bringOne(ports, wanted, child)
    if (!one.ok) return one
    const { brought, linked, parent } = one
    if (brought.head.seq > 0) epochs.push(brought)
    if (!linked) return { ok: true, epochs, begins: 'fork' }
    if (parent === undefined) return { ok: false, reason: 'broken', detail: `no genesis in epoch ${wanted.epoch}` }
    if (parent === null) return { ok: true, epochs, begins: 'at_genesis' }
    if (!line.includes(parent.till)) return { ok: true, epochs, begins: 'earlier_elsewhere' }
    // Epochs only ever count up: a history that claims otherwise would have no beginning.
    if (parent.epoch >= wanted.epoch)
      return { ok: false, reason: 'broken', detail: `epoch ${wanted.epoch} has no beginning` }
    wanted = parent
    child = parent
  }
}
