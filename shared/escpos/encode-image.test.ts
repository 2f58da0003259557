import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePaper } from './decode.ts'
import { type DotImage, isBlack, rowBytes } from './dot-image.ts'
import { encodeStore, printStored } from './encode-image.ts'
import { GENERIC_80, PROFILES, type PrinterProfile } from './profile.ts'

const storing = PROFILES.filter(({ stores }) => stores !== null)
const picture = fc
  .tuple(
    fc.integer({ min: 1, max: 120 }),
    fc.integer({ min: 1, max: 60 }),
    fc.uint8Array({ minLength: 8, maxLength: 8 }),
  )
  .map(([width, height, pattern]): DotImage => {
    const rows = Uint8Array.from({ length: rowBytes(width) * height }, (_, at) => pattern[at % pattern.length] ?? 0)
    return { width, height, rows }
  })

/** What is on paper after a printer was given a picture, and told to print it. */
const storedAndPrinted = (image: DotImage, number: number, profile: PrinterProfile): DotImage => {
  const bytes = Buffer.concat([
    encodeStore(image, number, profile) ?? Buffer.of(),
    Buffer.from(printStored(number, profile) ?? []),
  ])
  const [part, ...more] = decodePaper(bytes, profile).parts
  expect(more).toEqual([])
  if (part?.kind !== 'raster') throw new Error(`${part?.kind} came out`)
  return part.image
}

test.each(storing)('what $id is given to keep is what it prints, dot by dot', (profile) => {
  fc.assert(
    fc.property(picture, (image) => {
      const printed = storedAndPrinted(image, 1, profile)
      for (let y = 0; y < image.height; y++) {
        for (let x = 0; x < image.width; x++) expect(isBlack(printed, x, y)).toBe(isBlack(image, x, y))
      }
    }),
    { numRuns: 20 },
  )
})

test('a picture too long for two bytes of length goes by GS 8 L', () => {
  const epson = PROFILES.find(({ stores }) => stores === 'gs_paren_l') ?? GENERIC_80
  const image = { width: 576, height: 1_000, rows: new Uint8Array(72_000).fill(0xa5) }
  expect(Buffer.from(encodeStore(image, 200, epson) ?? []).toString('hex', 0, 7)).toBe('1d384c4b190100')
  expect(storedAndPrinted(image, 200, epson)).toEqual(image)
})

test('a printer that keeps nothing is sent nothing, and FS q has one number', () => {
  const image = { width: 8, height: 1, rows: Uint8Array.of(1) }
  expect(encodeStore(image, 1, GENERIC_80)).toBeNull()
  expect(printStored(1, GENERIC_80)).toBeNull()
  const fsQ = PROFILES.find(({ stores }) => stores === 'fs_p') ?? GENERIC_80
  expect(encodeStore(image, 2, fsQ)).toBeNull()
})

test('a picture that was kept at another time is shown by its name', () => {
  const printed = decodePaper(Uint8Array.of(0x1c, 0x70, 3, 0), GENERIC_80)
  expect(printed.parts).toEqual([{ kind: 'stored', align: 'left', name: 'FS p 3', top: 0 }])
})
