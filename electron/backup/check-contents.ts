import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { readSettings } from '../../shared/bridge/read-settings.ts'
import {
  MANIFEST_FILE,
  type Manifest,
  manifestSchema,
  manifestText,
  SIGNATURE_FILE,
} from '../../shared/journal/archive.ts'
import { NO_HASH, type ShiftTotals } from '../../shared/journal/entry.ts'
import type { Sha256 } from '../../shared/journal/seal.ts'
import { addShiftTotals, NO_TOTALS } from '../../shared/shift/shift-totals.ts'
import { tillOf } from '../identity.ts'
import { mirrorFileName } from '../mirror/mirror.ts'
import { isAsideName, isJournalName } from '../mirror/set-aside.ts'
import { parseRoster } from '../staff/roster.ts'
import { isSignedBy } from '../transport/signature.ts'
import { type AsOf, type JournalSums, laterNumbers, sumJournal } from './journal-sums.ts'

export const ARCHIVE_FOLDER = 'archive'
export const FORMER_FOLDER = 'former'
export const SETTINGS_FILE = 'settings.json'
export const STAFF_FILE = 'staff.json'

/** A backup that was unpacked and proven: all that it holds, worked out from its bytes. */
export type Contents = {
  readonly manifest: Manifest
  /** Of the newest epoch. */
  readonly newest: JournalSums
  /** Over all epochs. */
  readonly totals: ShiftTotals
  readonly numbers: JournalSums['numbers']
  /** The totals of all epochs as of the entry that was asked for; null where the backup does not hold it. */
  readonly asOf: ShiftTotals | null
  readonly entries: number
  readonly signed: boolean
}

export type Checked =
  | { readonly ok: true; readonly contents: Contents }
  | { readonly ok: false; readonly reason: 'damaged'; readonly detail: string }

type Ports = { readonly sha256: Sha256; readonly pause: () => Promise<void>; readonly asOf: AsOf | null }

const damaged = (detail: string) => ({ ok: false as const, reason: 'damaged' as const, detail })

const hashOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}

const readManifest = async (folder: string): Promise<{ manifest: Manifest; signed: boolean } | null> => {
  try {
    const text = await readFile(path.join(folder, MANIFEST_FILE), 'utf8')
    const manifest = v.parse(manifestSchema, JSON.parse(text))
    const signature = path.join(folder, SIGNATURE_FILE)
    if (!existsSync(signature)) return { manifest, signed: false }
    const signed = (await readFile(signature, 'utf8')).trim()
    const { publicKey, till } = manifest
    // Anybody has a key of their own: the till is named by its key, and only that one may sign.
    const isTills = publicKey !== null && tillOf(Buffer.from(publicKey, 'base64')) === till
    const isTrue = isTills && isSignedBy(publicKey, manifestText(text), signed)
    return isTrue ? { manifest, signed: true } : null
  } catch {
    return null
  }
}

const isReadable = async (folder: string): Promise<boolean> => {
  try {
    const settings = await readFile(path.join(folder, SETTINGS_FILE), 'utf8')
    const staff = await readFile(path.join(folder, STAFF_FILE), 'utf8')
    return readSettings(JSON.parse(settings)) !== null && parseRoster(staff) !== null
  } catch {
    return false
  }
}

type Epoch = Manifest['epochs'][number]

const namesIn = async (folder: string): Promise<string[]> => (existsSync(folder) ? readdir(folder) : [])

/** Every journal is put in place under its name: one that is not listed would not be proven, one of the same name would win. */
const isAsListed = async (folder: string, { till, epochs, acks, aside = [] }: Manifest): Promise<boolean> => {
  const journals = [...epochs, ...aside].map(({ file }) => file)
  const listed = new Set([MANIFEST_FILE, SIGNATURE_FILE, acks.file, ...journals])
  const former = await namesIn(path.join(folder, FORMER_FOLDER))
  return (
    (await readdir(path.join(folder, ARCHIVE_FOLDER))).every((name) => listed.has(name)) &&
    epochs.every(
      ({ epoch, file }, at) => file === mirrorFileName(till, epoch) && epoch > (epochs[at - 1]?.epoch ?? 0),
    ) &&
    aside.every(({ epoch, file }) => isAsideName(file, till, epoch)) &&
    former.every((name) => isJournalName(name) && !name.startsWith(till))
  )
}

/** Epochs of tills that this one replaced: beside the archive, which is of one till alone. */
const formerEpochs = async (folder: string) => {
  const names = await namesIn(folder)
  return names.flatMap((name) => {
    const match = /^([0-9a-f]{32})-(\d+)\.journal$/.exec(name)
    return match?.[1] ? [{ file: path.join(folder, name), till: match[1], epoch: Number(match[2]) }] : []
  })
}

/** Proves what was unpacked into a folder, down to each link of each chain, and sums it up. Throws on I/O errors. */
export const checkContents = async (folder: string, ports: Ports): Promise<Checked> => {
  const archive = path.join(folder, ARCHIVE_FOLDER)
  const read = await readManifest(archive)
  if (read === null) return damaged('the archive’s table of contents or its signature')
  const { manifest, signed } = read
  if (!(await isAsListed(folder, manifest))) return damaged('files that its table of contents does not name')
  if (!(await isReadable(folder))) return damaged('settings or staff')
  if ((await hashOf(path.join(archive, manifest.acks.file))) !== manifest.acks.sha256)
    return damaged(manifest.acks.file)
  for (const { file, sha256 } of manifest.aside ?? []) {
    if ((await hashOf(path.join(archive, file))) !== sha256) return damaged(file)
  }
  const last = manifest.epochs.at(-1)
  if (last === undefined) return damaged('no journal')

  let totals = NO_TOTALS
  let asOf: ShiftTotals | null = null
  let entries = 0
  let numbers: JournalSums['numbers'] = { receipts: {}, z: 0 }
  let newest: JournalSums | null = null
  for (const { file, till, epoch } of await formerEpochs(path.join(folder, FORMER_FOLDER))) {
    const summed = await sumJournal(file, { till, epoch }, { ...ports, asOf: null })
    if (!summed.ok) return damaged(`${path.basename(file)} after number ${summed.after}`)
    totals = addShiftTotals(totals, summed.sums.totals)
    entries += summed.sums.head.seq
    numbers = laterNumbers(numbers, summed.sums.numbers)
  }
  for (const one of manifest.epochs) {
    const summed = await checkEpoch(archive, manifest.till, one, { ...ports, asOf: one === last ? ports.asOf : null })
    if (!summed.ok) return summed
    if (one === last && summed.asOf !== null) asOf = addShiftTotals(totals, summed.asOf)
    totals = addShiftTotals(totals, summed.sums.totals)
    entries += one.entries
    numbers = laterNumbers(numbers, summed.sums.numbers)
    newest = summed.sums
  }
  return newest === null
    ? damaged('no journal')
    : { ok: true, contents: { manifest, newest, totals, numbers, asOf, entries, signed } }
}

const checkEpoch = async (
  archive: string,
  till: string,
  { epoch, file, head, sha256, entries }: Epoch,
  ports: Ports,
) => {
  const journal = path.join(archive, file)
  if ((await hashOf(journal)) !== sha256) return damaged(file)
  const summed = await sumJournal(journal, { till, epoch }, ports)
  if (!summed.ok) return damaged(`${file} after number ${summed.after}`)
  const found = summed.sums.head
  const isAsSaid =
    found.seq === head.seq && found.seq === entries && (found.hash === head.hash || head.hash === NO_HASH)
  return isAsSaid ? summed : damaged(`${file} ends at ${found.seq}, not at ${head.seq}`)
}
