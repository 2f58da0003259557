import { hash } from 'node:crypto'
import { giveBack } from '../../server/ingest/give-back.ts'
import type { Arrival } from '../../server/ingest/read-batch.ts'
import { type Ledger, takeUpload, type UploadStore } from '../../server/ingest/take-upload.ts'
import { NO_HASH } from '../../shared/journal/entry.ts'
import type { PullRequest, PushRequest } from '../../shared/sync/wire.ts'
import type { Keys } from './keys.ts'
import { Stopped } from './simulated-time.ts'

type Held = { readonly entries: readonly Arrival[]; readonly frozen: boolean }

const NOTHING: Held = { entries: [], frozen: false }

/** Head office's decisions over a store in memory; a transaction is durable once it is committed, as PostgreSQL's is. Tills go by name. */
export type ModelHeadOffice = {
  readonly take: (request: PushRequest) => ReturnType<typeof takeUpload>
  readonly give: (request: PullRequest) => ReturnType<typeof giveBack>
  readonly lines: (till: string) => readonly string[]
  readonly mark: (till: string) => { readonly seq: number; readonly hash: string }
  readonly isFrozen: (till: string) => boolean
  /** Whether this entry was ever committed here, rolled back since or not. */
  readonly everHeld: (till: string, seq: number, hash: string) => boolean
  /** Puts yesterday's copy in place: some of the newest entries of each till are gone. False where none was. */
  readonly rollBack: (share: number) => boolean
}

/** What head office asks of the world. */
export type HeadOfficePorts = {
  readonly keys: Keys
  readonly now: () => number
  /** Called before and after the commit; throws where the server dies there. */
  readonly at: (moment: 'before commit' | 'after commit') => void
}

/** Opens head office with nothing in it. */
export const modelHeadOffice = ({ keys, now, at }: HeadOfficePorts): ModelHeadOffice => {
  const all = new Map<string, Held>()
  const heldOf = (till: string): Held => all.get(till) ?? NOTHING
  const isSigned = (raw: Uint8Array, text: string, signature: string) =>
    keys.isSigned(Buffer.from(raw).toString('base64'), text, signature)
  const ever = new Set<string>()
  const markOf = ({ entries }: Held) => ({ seq: entries.length, hash: entries.at(-1)?.hash ?? NO_HASH })

  const ledgerOver = (staged: { value: Held }): Ledger => ({
    mark: { ...markOf(staged.value), frozen: staged.value.frozen },
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
  const inTransaction: UploadStore['inTransaction'] = (till, _epoch, work) => {
    const result = queue.then(async () => {
      const before = heldOf(till)
      const staged = { value: before }
      const outcome = await work(ledgerOver(staged))
      at('before commit')
      all.set(till, staged.value)
      for (const one of staged.value.entries.slice(before.entries.length)) ever.add(`${till} ${one.seq} ${one.hash}`)
      at('after commit')
      return outcome
    })
    queue = result.catch((error: unknown) => {
      if (!(error instanceof Stopped)) throw error
    })
    return result
  }
  const uploads: UploadStore = {
    keyOf: async (till) => keys.tills.find((key) => key.name === till)?.raw ?? null,
    replacementOf: async () => null,
    inTransaction,
  }
  return {
    take: (request) => takeUpload(uploads, keys.office, request, now, isSigned),
    give: (request) =>
      giveBack(
        {
          keyOf: uploads.keyOf,
          replaces: async () => false,
          read: async (of, epoch, after) => ({
            lines:
              epoch === 1
                ? heldOf(of)
                    .entries.slice(after, after + 500)
                    .map((one) => one.line)
                : [],
            mark: markOf(heldOf(of)),
            latestEpoch: 1,
          }),
        },
        keys.office,
        request,
        now,
        isSigned,
      ),
    lines: (till) => heldOf(till).entries.map((one) => one.line),
    mark: (till) => markOf(heldOf(till)),
    isFrozen: (till) => heldOf(till).frozen,
    everHeld: (till, seq, hash) => ever.has(`${till} ${seq} ${hash}`),
    rollBack: (share) => {
      let isBehind = false
      for (const [till, held] of all) {
        const kept = Math.floor(held.entries.length * share)
        if (kept < held.entries.length) isBehind = true
        all.set(till, { ...held, entries: held.entries.slice(0, kept) })
      }
      return isBehind
    },
  }
}

/** SHA-256 of bytes, in hex. */
export const hashOf = (bytes: Uint8Array): string => hash('sha256', bytes)
