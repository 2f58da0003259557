import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { blacken, blankImage } from './dot-image.ts'
import { encodePdf } from './pdf.ts'
import { encodePng } from './png.ts'
import { GENERIC_80 } from './profile.ts'
import { rollPaperOf } from './roll-paper.ts'

const deflate = (bytes: Uint8Array) => new Uint8Array(deflateSync(bytes))

/** 13 x 3 with a black dot in each corner. */
const corners = () => {
  const image = blankImage(13, 3)
  for (const [x, y] of [
    [0, 0],
    [12, 0],
    [0, 2],
    [12, 2],
  ] as const)
    blacken(image, x, y)
  return image
}

/** A PNG's chunks, each with a check sum that is right. */
const chunksOf = (png: Buffer) => {
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const body = png.subarray(at + 4, at + 8 + length)
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body))
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4))
    at += 12 + length
  }
  return chunks
}

test('a PNG holds every dot, black as 0, at 8 dots to the millimetre', () => {
  const png = Buffer.from(encodePng(corners(), 8, deflate))
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  const chunks = chunksOf(png)
  expect([...chunks.keys()]).toEqual(['IHDR', 'pHYs', 'IDAT', 'IEND'])
  expect(chunks.get('IHDR')?.toString('hex')).toBe('0000000d000000030100000000')
  expect(chunks.get('pHYs')?.readUInt32BE(0)).toBe(8_000)
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))
  expect(rows.toString('hex')).toBe('007ff7' + '00ffff' + '007ff7')
})

test('a PDF has a page for each picture, as large as the paper, and a table that finds every object', () => {
  const pdf = Buffer.from(encodePdf([corners(), blankImage(16, 80)], rollPaperOf(GENERIC_80), deflate))
  const text = pdf.toString('latin1')
  expect(text.startsWith('%PDF-1.4\n')).toBe(true)
  const boxes = [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [width, height])
  // 80 mm; 83 and 160 dots.
  expect(boxes).toEqual([
    ['226.772', '29.409'],
    ['226.772', '56.693'],
  ])
  const start = Number(/startxref\n(\d+)/.exec(text)?.[1])
  const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset))
  expect(offsets.map((offset) => /^(\d+) 0 obj/.exec(text.slice(offset))?.[1])).toEqual(
    offsets.map((_, index) => String(index + 1)),
  )
  const stream = /\/Width 16 \/Height 3 .*? \/Length (\d+) >>\nstream\n/.exec(text)
  const from = (stream?.index ?? 0) + (stream?.[0].length ?? 0)
  expect(inflateSync(pdf.subarray(from, from + Number(stream?.[1]))).toString('hex')).toBe('800800008008')
})
