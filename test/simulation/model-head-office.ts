import { createHash } from 'node:crypto'
import { giveBack } from '../../server/ingest/give-back.ts'
import type { Arrival } from '../../server/ingest/read-batch.ts'
import { type Ledger, takeUpload, type UploadStore } from '../../server/ingest/take-upload.ts'
import { NO_HASH } from '../../shared/journal/entry.ts'
import type { PullRequest, PushRequest } from '../../shared/sync/wire.ts'
import { officeKey, tillKey } from './keys.ts'
import { Stopped } from './simulated-time.ts'

type Held = { readonly entries: readonly Arrival[]; readonly frozen: boolean }

/** Head office's decisions over a store in memory; a transaction is durable once it is committed, as PostgreSQL's is. */
export type ModelHeadOffice = {
  readonly take: (request: PushRequest) => ReturnType<typeof takeUpload>
  readonly give: (request: PullRequest) => ReturnType<typeof giveBack>
  readonly lines: () => readonly string[]
  readonly mark: () => { readonly seq: number; readonly hash: string }
  readonly isFrozen: () => boolean
  /** Whether this entry was ever committed here, rolled back since or not. */
  readonly everHeld: (seq: number, hash: string) => boolean
  /** Puts yesterday's copy in place: some of the newest entries are gone. */
  readonly rollBack: (share: number) => boolean
}

/** What head office asks of the world. */
export type HeadOfficePorts = {
  readonly now: () => number
  /** Called before and after the commit; throws where the server dies there. */
  readonly at: (moment: 'before commit' | 'after commit') => void
}

/** Opens head office with nothing in it. */
export const modelHeadOffice = ({ now, at }: HeadOfficePorts): ModelHeadOffice => {
  let held: Held = { entries: [], frozen: false }
  const ever = new Set<string>()
  const markOf = ({ entries }: Held) => ({ seq: entries.length, hash: entries.at(-1)?.hash ?? NO_HASH })

  const ledgerOver = (staged: { value: Held }): Ledger => ({
    mark: { ...markOf(held), frozen: held.frozen },
    holds: async (old) => old.every((one) => staged.value.entries[one.seq - 1]?.hash === one.hash),
    freeze: async () => {
      staged.value = { ...staged.value, frozen: true }
    },
    // The real kinds of trouble in an entry are for the contract suite: a till of this world makes none.
    quarantined: async () => [],
    store: async (fresh) => {
      staged.value = { ...staged.value, entries: [...staged.value.entries, ...fresh] }
      return { seq: fresh.at(-1)?.seq ?? 0, hash: fresh.at(-1)?.hash ?? NO_HASH }
    },
  })
  // `for update` makes uploads of one till wait for each other.
  let queue: Promise<unknown> = Promise.resolve()
  const inTransaction: UploadStore['inTransaction'] = (_till, _epoch, work) => {
    const result = queue.then(async () => {
      const staged = { value: held }
      const outcome = await work(ledgerOver(staged))
      at('before commit')
      held = staged.value
      for (const one of held.entries) ever.add(`${one.seq} ${one.hash}`)
      at('after commit')
      return outcome
    })
    queue = result.catch((error: unknown) => {
      if (!(error instanceof Stopped)) throw error
    })
    return result
  }
  const uploads: UploadStore = {
    keyOf: async (till) => (till === tillKey.name ? tillKey.raw : null),
    replacementOf: async () => null,
    inTransaction,
  }
  return {
    take: (request) => takeUpload(uploads, officeKey, request, now),
    give: (request) =>
      giveBack(
        {
          keyOf: uploads.keyOf,
          replaces: async () => false,
          read: async (_of, epoch, after) => ({
            lines: epoch === 1 ? held.entries.slice(after, after + 500).map((one) => one.line) : [],
            mark: markOf(held),
            latestEpoch: 1,
          }),
        },
        officeKey,
        request,
        now,
      ),
    lines: () => held.entries.map((one) => one.line),
    mark: () => markOf(held),
    isFrozen: () => held.frozen,
    everHeld: (seq, hash) => ever.has(`${seq} ${hash}`),
    rollBack: (share) => {
      const kept = Math.floor(held.entries.length * share)
      if (kept === held.entries.length) return false
      held = { ...held, entries: held.entries.slice(0, kept) }
      return true
    },
  }
}

/** SHA-256 of bytes, in hex. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
