import { createHash } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { type Manifest, manifestText } from '../shared/journal/archive.ts'
import { problemOf, readSmallFile } from './archive-file.ts'
import { type ReadEntry, walkChain } from './check-chain.ts'
import { type Ack, checkAcks, parseAcks } from './checks/acks.ts'
import type { Check, Sealed } from './checks/check.ts'
import { checkEpochs, type Parent } from './checks/epochs.ts'
import { checkIdentity } from './checks/identity.ts'
import { checkNumbers, type Day } from './checks/numbers.ts'
import { checkReferences } from './checks/references.ts'
import { checkArithmetic } from './checks/sale-arithmetic.ts'
import { checkShifts } from './checks/shifts.ts'
import { checkToken } from './checks/token.ts'
import { type Finding, makeNotebook, type Notebook, type NoteCode } from './findings.ts'
import { type OpenedArchive, openArchive } from './open-archive.ts'
import { type AsideReport, readAside } from './read-aside.ts'
import { readLines } from './read-lines.ts'
import { makeSeenEntries } from './seen-entries.ts'
import { fingerprint, isSignedBy, sha256 } from './signatures.ts'

/** One epoch of the archive: how many entries were read, and the last one. */
export type EpochReport = {
  readonly epoch: number
  readonly entries: number
  readonly head: { readonly seq: number; readonly hash: string }
  /** What it goes on from; null for a first epoch. */
  readonly parent: Parent
}

/** What an archive proves, and everything that it does not. */
export type Report = {
  readonly till: string
  readonly publicKey: string | null
  /** Those that the journal names; compare them with what head office says of itself. */
  readonly headOfficeKeys: readonly string[]
  readonly app: string
  readonly madeAt: string
  readonly epochs: readonly EpochReport[]
  /** Files that were set aside; what they hold is in no other member. */
  readonly aside: readonly AsideReport[]
  readonly days: readonly Day[]
  readonly findings: readonly Finding[]
  readonly unlisted: Readonly<Record<string, number>>
  readonly notes: readonly Finding<NoteCode>[]
}

/** What is known from elsewhere and makes the check stronger. */
export type VerifyOptions = {
  /** A file of acknowledgements that head office gave, beside those in the archive. */
  readonly acks?: string | undefined
  /** The till's public key (raw, base64) as it is known from elsewhere. */
  readonly key?: string | undefined
  /** Head office's public key (raw, base64) as it is known from elsewhere: it may have changed since the till was enrolled. */
  readonly headOfficeKey?: string | undefined
  /** The text of a receipt's QR code. */
  readonly token?: string | undefined
}

type Refusal = 'no_archive' | 'not_an_archive' | 'unfinished' | 'no_acks_file'

/** The report, with findings or without; or why there is nothing to check. */
export type VerifyResult =
  | { readonly ok: true; readonly report: Report }
  | { readonly ok: false; readonly reason: Refusal; readonly detail: string }

const checksOf = (till: string, notebook: Notebook, token: string | undefined) => {
  const seen = makeSeenEntries()
  const epochs = checkEpochs(till, notebook, seen)
  const identity = checkIdentity(till, notebook, seen)
  const numbers = checkNumbers(notebook)
  const asked = token === undefined ? null : checkToken(token, { till, notebook, tillKey: identity.tillKey })
  const all: readonly Check[] = [
    epochs,
    identity,
    checkArithmetic(notebook),
    numbers,
    checkReferences(notebook, seen),
    checkShifts(notebook),
    ...(asked === null ? [] : [asked]),
  ]
  const see = (epoch: number, { seq, hash, entry }: ReadEntry) => {
    for (const check of all) {
      if (entry === null) check.blank?.({ epoch, seq })
      else check.see({ entry, hash })
    }
  }
  const end = () => {
    for (const check of all) check.end?.()
  }
  const seeAside = (sealed: Sealed, file: string) => asked?.seeAside(sealed, file)
  return { seen, epochs, identity, numbers, see, seeAside, end }
}
type Checks = ReturnType<typeof checksOf>

type Listed = Manifest['epochs'][number]

/** Reads one epoch's file from beginning to end, once, through every check. */
const verifyEpoch = async (
  { folder, manifest }: OpenedArchive,
  listed: Listed,
  notebook: Notebook,
  checks: Checks,
): Promise<EpochReport> => {
  const { epoch, file } = listed
  const chain = walkChain({ till: manifest.till, epoch, notebook, seen: checks.seen })
  const hash = createHash('sha256')
  let entries = 0
  for await (const { lines, torn } of readLines(path.join(folder, file), hash)) {
    if (torn) {
      notebook.find('torn_tail', { epoch, seq: chain.head().seq + 1 })
      continue
    }
    for (const line of lines) {
      entries += 1
      const read = chain.read(line)
      if (read !== null) checks.see(epoch, read)
    }
  }
  const head = chain.head()
  if (hash.digest('hex') !== listed.sha256) notebook.find('file_changed', { epoch, seq: head.seq }, { file })
  if (entries !== listed.entries || head.seq !== listed.head.seq || head.hash !== listed.head.hash) {
    const said = { saidEntries: listed.entries, saidHead: `#${listed.head.seq} ${listed.head.hash.slice(0, 12)}` }
    const found = { entries, head: `#${head.seq} ${head.hash.slice(0, 12)}` }
    notebook.find('contents_differ', { epoch, seq: head.seq }, { ...said, ...found })
  }
  return { epoch, entries, head, parent: checks.epochs.parentOf(epoch) }
}

