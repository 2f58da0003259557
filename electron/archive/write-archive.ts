import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import canonicalize from 'canonicalize'
import type { Output } from '../../shared/bridge/bridge.ts'
import {
  ARCHIVE_FORMAT,
  ARCHIVE_VERSION,
  MANIFEST_FILE,
  type Manifest,
  manifestText,
  SIGNATURE_FILE,
} from '../../shared/journal/archive.ts'
import { NO_HASH } from '../../shared/journal/entry.ts'
import { syncFolder } from '../durable-file.ts'
import type { Identity } from '../identity.ts'
import type { Mirror } from '../mirror/mirror.ts'
import { setAsideIn } from '../mirror/set-aside.ts'
import type { SignedAck } from '../transport/head-office-files.ts'
import { copyEpoch, copyFlushed } from './copy-epoch.ts'

const ACKS_FILE = 'acks.json'

type ArchiveParts = {
  readonly identity: Pick<Identity, 'till' | 'publicKey' | 'sign'>
  /** What is appended to the mirror meanwhile is left for the next archive. */
  readonly mirror: Pick<Mirror, 'file' | 'bytes'>
  readonly ack: SignedAck
  readonly version: string
  /** Where the archive's own folder is made. */
  readonly folder: string
  readonly now: number
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const writeNew = (file: string, content: string): string => {
  writeFileSync(file, content, { flag: 'wx', mode: 0o600, flush: true })
  return sha256(content)
}

/** The till's mirror files, oldest epoch first; of the one in use only what is verified and flushed. */
const epochsOf = (till: string, mirror: ArchiveParts['mirror']) => {
  const folder = path.dirname(mirror.file)
  return readdirSync(folder)
    .flatMap((name) => {
      const match = /^([0-9a-f]{32})-(\d+)\.journal$/.exec(name)
      if (match?.[1] !== till) return []
      const file = path.join(folder, name)
      const bytes = file === mirror.file ? mirror.bytes() : statSync(file).size
      return [{ epoch: Number(match[2]), name, file, bytes }]
    })
    .toSorted((one, other) => one.epoch - other.epoch)
}

/** Copies what was set aside, as it is: nothing in it is told apart here. */
const copyAside = async (
  folder: string,
  { identity, mirror }: ArchiveParts,
): Promise<NonNullable<Manifest['aside']>> => {
  const aside: NonNullable<Manifest['aside']> = []
  for (const { epoch, file, name } of setAsideIn(path.dirname(mirror.file), identity.till)) {
    const digest = await copyFlushed({ file, bytes: statSync(file).size }, path.join(folder, name))
    aside.push({ epoch, file: name, sha256: digest })
  }
  return aside
}

const acksContent = (signed: SignedAck): string =>
  canonicalize({
    headOfficeKey: signed?.headOfficeKey ?? null,
    keyId: signed?.keyId ?? null,
    acks: signed === null ? [] : [...signed.earlier, signed.ack],
  }) ?? ''

const fill = async (folder: string, parts: ArchiveParts): Promise<Manifest> => {
  const { identity, mirror, ack, version, now } = parts
  const { till, publicKey } = identity
  const epochs: Manifest['epochs'] = []
  for (const { epoch, name, file, bytes } of epochsOf(till, mirror)) {
    const copied = await copyEpoch({ file, bytes, none: NO_HASH }, path.join(folder, name), sha256)
    epochs.push({ epoch, file: name, ...copied })
  }
  const aside = await copyAside(folder, parts)
  const acks = { file: ACKS_FILE, sha256: writeNew(path.join(folder, ACKS_FILE), acksContent(ack)) }
  const manifest: Manifest = {
    format: ARCHIVE_FORMAT,
    version: ARCHIVE_VERSION,
    till,
    publicKey: publicKey === '' ? null : publicKey,
    app: version,
    madeAt: new Date(now).toISOString(),
    epochs,
    acks,
    ...(aside.length === 0 ? {} : { aside }),
  }
  const canonical = canonicalize(manifest) ?? ''
  writeNew(path.join(folder, MANIFEST_FILE), canonical)
  const signature = identity.sign(manifestText(canonical))
  if (signature !== null) writeNew(path.join(folder, SIGNATURE_FILE), `${signature}\n`)
  return manifest
}

const UNFINISHED = '.unfinished'

/** What an export of this till left that a stop or a full disk kept from being finished: copies, of which the till has all. */
const clearUnfinished = (folder: string, prefix: string): void => {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(prefix) && name.endsWith(UNFINISHED)) rmSync(path.join(folder, name), { recursive: true })
  }
}

/** Why the archive could not be written, and where what there is of it could not be taken away again, that too. */
const giveUp = (unfinished: string, error: unknown): Output<'app.exportArchive'> => {
  const why = String(error).slice(0, 1_000)
  try {
    rmSync(unfinished, { recursive: true, force: true })
    return { ok: false, reason: 'write_failed', detail: why }
  } catch (left) {
    return { ok: false, reason: 'write_failed', detail: `${why}\n${unfinished}: ${String(left).slice(0, 500)}` }
  }
}

/**
 * Writes the till's archive as docs/archive-format.md describes it, into a new folder that has its name only once
 * everything in it is flushed and was read back. Without the device key it is unsigned, and `signed` says so. What could not
 * be finished, now or by an export before, does not stay.
 */
export const writeArchive = async (parts: ArchiveParts): Promise<Output<'app.exportArchive'>> => {
  const { identity, folder, now } = parts
  const stamp = new Date(now).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
  const prefix = `counterfoil-${identity.till.slice(0, 8)}-`
  const archive = path.join(folder, `${prefix}${stamp}`)
  const unfinished = `${archive}${UNFINISHED}`
  try {
    mkdirSync(folder, { recursive: true })
    clearUnfinished(folder, prefix)
    mkdirSync(unfinished, { mode: 0o700 })
    const manifest = await fill(unfinished, parts)
    syncFolder(unfinished)
    renameSync(unfinished, archive)
    syncFolder(folder)
    const entries = manifest.epochs.reduce((sum, epoch) => sum + epoch.entries, 0)
    const head = manifest.epochs.at(-1)?.head ?? { seq: 0, hash: NO_HASH }
    return { ok: true, path: archive, entries, head, signed: readdirSync(archive).includes(SIGNATURE_FILE) }
  } catch (error) {
    return giveUp(unfinished, error)
  }
}
