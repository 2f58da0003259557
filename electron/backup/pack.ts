import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { flushFolder } from '../outside-copy/flush-folder.ts'
import { Damaged } from './chunks.ts'

const LINE_FEED = 10
const LONGEST_HEAD = 1_000

/** A file that goes into a backup, under a name of its own in it. */
export type Member = { readonly name: string; readonly file: string; readonly bytes: number }

const headSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('file'),
    /** At most one folder deep, so that no backup can write outside the folder that it is unpacked into. */
    name: v.pipe(v.string(), v.regex(/^([a-z]{1,20}\/)?[0-9a-z-]{1,80}(\.[a-z]{1,20}){1,2}$/)),
    bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
  v.strictObject({ kind: v.literal('end'), files: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
])
type MemberHead = v.InferOutput<typeof headSchema>

const headLine = (head: MemberHead): Buffer => Buffer.from(`${JSON.stringify(head)}\n`)

/** The files as one stream: for each a line that names it and counts its bytes, then those; a last line counts the files. */
export async function* packMembers(members: readonly Member[]): AsyncGenerator<Buffer> {
  for (const { name, file, bytes } of members) {
    yield headLine({ kind: 'file', name, bytes })
    if (bytes === 0) continue
    let sent = 0
    for await (const chunk of createReadStream(file, { end: bytes - 1 })) {
      sent += chunk.length
      yield chunk
    }
    if (sent !== bytes) throw new Error(`${file} became shorter while it was read`)
  }
  yield headLine({ kind: 'end', files: members.length })
}

const parseHead = (line: string): MemberHead => {
  try {
    return v.parse(headSchema, JSON.parse(line))
  } catch {
    throw new Damaged('a file in the backup has no head that can be read')
  }
}

/** A stream of which so much is taken at a time as is asked for. */
const takeFrom = (stream: AsyncIterable<Buffer>) => {
  const chunks = stream[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const more = async (): Promise<boolean> => {
    const next = await chunks.next()
    if (next.done) return false
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value])
    return true
  }
  return {
    line: async (): Promise<string> => {
      while (!held.includes(LINE_FEED)) {
        if (held.length > LONGEST_HEAD || !(await more())) throw new Damaged('the backup ends in the middle')
      }
      const end = held.indexOf(LINE_FEED)
      const line = held.toString('utf8', 0, end)
      held = held.subarray(end + 1)
      return line
    },
    /** At most `most` bytes, at least one. */
    some: async (most: number): Promise<Buffer> => {
      while (held.length === 0) if (!(await more())) throw new Damaged('the backup ends in the middle')
      const taken = held.subarray(0, most)
      held = held.subarray(taken.length)
      return taken
    },
    isAtEnd: async (): Promise<boolean> => {
      while (held.length === 0) if (!(await more())) return true
      return false
    },
  }
}

const fillFile = async (file: FileHandle, bytes: number, some: (most: number) => Promise<Buffer>): Promise<void> => {
  for (let left = bytes; left > 0; ) {
    const chunk = await some(left)
    await file.writeFile(chunk)
    left -= chunk.length
  }
  await file.sync()
}

/**
 * Writes the files of a pack under a new folder, each flushed; gives their names. Throws Damaged where the stream is no whole
 * pack, and on I/O errors.
 */
export const unpackMembers = async (stream: AsyncIterable<Buffer>, folder: string): Promise<string[]> => {
  const take = takeFrom(stream)
  const names: string[] = []
  for (;;) {
    const head = parseHead(await take.line())
    if (head.kind === 'end') {
      if (head.files !== names.length || !(await take.isAtEnd()))
        throw new Damaged('the backup does not end as it says')
      await flushFolder(folder)
      return names
    }
    const file = path.join(folder, head.name)
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
    const handle = await open(file, 'wx', 0o600)
    try {
      await fillFile(handle, head.bytes, take.some)
    } finally {
      await handle.close()
    }
    await flushFolder(path.dirname(file))
    names.push(head.name)
  }
}
