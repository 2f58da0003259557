import path from 'node:path'
import { writeDurably } from '../durable-file.ts'
import type { Files } from '../files.ts'

type Tail = { readonly file: string; readonly handle: number; readonly from: number; readonly size: number }

/** Cuts a file at `from`, after what lies behind was kept beside it as `.torn-<n>`; gives that file's name. */
export const cutTornTail = (files: Files, { file, handle, from, size }: Tail): string => {
  const tail = Buffer.alloc(size - from)
  files.read(handle, tail, from)
  let number = 1
  while (files.exists(`${file}.torn-${number}`)) number += 1
  const kept = `${file}.torn-${number}`
  writeDurably(kept, tail, 0o600, files)
  files.truncate(handle, from)
  files.flush(handle)
  return path.basename(kept)
}
