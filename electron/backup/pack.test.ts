import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Damaged } from './chunks.ts'
import { packMembers, unpackMembers } from './pack.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-pack-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const pack = async () => {
  const file = path.join(folder, 'from')
  writeFileSync(file, 'content')
  const pieces: Buffer[] = []
  for await (const piece of packMembers([{ name: 'archive/one.txt', file, bytes: 7 }])) pieces.push(piece)
  return Buffer.concat(pieces)
}
const unpack = async (bytes: Buffer) => {
  async function* stream() {
    yield bytes
  }
  return unpackMembers(stream(), mkdtempSync(path.join(folder, 'into-')))
}

test('a file comes out under its name, and memory is not asked for all of it', async () => {
  const into = mkdtempSync(path.join(folder, 'into-'))
  const bytes = await pack()
  async function* byteByByte() {
    for (const byte of bytes) yield Buffer.from([byte])
  }
  expect(await unpackMembers(byteByByte(), into)).toEqual(['archive/one.txt'])
  expect(readFileSync(path.join(into, 'archive', 'one.txt'), 'utf8')).toBe('content')
})

test('what follows the end, a wrong count of files, a missing end and a head that is none are damage', async () => {
  const bytes = await pack()
  const text = bytes.toString()
  await expect(unpack(Buffer.concat([bytes, Buffer.from('x')]))).rejects.toThrow(Damaged)
  await expect(unpack(Buffer.from(text.replace('"files":1', '"files":2')))).rejects.toThrow(Damaged)
  await expect(unpack(bytes.subarray(0, text.indexOf('{"kind":"end"')))).rejects.toThrow(Damaged)
  await expect(unpack(bytes.subarray(0, text.indexOf('content') + 3))).rejects.toThrow(Damaged)
  await expect(unpack(Buffer.from(text.replace('"kind":"file"', '"kind":"folder"')))).rejects.toThrow(Damaged)
  await expect(unpack(Buffer.from('x'.repeat(5_000)))).rejects.toThrow(Damaged)
})
