import type { DotFont } from './dot-font.ts'
import { blacken, blankImage, type DotImage } from './dot-image.ts'
import { drawScaled, drawText, sizeOf } from './draw-text.ts'
import type { Paper, PaperPart } from './paper.ts'
import type { PrinterProfile } from './profile.ts'
import { qrModules } from './qr-modules.ts'

type Part<Kind extends PaperPart['kind']> = Extract<PaperPart, { kind: Kind }>

/** Ten metres of paper: a job of nothing but line feeds would be more dots than there is memory. */
const MOST_ROWS = 80_000

const DASH_DOTS = 6

const drawLine = (into: DotImage, { runs, top }: Part<'line'>, font: DotFont): void => {
  const tallest = Math.max(0, ...runs.map((run) => sizeOf(run).height))
  for (const run of runs) drawText(into, run, { left: run.left, top: top + tallest - sizeOf(run).height }, font)
}

const drawQr = (into: DotImage, { data, level, size, left, top }: Part<'qr'>): void => {
  const modules = qrModules(data, level)
  if (modules) drawScaled(into, modules, { left, top }, { x: size, y: size })
}

/** The dots between the bars and the characters below them. */
const TEXT_GAP = 6

const drawBarcode = (
  into: DotImage,
  { bars, barHeight, text, left, top, width }: Part<'barcode'>,
  font: DotFont,
): void => {
  let x = left
  bars.forEach((bar, index) => {
    for (let end = x + bar; x < end; x++) {
      if (index % 2 === 0) for (let y = 0; y < barHeight; y++) blacken(into, x, top + y)
    }
  })
  const run = { text, size: 'normal', bold: false } as const
  const at = { left: left + ((width - sizeOf(run).width) >> 1), top: top + barHeight + TEXT_GAP }
  drawText(into, run, at, font)
}

const drawRaster = (into: DotImage, { image, left, top, width, height }: Part<'raster'>): void =>
  drawScaled(into, image, { left, top }, { x: Math.trunc(width / image.width), y: Math.trunc(height / image.height) })

const drawCut = (into: DotImage, { top }: Part<'cut'>): void => {
  const y = Math.min(top, into.height - 1)
  for (let x = 0; x < into.width; x++) if (x % (2 * DASH_DOTS) < DASH_DOTS) blacken(into, x, y)
}

const drawPart = (into: DotImage, part: PaperPart, font: DotFont): void => {
  if (part.kind === 'line') drawLine(into, part, font)
  else if (part.kind === 'qr') drawQr(into, part)
  else if (part.kind === 'barcode') drawBarcode(into, part, font)
  else if (part.kind === 'raster') drawRaster(into, part)
  else if (part.kind === 'cut') drawCut(into, part)
}

/**
 * Paper as the printer's dots, as wide as its print head: text, codes and pictures where and as large as the printer puts
 * them, a cut as a dashed line. What leaves no ink of its own here (the drawer, a picture that only the printer has, a command
 * that is not known) is not in it: whoever shows paper says that beside it. Paper beyond ten metres is left out.
 */
export const drawPaper = (paper: Paper, { dots }: Pick<PrinterProfile, 'dots'>, font: DotFont): DotImage => {
  const image = blankImage(dots, Math.min(paper.height, MOST_ROWS))
  for (const part of paper.parts) if (part.top <= image.height) drawPart(image, part, font)
  return image
}
