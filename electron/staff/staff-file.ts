import { readdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { readIfThere, writeDurably } from '../durable-file.ts'
import type { Past } from '../past.ts'
import { parseRoster, type Roster } from './roster.ts'

/** A staff file that was there and cannot be used. `copy` is the second file, which a recovery code opens. */
export type LostStaff = {
  readonly why: 'missing' | 'unreadable'
  /** The name under which the unreadable file is kept. */
  readonly keptAs: string | null
  readonly copy: Roster | null
}

/** The staff's file and its copy. */
export type StaffFile = {
  /** null before the first set-up, and where the file was lost. */
  readonly read: () => Roster | null
  /** null where the file is there, and on a till that never had one. */
  readonly lost: () => LostStaff | null
  /** Whether a first manager may be made: no roster, and no journal that one was made for before. */
  readonly isFirstStart: () => boolean
  /** Durable on return; throws on I/O errors, and then nothing has changed. */
  readonly write: (roster: Roster) => void
  /** Keeps a count of tries, in the copy alone while the file is lost. On a full disk it holds until the next start. */
  readonly count: (roster: Roster) => void
}

type StaffFileParts = {
  readonly folder: string
  readonly past: Past
  readonly now: () => number
  readonly onTrouble: (detail: string) => void
}

const NAME = 'staff.json'
const COPY_NAME = 'staff.copy.json'

/** The newest file that was kept aside, by its name; none was ever deleted. */
const newestAside = (folder: string): string | null =>
  readdirSync(folder)
    .filter((name) => name.startsWith(`${NAME}.unreadable-`))
    .toSorted()
    .at(-1) ?? null

/** Reads staff.json; one that cannot be used is kept aside under another name and said. */
const readOrKeepAside = ({ folder, past, now, onTrouble }: StaffFileParts): Roster | null => {
  const file = path.join(folder, NAME)
  const text = readIfThere(file)
  if (text === null) return null
  const roster = parseRoster(text)
  // The sample's PINs are public: a real restaurant must not be entered with them.
  const isForeign = roster !== null && roster.samplePins !== null && past.kind === 'real'
  if (roster !== null && !isForeign) return roster
  const aside = `${file}.unreadable-${now()}`
  renameSync(file, aside)
  onTrouble(`${NAME} ${isForeign ? 'is that of the sample' : 'could not be read'}; kept as ${path.basename(aside)}`)
  return null
}

/** Opens staff.json and staff.copy.json. A lost file is no first start where the till has a past: see `lost`. */
export const openStaffFile = (parts: StaffFileParts): StaffFile => {
  const { folder, past, onTrouble } = parts
  const [file, copyFile] = [path.join(folder, NAME), path.join(folder, COPY_NAME)]
  let roster = readOrKeepAside(parts)
  let copy = parseRoster(readIfThere(copyFile) ?? '')

  const toText = (next: Roster) => JSON.stringify(next, null, 2)
  const writeCopy = (next: Roster) => {
    try {
      writeDurably(copyFile, toText(next))
    } catch (error) {
      onTrouble(`${COPY_NAME} could not be written: ${String(error)}`)
    }
    copy = next
  }
  const write = (next: Roster) => {
    writeDurably(file, toText(next))
    roster = next
    writeCopy(next)
  }
  if (roster !== null && (copy === null || toText(copy) !== toText(roster))) writeCopy(roster)
  if (roster === null && past.hasEntries()) onTrouble(`${NAME} is not there, and this till has a journal`)

  return {
    read: () => roster,
    lost: () => {
      if (roster !== null || (copy === null && !past.hasEntries())) return null
      const keptAs = newestAside(folder)
      return { why: keptAs === null ? 'missing' : 'unreadable', keptAs, copy }
    },
    isFirstStart: () => roster === null && !past.hasEntries(),
    write,
    count: (next) => {
      if (roster === null) return writeCopy(next)
      roster = next
      try {
        write(next)
      } catch (error) {
        onTrouble(`a try could not be counted on the disk: ${String(error)}`)
      }
    },
  }
}
