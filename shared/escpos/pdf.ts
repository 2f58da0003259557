import { type DotImage, rowBytes } from './dot-image.ts'
import type { Deflate } from './png.ts'
import type { RollPaper } from './roll-paper.ts'

const POINTS_PER_MM = 72 / 25.4

/** White paper before the first row of dots and after the last, in millimetres. */
const END_MM = 5

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((at, part) => {
    whole.set(part, at)
    return at + part.length
  }, 0)
  return whole
}

/** An object with a stream: its dictionary's entries, and the stream's bytes. */
type PdfObject = { readonly entries: string; readonly stream?: Uint8Array }

const latin = (text: string): Uint8Array => new TextEncoder().encode(text)

const objectBytes = ({ entries, stream }: PdfObject, number: number): Uint8Array => {
  const opening = `${number} 0 obj\n`
  if (!stream) return latin(`${opening}<< ${entries} >>\nendobj\n`)
  const head = `${opening}<< ${entries} /Length ${stream.length} >>\nstream\n`
  return joined([latin(head), stream, latin('\nendstream\nendobj\n')])
}

/** A file of numbered objects, from 1 on, of which the first is the catalogue: ISO 32000-1, 7.5. */
const fileOf = (objects: readonly PdfObject[]): Uint8Array => {
  // The second line's bytes above 127 tell programs that the file is binary.
  const head = Uint8Array.from([...latin('%PDF-1.4\n%'), 0xe2, 0xe3, 0xcf, 0xd3, 0x0a])
  const bodies = objects.map((object, index) => objectBytes(object, index + 1))
  const table: string[] = []
  let at = head.length
  for (const body of bodies) {
    table.push(`${String(at).padStart(10, '0')} 00000 n \n`)
    at += body.length
  }
  const size = objects.length + 1
  const tail = `xref\n0 ${size}\n0000000000 65535 f \n${table.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`
  return joined([head, ...bodies, latin(tail)])
}

/** Pictures as a PDF file, one page for each: dots and paper at their real size, each page as long as its picture needs. */
export const encodePdf = (
  images: readonly DotImage[],
  { widthMm, dotsPerMm }: RollPaper,
  deflate: Deflate,
): Uint8Array => {
  const points = (millimetres: number): string => (millimetres * POINTS_PER_MM).toFixed(3)
  const numberOf = (index: number) => 3 + 3 * index
  const objects = images.flatMap((image, index): PdfObject[] => {
    const number = numberOf(index)
    const wide = rowBytes(image.width) * 8
    const box = `[0 0 ${points(widthMm)} ${points(image.height / dotsPerMm + 2 * END_MM)}]`
    const size = `${points(wide / dotsPerMm)} 0 0 ${points(image.height / dotsPerMm)}`
    const draw = `q ${size} ${points((widthMm - image.width / dotsPerMm) / 2)} ${points(END_MM)} cm /Print Do Q`
    const resources = `/Resources << /XObject << /Print ${number + 2} 0 R >> >>`
    return [
      { entries: `/Type /Page /Parent 2 0 R /MediaBox ${box} /Contents ${number + 1} 0 R ${resources}` },
      { entries: '', stream: latin(draw) },
      { entries: imageEntries(wide, image.height), stream: deflate(image.rows) },
    ]
  })
  const pages = images.map((_, index) => `${numberOf(index)} 0 R`).join(' ')
  return fileOf([
    { entries: '/Type /Catalog /Pages 2 0 R' },
    { entries: `/Type /Pages /Kids [${pages}] /Count ${images.length}` },
    ...objects,
  ])
}

/** Decode [1 0]: a bit that is set is black. */
const imageEntries = (width: number, height: number): string =>
  [
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height}`,
    '/ColorSpace /DeviceGray /BitsPerComponent 1 /Decode [1 0] /Filter /FlateDecode',
  ].join(' ')
