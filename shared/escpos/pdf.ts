import { type DotImage, rowBytes } from './dot-image.ts'
import type { Deflate } from './png.ts'

/** Receipt printers have 8 dots to the millimetre, PDF 72 points to the inch. */
const POINTS_PER_DOT = 72 / 25.4 / 8

/** Paper: how wide it is, and the white before the first dot and after the last, in dots. */
export type PdfPaper = { readonly widthDots: number; readonly endDots: number }

const points = (dots: number): string => (dots * POINTS_PER_DOT).toFixed(3)

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

/** Pictures as a PDF file, one page for each, at the real size of print and paper; each page is as long as its picture. */
export const encodePdf = (images: readonly DotImage[], paper: PdfPaper, deflate: Deflate): Uint8Array => {
  const numberOf = (index: number) => 3 + 3 * index
  const pages = images.map((_, index) => `${numberOf(index)} 0 R`).join(' ')
  const objects = images.flatMap((image, index): PdfObject[] => {
    const number = numberOf(index)
    const [width, height] = [rowBytes(image.width) * 8, image.height]
    const box = `[0 0 ${points(paper.widthDots)} ${points(height + 2 * paper.endDots)}]`
    const left = (paper.widthDots - image.width) / 2
    const draw = `q ${points(width)} 0 0 ${points(height)} ${points(left)} ${points(paper.endDots)} cm /Print Do Q`
    return [
      {
        entries: `/Type /Page /Parent 2 0 R /MediaBox ${box} /Contents ${number + 1} 0 R /Resources << /XObject << /Print ${number + 2} 0 R >> >>`,
      },
      { entries: '', stream: latin(draw) },
      {
        // Decode [1 0]: a bit that is set is black.
        entries: `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 1 /Decode [1 0] /Filter /FlateDecode`,
        stream: deflate(image.rows),
      },
    ]
  })
  return fileOf([
    { entries: '/Type /Catalog /Pages 2 0 R' },
    { entries: `/Type /Pages /Kids [${pages}] /Count ${images.length}` },
    ...objects,
  ])
}