/** Reads the epochs one after the other, the oldest first. */
const verifyEpochs = async (archive: OpenedArchive, notebook: Notebook, checks: Checks): Promise<EpochReport[]> => {
  const reports: EpochReport[] = []
  const { epochs } = archive.manifest
  if (epochs.length === 0) notebook.find('no_epochs', null)
  for (const listed of epochs.toSorted((one, other) => one.epoch - other.epoch)) {
    const { epoch, file } = listed
    const place = { epoch, seq: 1 }
    if (reports.some((one) => one.epoch === epoch)) notebook.find('epoch_twice', place, { file })
    else {
      const problem = problemOf(path.join(archive.folder, file))
      if (problem === null) reports.push(await verifyEpoch(archive, listed, notebook, checks))
      else notebook.find(problem, place, { file })
    }
  }
  return reports
}

const verifyKeys = (
  archive: OpenedArchive,
  notebook: Notebook,
  given: string | undefined,
  found: string | null,
): void => {
  const { manifest, text, signature } = archive
  const { till, publicKey } = manifest
  if (publicKey !== null && fingerprint(publicKey) !== till) {
    notebook.find('key_is_not_the_till', null, { found: fingerprint(publicKey), till })
  }
  const key = found ?? (publicKey !== null && fingerprint(publicKey) === till ? publicKey : null)
  if (given !== undefined && given !== (key ?? publicKey)) {
    notebook.find('other_key', null, { found: key ?? publicKey ?? '—' })
  }
  if (signature === null) notebook.find('unsigned', null)
  else if (key === null) notebook.find('no_key', null)
  else if (!isSignedBy(key, manifestText(text), signature)) notebook.find('bad_signature', null)
}

const ownAcks = ({ folder, manifest }: OpenedArchive, notebook: Notebook): Ack[] => {
  const { file, sha256: said } = manifest.acks
  const read = readSmallFile(path.join(folder, file))
  if (!read.ok) {
    notebook.find(read.problem, null, { file })
    return []
  }
  const { bytes } = read
  if (sha256(bytes) !== said) notebook.find('file_changed', null, { file })
  const acks = parseAcks(bytes.toString('utf8'))
  if (acks === null) notebook.find('acks_unreadable', null, { file })
  return acks ?? []
}

const givenAcks = (file: string, till: string, notebook: Notebook): Ack[] => {
  const read = readSmallFile(realpathSync(file))
  if (!read.ok) {
    notebook.find(read.problem, null, { file })
    return []
  }
  const acks = parseAcks(read.bytes.toString('utf8'))
  if (acks === null) {
    notebook.find('acks_unreadable', null, { file })
    return []
  }
  const own = acks.filter((ack) => ack.till === till)
  if (own.length === 0) notebook.find('acks_of_others', null, { file, till })
  return own
}

/** Checks an archive as docs/archive-format.md describes it. Reads each journal once, as a stream; writes nothing. */
export const verifyArchive = async (folder: string, options: VerifyOptions = {}): Promise<VerifyResult> => {
  const notebook = makeNotebook()
  const opened = openArchive(folder, notebook)
  if (!opened.ok) return opened
  if (options.acks !== undefined && !existsSync(options.acks)) {
    return { ok: false, reason: 'no_acks_file', detail: options.acks }
  }
  const archive = opened.value
  const { till, publicKey, app, madeAt } = archive.manifest
  const checks = checksOf(till, notebook, options.token)
  const epochs = await verifyEpochs(archive, notebook, checks)
  const aside = await readAside({ archive, notebook, seen: checks.seen, see: checks.seeAside })
  checks.end()
  verifyKeys(archive, notebook, options.key, checks.identity.tillKey())
  const others = options.acks === undefined ? [] : givenAcks(options.acks, till, notebook)
  checkAcks([...ownAcks(archive, notebook), ...others], {
    headOfficeKeys: checks.identity.headOfficeKeys(),
    givenKey: options.headOfficeKey,
    lasts: new Map(epochs.map(({ epoch, head }) => [epoch, head.seq])),
    notebook,
    seen: checks.seen,
  })
  const { findings, notes, unlisted } = notebook
  const days = checks.numbers.days()
  const headOfficeKeys = [...checks.identity.headOfficeKeys()]
  return {
    ok: true,
    report: {
      till,
      publicKey,
      headOfficeKeys,
      app,
      madeAt,
      epochs,
      aside,
      days,
      findings,
      notes,
      unlisted: Object.fromEntries(unlisted),
    },
  }
}
