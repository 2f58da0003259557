import { readdirSync } from 'node:fs'
import path from 'node:path'
import { decodePaper, lineText } from '../../../shared/escpos/decode.ts'
import type { PaperPart } from '../../../shared/escpos/paper.ts'
import type { PrinterProfile } from '../../../shared/escpos/profile.ts'
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

/** What a printer of this profile puts on paper for these bytes, as lines of text. */
const readableText = (bytes: Uint8Array, profile: PrinterProfile): string =>
  decodePaper(bytes, profile)
    .parts.map((part) => `${partText(part)}\n`)
    .join('')

/** The number of the newest job in a folder; 0 where there is none. */
export const lastJobIn = (folder: string): number =>
  Math.max(0, ...readdirSync(folder).map((name) => Number(/^(\d+)\.bin$/.exec(name)?.[1] ?? 0)))

/** Keeps a job as NUMBER.bin, byte by byte, and with a profile also as NUMBER.txt, for a person to read. */
export const saveJob = (folder: string, number: number, bytes: Uint8Array, profile: PrinterProfile | null): void => {
  const file = path.join(folder, String(number).padStart(6, '0'))
  if (profile !== null) writeDurably(`${file}.txt`, readableText(bytes, profile), 0o644)
  writeDurably(`${file}.bin`, bytes, 0o644)
}
