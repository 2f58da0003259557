import { existsSync } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { writeArchive } from '../archive/write-archive.ts'
import type { Identity } from '../identity.ts'
import type { Mirror } from '../mirror/mirror.ts'
import { isJournalName } from '../mirror/set-aside.ts'
import type { Transport } from '../transport/transport.ts'
import { ARCHIVE_FOLDER, FORMER_FOLDER, SETTINGS_FILE, STAFF_FILE } from './check-contents.ts'
import type { Member } from './pack.ts'

export type Sources = {
  readonly dataFolder: string
  readonly identity: Pick<Identity, 'till' | 'epoch' | 'publicKey' | 'sign'>
  readonly mirror: Pick<Mirror, 'file' | 'bytes'>
  readonly transport: Pick<Transport, 'lastAck'>
  readonly version: string
}

const memberOf = async (name: string, file: string): Promise<Member> => ({ name, file, bytes: (await stat(file)).size })

/** Journals of tills that this one replaced, and what those had set aside; they never change. */
const formerJournals = async ({ mirror, identity }: Sources): Promise<Member[]> => {
  const folder = path.dirname(mirror.file)
  const names = (await readdir(folder)).filter((name) => isJournalName(name) && !name.startsWith(identity.till))
  return Promise.all(names.map((name) => memberOf(`${FORMER_FOLDER}/${name}`, path.join(folder, name))))
}

/** How many bytes the journals beside the mirror and what was set aside have, its own with them: about what a backup will hold. */
export const journalBytes = async ({ mirror }: Pick<Sources, 'mirror'>): Promise<number> => {
  const folder = path.dirname(mirror.file)
  const names = (await readdir(folder)).filter((name) => /\.journal$|\.damaged-\d+$/.test(name))
  const sizes = names.map(async (name) => (await stat(path.join(folder, name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

/**
 * Gathers what a backup holds: the archive, made in the scratch folder, journals of replaced tills, settings, staff. The
 * device key is not among it: a till that is restored makes a new one. Throws where something cannot be read or written.
 */
export const collect = async (sources: Sources, scratch: string, now: number) => {
  await mkdir(scratch, { recursive: true, mode: 0o700 })
  const { identity, mirror, transport, version, dataFolder } = sources
  // The ack is read before the mirror: what head office signs meanwhile would seem to be missing from the archive.
  const ack = transport.lastAck()
  const archive = await writeArchive({ ack, identity, mirror, version, folder: scratch, now })
  if (!archive.ok) throw new Error(archive.detail ?? archive.reason)
  const names = await readdir(archive.path)
  const files = [SETTINGS_FILE, STAFF_FILE].map((name) => ({ name, file: path.join(dataFolder, name) }))
  const members = [
    ...(await Promise.all(names.map((name) => memberOf(`${ARCHIVE_FOLDER}/${name}`, path.join(archive.path, name))))),
    ...(await formerJournals(sources)),
    ...(await Promise.all(files.filter(({ file }) => existsSync(file)).map(({ name, file }) => memberOf(name, file)))),
  ]
  return { head: { epoch: identity.epoch, ...archive.head }, entries: archive.entries, members }
}
