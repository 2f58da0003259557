import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { type Mirror, openMirror } from '../../electron/mirror/mirror.ts'
import { openSpoolLog } from '../../electron/printing/spool-log.ts'
import { pastLines } from './past-entries.ts'

const BATCH = 1_000

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The mirror of a till that does not run. */
export const mirrorOf = (tillFolder: string): Mirror => {
  const folder = path.join(tillFolder, 'data', 'mirror')
  const name = readdirSync(folder).find((file) => file.endsWith('.journal'))
  const [, till, epoch] = /^(.+)-(\d+)\.journal$/.exec(name ?? '') ?? []
  if (till === undefined) throw new Error(`no mirror in ${folder}`)
  const onTrouble = (detail: string) => {
    throw new Error(detail)
  }
  return openMirror({ folder, till, epoch: Number(epoch), sha256, onTrouble })
}

/**
 * Lays past days into the second copy of a till that does not run, up to an entry's number and as already printed; its
 * next start takes them over.
 */
export const layDownPast = (tillFolder: string, upTo: number): void => {
  const mirror = mirrorOf(tillFolder)
  let batch: string[] = []
  const flush = () => {
    const appended = mirror.append(batch)
    if (!appended.ok) throw new Error(appended.reason)
    batch = []
  }
  for (const line of pastLines(mirror.tail(), upTo - mirror.tail().seq, sha256)) {
    batch.push(line)
    if (batch.length === BATCH) flush()
  }
  flush()
  const through = mirror.tail().seq
  mirror.close()
  const { log } = openSpoolLog(path.join(tillFolder, 'data', 'spool'), (records) => records)
  log.append({ t: 'submit', through, jobs: [] })
  log.close()
}
