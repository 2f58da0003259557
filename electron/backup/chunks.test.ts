import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { Damaged, openChunks, sealChunks } from './chunks.ts'

const key = Buffer.alloc(32, 3)
const SEALED_CHUNK = 65_536 + 16

async function* streamOf(...pieces: Buffer[]) {
  yield* pieces
}
const all = async (stream: AsyncIterable<Buffer>) => {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces)
}
const seal = (plain: Buffer, by = key) => all(sealChunks(streamOf(plain), by))
const open = (sealed: Buffer, by = key) => all(openChunks(streamOf(sealed), by))

const plain = randomBytes(65_536 * 2 + 1_000)

test('a stream comes back, however it is cut into pieces on its way', async () => {
  const sealed = await seal(plain)
  expect((await open(sealed)).equals(plain)).toBe(true)
  const crumbs = Array.from({ length: Math.ceil(sealed.length / 7_001) }, (_, at) =>
    sealed.subarray(at * 7_001, (at + 1) * 7_001),
  )
  expect((await all(openChunks(streamOf(...crumbs), key))).equals(plain)).toBe(true)
})

test('a stream that is cut between two chunks does not end as it was sealed', async () => {
  const sealed = await seal(plain)
  await expect(open(sealed.subarray(0, SEALED_CHUNK))).rejects.toThrow(Damaged)
  await expect(open(sealed.subarray(0, SEALED_CHUNK * 2))).rejects.toThrow(Damaged)
})

test('chunks that are swapped, left out, doubled or added do not open', async () => {
  const sealed = await seal(plain)
  const [first, second, third] = [0, 1, 2].map((at) => sealed.subarray(at * SEALED_CHUNK, (at + 1) * SEALED_CHUNK))
  if (!first || !second || !third) throw new Error('three chunks')
  for (const order of [
    [second, first, third],
    [first, third],
    [first, first, second, third],
    [first, second, third, third],
  ]) {
    await expect(open(Buffer.concat(order))).rejects.toThrow(Damaged)
  }
})

test('another key opens nothing', async () => {
  await expect(open(await seal(plain), Buffer.alloc(32, 4))).rejects.toThrow(Damaged)
})
