import { readdirSync } from 'node:fs'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import { decodePaper, lineText } from '../../../shared/escpos/decode.ts'
import type { DotFont } from '../../../shared/escpos/dot-font.ts'
import { drawPaper } from '../../../shared/escpos/draw-paper.ts'
import type { Paper, PaperPart } from '../../../shared/escpos/paper.ts'
import { encodePng } from '../../../shared/escpos/png.ts'
import type { PrinterProfile } from '../../../shared/escpos/profile.ts'
import { rollPaperOf } from '../../../shared/escpos/roll-paper.ts'
import { writeDurably } from '../../durable-file.ts'

/** A part of paper in words; what has no words is named in brackets. */
const partText = (part: PaperPart): string => {
  switch (part.kind) {
    case 'line':
      return lineText(part)
    case 'qr':
      return `[QR ${part.data}]`
    case 'unknown':
      return `[? ${part.hex}]`
    default:
      return `[${part.kind}]`
  }
}

/** What is on paper, as lines of text. */
const readableText = ({ parts }: Paper): string => parts.map((part) => `${partText(part)}\n`).join('')

/** What a kept job is drawn with; `font`: null where there are no pictures. */
export type PaperLook = { readonly profile: PrinterProfile; readonly font: DotFont | null }

/** The paper as a picture; null where nothing moved it, such as a drawer's pulse. */
const pictureOf = (paper: Paper, profile: PrinterProfile, font: DotFont): Uint8Array | null => {
  const image = drawPaper(paper, profile, font)
  return image.height === 0 ? null : encodePng(image, rollPaperOf(profile).dotsPerMm, deflateSync)
}

/** The number of the newest job in a folder; 0 where there is none. */
export const lastJobIn = (folder: string): number =>
  Math.max(0, ...readdirSync(folder).map((name) => Number(/^(\d+)\.bin$/.exec(name)?.[1] ?? 0)))

/**
 * Keeps a job as NUMBER.bin, byte by byte, and with its look also as NUMBER.txt and NUMBER.png, for a person to see. The
 * bytes come last: where they are, all is.
 */
export const saveJob = (folder: string, number: number, bytes: Uint8Array, look: PaperLook | null): void => {
  const file = path.join(folder, String(number).padStart(6, '0'))
  if (look !== null) {
    const paper = decodePaper(bytes, look.profile)
    writeDurably(`${file}.txt`, readableText(paper), 0o644)
    const picture = look.font && pictureOf(paper, look.profile, look.font)
    if (picture) writeDurably(`${file}.png`, picture, 0o644)
  }
  writeDurably(`${file}.bin`, bytes, 0o644)
}
