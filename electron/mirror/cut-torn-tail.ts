import { existsSync, fdatasyncSync, ftruncateSync, readSync } from 'node:fs'
import path from 'node:path'
import { writeDurably } from '../durable-file.ts'

type Tail = { readonly file: string; readonly handle: number; readonly from: number; readonly size: number }

/** Cuts a file at `from`, after what lies behind was kept beside it as `.torn-<n>`; gives that file's name. */
export const cutTornTail = ({ file, handle, from, size }: Tail): string => {
  const tail = Buffer.alloc(size - from)
  readSync(handle, tail, 0, tail.length, from)
  let number = 1
  while (existsSync(`${file}.torn-${number}`)) number += 1
  const kept = `${file}.torn-${number}`
  writeDurably(kept, tail)
  ftruncateSync(handle, from)
  fdatasyncSync(handle)
  return path.basename(kept)
}
