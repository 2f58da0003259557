import path from 'node:path'
import { readArguments } from '../../electron/arguments.ts'
import { makeHandlers } from '../../electron/bridge-handlers.ts'
import { earlierEpochs, frozenEpochs } from '../../electron/mirror/frozen-epochs.ts'
import { openParts, sha256 } from '../../electron/parts.ts'
import { openFontFile } from '../../electron/printing/font-file.ts'
import { carryLeftEpochs } from '../../electron/transport/carry-left-epochs.ts'
import type { IndexedDb } from '../../renderer/journal/database.ts'
import { openJournal } from '../../renderer/journal/open-journal.ts'
import { sha256Text } from '../../renderer/journal/sha256.ts'
import { beginEpoch } from '../../renderer/till/begin-epoch.ts'
import { type Bridge, type MethodName, methods } from '../../shared/bridge/bridge.ts'
import type { EntryBody } from '../../shared/journal/entry.ts'
import { toLine } from '../../shared/journal/line.ts'
import { AT } from './office-and-tills.ts'

const nothing = () => undefined
/** Nobody listens. */
const silent = () => nothing

const openMain = async (dataFolder: string) => {
  const started = readArguments([])
  if (!started.ok) throw new Error(started.detail)
  const now = () => AT.utc
  const opened = await openParts({
    ...{ dataFolder, started: started.value, keychain: null, version: '0.1.0', now },
    ...{ onPrintChange: nothing, onSyncChange: nothing, onSyncReady: nothing },
  })
  if (!opened.ok) throw new Error(opened.reason)
  const { parts } = opened
  const handlers = makeHandlers(parts, {
    ...{ version: '0.1.0', boot: 'boot', now, close: nothing, openAnew: nothing },
    shell: () => ({ name: 'chromium', version: '1' }),
    documentsFolder: path.join(dataFolder, 'documents'),
    font: openFontFile(path.resolve(import.meta.dirname, '../../electron/printing/dot-font/receipt-dots.bin')),
    noteBrokenStorage: () => ({ ok: false, reason: 'no_copy' }),
  })
  const calls = (Object.keys(methods) as MethodName[]).map((name) => [
    name,
    async (input: never) => (handlers[name] as (input: never) => unknown)(input),
  ])
  const bridge: Bridge = {
    call: Object.fromEntries(calls),
    on: { 'close.asked': silent, 'print.changed': silent, 'sync.changed': silent, 'sync.ready': silent },
  }
  return { parts, bridge }
}

/**
 * A till on a data folder, as one start has it: all of main, with its files and its network, and the journal over a database.
 * An epoch that is left at the start is begun. Only screens, paper and followers are not there; commit() mirrors by itself.
 */
export const startMachine = async (dataFolder: string, indexedDb: IndexedDb) => {
  const { parts, bridge } = await openMain(dataFolder)
  const app = await bridge.call['app.info']({})
  let ticks = 0
  const now = () => {
    ticks += 1
    return { ...AT, utc: AT.utc + ticks * 1_000, mono: ticks }
  }
  const ports = { bridge, app, indexedDb, sha256: sha256Text, now }
  const opened = await openJournal({ ...ports, claim: async () => true, persist: async () => true })
  if (!opened.ok) throw new Error(`${opened.reason} ${opened.detail}`)
  const { journal, begun } = opened

  const mirrorAll = async () => {
    const { tail } = await bridge.call['mirror.tail']({})
    const lines = (await journal.entriesAfter(tail.seq, 500)).map(toLine)
    const mirrored = await bridge.call['mirror.append']({ lines })
    if (!mirrored.ok) throw new Error(mirrored.reason)
  }
  const commit = async (...what: Parameters<typeof journal.commit>): Promise<string> => {
    const committed = await journal.commit(...what)
    if (!committed.ok) throw new Error(`${committed.reason} ${committed.detail}`)
    await mirrorAll()
    return toLine(committed.sealed)
  }
  const firstEntry = (body: EntryBody & { readonly kind: 'GENESIS' }) =>
    commit({ ...body, body: { ...body.body, publicKey: app.publicKey } }, { by: null, shift: null })
  if (begun !== null && journal.isNew()) {
    const first = await beginEpoch({ journal, bridge }, begun)
    if (!first.ok) throw new Error(first.reason)
    await mirrorAll()
  }

  /** Sends what head office lacks; gives why it was refused, null where all was taken. */
  const sync = async (): Promise<string | null> => {
    const { epoch, seq: last } = journal.head()
    const proven = parts.transport.status().proven
    const after = proven?.epoch === epoch ? proven.seq : 0
    const lines = (await journal.entriesAfter(after, 500)).map(toLine)
    if (lines.length === 0 || after === last) return null
    const pushed = await bridge.call['sync.push']({ epoch, lines })
    return pushed.ok ? null : pushed.reason
  }
  const carry = carryLeftEpochs({
    transport: parts.transport,
    epochs: () => earlierEpochs(parts.mirror.file, parts.identity.till, parts.identity.epoch),
    read: frozenEpochs(() => parts.mirror.file, { till: parts.identity.till, sha256 }),
    onTrouble: (detail) => {
      throw new Error(detail)
    },
  })
  const stop = async () => {
    journal.close()
    await parts.spool.close()
    await parts.printer.close()
    await parts.outsideCopy.close()
    parts.mirror.close()
  }
  return { parts, bridge, journal, begun, commit, firstEntry, sync, carry, stop }
}
export type Machine = Awaited<ReturnType<typeof startMachine>>
