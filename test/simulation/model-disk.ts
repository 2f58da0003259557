import path from 'node:path'
import type { Files } from '../../electron/files.ts'
import { type Life, Stopped } from './simulated-time.ts'

/** A file: what a reader sees now, and what is on the medium. */
type Inode = { cached: Buffer; durable: Buffer }

/** A disk with its page cache and its durable bytes apart; names are made durable by their folder, bytes by their file. */
export type ModelDisk = {
  /** The disk as one process sees it: once that has stopped, nothing it does gets through. */
  readonly filesFor: (life: Life) => Files
  /** Drops what was not flushed, or part of it: unflushed bytes and names may have reached the medium or not. */
  readonly cutPower: () => void
  /** What a file would hold if the power were cut now, at the least; null where its name might be gone. */
  readonly durable: (file: string) => Buffer | null
  /** Turns one bit of a file, on the medium and in the cache. */
  readonly flipBit: (file: string) => boolean
}

/** What the disk asks of the world. */
export type DiskPorts = {
  readonly random: () => number
  /** Called before each call that changes something; throws where the process stops there. */
  readonly beforeChange: (what: string) => void
  /** Whether a write finds no room. */
  readonly isFull: () => boolean
}

const noRoom = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })

/** Makes an empty disk. */
export const modelDisk = ({ random, beforeChange, isFull }: DiskPorts): ModelDisk => {
  const names = new Map<string, Inode>()
  const durableNames = new Map<string, Inode>()
  const handles = new Map<number, Inode>()
  let lastHandle = 0

  const inodeOf = (handle: number): Inode => {
    const inode = handles.get(handle)
    if (inode === undefined) throw new Error(`EBADF: ${handle}`)
    return inode
  }
  const change = (life: Life, what: string) => {
    if (!life.isAlive) throw new Stopped(what)
    beforeChange(what)
  }
  const create = (file: string): Inode => {
    const inode = { cached: Buffer.alloc(0), durable: Buffer.alloc(0) }
    names.set(file, inode)
    return inode
  }
  /** Takes what there is room for: on a full disk some of it, or none. */
  const append = (inode: Inode, bytes: Uint8Array): number => {
    const room = isFull() ? Math.floor(random() * bytes.length) : bytes.length
    if (room === 0 && bytes.length > 0) throw noRoom()
    inode.cached = Buffer.concat([inode.cached, bytes.subarray(0, room)])
    return room
  }

  const filesFor = (life: Life): Files => ({
    open: (file, flags) => {
      change(life, `open ${path.basename(file)}`)
      const inode = names.get(file) ?? (flags === 'r' ? null : create(file))
      if (inode === null) throw Object.assign(new Error(`ENOENT: ${file}`), { code: 'ENOENT' })
      lastHandle += 1
      handles.set(lastHandle, inode)
      return lastHandle
    },
    close: (handle) => {
      handles.delete(handle)
    },
    size: (handle) => inodeOf(handle).cached.length,
    read: (handle, into, position) => inodeOf(handle).cached.copy(into, 0, position),
    write: (handle, bytes) => {
      change(life, 'write')
      return append(inodeOf(handle), bytes)
    },
    truncate: (handle, size) => {
      change(life, 'truncate')
      const inode = inodeOf(handle)
      inode.cached = inode.cached.subarray(0, size)
    },
    flush: (handle) => {
      change(life, 'flush')
      const inode = inodeOf(handle)
      inode.durable = inode.cached
    },
    exists: (file) => names.has(file),
    readWhole: (file) => names.get(file)?.cached ?? null,
    writeWhole: (file, content) => {
      change(life, `write ${path.basename(file)}`)
      const bytes = Buffer.from(content)
      const inode = create(file)
      if (append(inode, bytes) < bytes.length) throw noRoom()
      change(life, 'flush')
      inode.durable = inode.cached
    },
    rename: (from, to) => {
      change(life, `rename ${path.basename(to)}`)
      const inode = names.get(from)
      if (inode === undefined) throw Object.assign(new Error(`ENOENT: ${from}`), { code: 'ENOENT' })
      names.delete(from)
      names.set(to, inode)
    },
    makeFolder: () => undefined,
    flushFolder: (folder) => {
      change(life, 'flush folder')
      for (const file of [...durableNames.keys()]) {
        if (path.dirname(file) === folder && !names.has(file)) durableNames.delete(file)
      }
      for (const [file, inode] of names) if (path.dirname(file) === folder) durableNames.set(file, inode)
    },
  })

  /** What is left of a file: an unflushed end may be there, be missing, be cut anywhere, or be pages of zeros. */
  const afterCut = ({ cached, durable }: Inode): Buffer => {
    if (random() < 0.4 || cached.equals(durable)) return durable
    const grew = cached.length > durable.length && cached.subarray(0, durable.length).equals(durable)
    if (!grew) return random() < 0.5 ? cached : durable
    const kept = durable.length + Math.floor(random() * (cached.length - durable.length + 1))
    const written = cached.subarray(0, kept)
    return random() < 0.3 ? Buffer.concat([written, Buffer.alloc(cached.length - kept)]) : written
  }

  return {
    filesFor,
    cutPower: () => {
      handles.clear()
      for (const file of new Set([...names.keys(), ...durableNames.keys()])) {
        const inode = random() < 0.5 ? names.get(file) : durableNames.get(file)
        if (inode === undefined) {
          names.delete(file)
          continue
        }
        names.set(file, inode)
      }
      durableNames.clear()
      for (const inode of new Set(names.values())) {
        inode.cached = afterCut(inode)
        inode.durable = inode.cached
      }
      for (const [file, inode] of names) durableNames.set(file, inode)
    },
    durable: (file) => {
      const inode = durableNames.get(file)
      return inode !== undefined && inode === names.get(file) ? inode.durable : null
    },
    flipBit: (file) => {
      const inode = names.get(file)
      if (inode === undefined || inode.cached.length === 0) return false
      const damaged = Buffer.from(inode.cached)
      const place = Math.floor(random() * damaged.length)
      damaged[place] = (damaged[place] ?? 0) ^ (1 << Math.floor(random() * 8))
      inode.cached = damaged
      inode.durable = damaged
      return true
    },
  }
}
