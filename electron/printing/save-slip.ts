import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import type { Input, Output } from '../../shared/bridge/bridge.ts'
import { decodePaper } from '../../shared/escpos/decode.ts'
import type { DotFont } from '../../shared/escpos/dot-font.ts'
import { drawPaper } from '../../shared/escpos/draw-paper.ts'
import { encodePdf } from '../../shared/escpos/pdf.ts'
import { encodePng } from '../../shared/escpos/png.ts'
import { PROFILES } from '../../shared/escpos/profile.ts'
import { rollPaperOf } from '../../shared/escpos/roll-paper.ts'
import { writeDurably } from '../durable-file.ts'
import type { FontFile } from './font-file.ts'

type Refusal = Extract<Output<'paper.save'>, { ok: false }>
type Surroundings = { readonly font: Pick<FontFile, 'font'>; readonly folder: string; readonly now: number }

const refuse = (reason: Refusal['reason'], error?: unknown): Refusal =>
  error === undefined ? { ok: false, reason } : { ok: false, reason, detail: String(error).slice(0, 2_000) }

const stampOf = (now: number): string => new Date(now).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)

const openFont = async (file: Pick<FontFile, 'font'>): Promise<DotFont | Refusal> => {
  try {
    return await file.font()
  } catch (error) {
    return refuse('font_not_readable', error)
  }
}

/** Keeps what a print job puts on paper as a picture or a PDF page of the paper's real size; durable once it answers. */
export const saveSlip = async (
  { bytes, profile: id, format, name }: Input<'paper.save'>,
  { font: file, folder, now }: Surroundings,
): Promise<Output<'paper.save'>> => {
  const profile = PROFILES.find((each) => each.id === id)
  if (!profile) return refuse('unknown_profile')
  const font = await openFont(file)
  if ('ok' in font) return font
  const image = drawPaper(decodePaper(bytes, profile), profile, font)
  if (image.height === 0) return refuse('no_paper')
  const roll = rollPaperOf(profile)
  const content =
    format === 'png' ? encodePng(image, roll.dotsPerMm, deflateSync) : encodePdf([image], roll, deflateSync)
  const target = path.join(folder, `counterfoil-${name}-${stampOf(now)}.${format}`)
  try {
    mkdirSync(folder, { recursive: true })
    writeDurably(target, content, 0o644)
    return { ok: true, path: target }
  } catch (error) {
    return refuse('write_failed', error)
  }
}
