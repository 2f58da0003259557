import type { DotFont } from './dot-font.ts'
import { blankImage, type DotImage } from './dot-image.ts'
import { CHARACTER_DOTS, type DotRun, drawText, sizeOf } from './draw-text.ts'

/**
 * A line of text as a picture just as wide and as high as it is: each character in the dots in which the printer would put it,
 * and runs of different height on one foot.
 */
export const rasterLine = (runs: readonly DotRun[], font: DotFont): DotImage => {
  const sizes = runs.map(sizeOf)
  const height = sizes.length === 0 ? CHARACTER_DOTS : Math.max(...sizes.map((size) => size.height))
  const image = blankImage(
    sizes.reduce((sum, { width }) => sum + width, 0),
    height,
  )
  let left = 0
  runs.forEach((run, index) => {
    const size = sizes[index] ?? { width: 0, height }
    drawText(image, run, { left, top: height - size.height }, font)
    left += size.width
  })
  return image
}
