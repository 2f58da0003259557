import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Contour, flatten, type PathCommand } from './outline.ts'

/** A glyph's outline and its width, in units of which `unitsPerEm` are one em. */
export type Outline = { readonly contours: readonly Contour[]; readonly advance: number }

/** One font: which code points it has, and their outlines. */
export type Font = {
  readonly unitsPerEm: number
  readonly points: readonly number[]
  readonly outline: (point: number) => Outline
}

/** What is used of fontkit. */
type FontkitFont = {
  readonly postscriptName: string
  readonly unitsPerEm: number
  readonly characterSet: readonly number[]
  readonly glyphForCodePoint: (point: number) => {
    readonly advanceWidth: number
    readonly path: { readonly commands: readonly PathCommand[] }
  }
}
type Fontkit = { readonly create: (file: Buffer, name?: string) => FontkitFont }

const folder = import.meta.dirname
const fromHere = createRequire(path.join(folder, 'package.json'))

/** Opens a font file, or the font of that name in a collection. Throws where the file is not the one with that SHA-256. */
export const openFont = (file: string, sha256: string | null, name?: string): Font => {
  const bytes = readFileSync(file)
  const found = createHash('sha256').update(bytes).digest('hex')
  if (sha256 !== null && found !== sha256) throw new Error(`${file} is another version: its SHA-256 is ${found}`)
  const fontkit = fromHere('fontkit') as Fontkit
  const font = fontkit.create(bytes, name)
  return {
    unitsPerEm: font.unitsPerEm,
    points: font.characterSet,
    outline: (point) => {
      const glyph = font.glyphForCodePoint(point)
      return { contours: flatten(glyph.path.commands), advance: glyph.advanceWidth }
    },
  }
}
