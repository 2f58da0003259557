import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'

/** The calls by which the till's own files reach the disk: all that its durability rests on. Each throws on an I/O error. */
export type Files = {
  readonly open: (file: string, flags: 'r' | 'a' | 'a+') => number
  readonly close: (handle: number) => void
  readonly size: (handle: number) => number
  /** Fills `into` from a position; gives how many bytes there were. */
  readonly read: (handle: number, into: Uint8Array, position: number) => number
  /** Appends; may take fewer bytes than it was given. */
  readonly write: (handle: number, bytes: Uint8Array) => number
  readonly truncate: (handle: number, size: number) => void
  /** On return the file's bytes survive a power cut; whether its name does is up to `flushFolder`. */
  readonly flush: (handle: number) => void
  readonly exists: (file: string) => boolean
  /** A whole file; null where there is none. */
  readonly readWhole: (file: string) => Buffer | null
  /** Writes a whole file and flushes its bytes. */
  readonly writeWhole: (file: string, content: string | Uint8Array, mode: number) => void
  readonly rename: (from: string, to: string) => void
  readonly makeFolder: (folder: string) => void
  /** On return what was made or renamed in the folder survives a power cut under its name. */
  readonly flushFolder: (folder: string) => void
}

const readWhole = (file: string): Buffer | null => {
  try {
    return readFileSync(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

const flushFolder = (folder: string): void => {
  // Windows has no handle on a folder to flush; NTFS journals its entries.
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Node's own. */
export const nodeFiles: Files = {
  open: (file, flags) => openSync(file, flags, 0o600),
  close: closeSync,
  size: (handle) => fstatSync(handle).size,
  read: (handle, into, position) => readSync(handle, into, 0, into.length, position),
  write: (handle, bytes) => writeSync(handle, bytes),
  truncate: ftruncateSync,
  flush: fdatasyncSync,
  exists: existsSync,
  readWhole,
  writeWhole: (file, content, mode) => writeFileSync(file, content, { mode, flush: true }),
  rename: renameSync,
  makeFolder: (folder) => {
    mkdirSync(folder, { recursive: true })
  },
  flushFolder,
}
