import { blacken, blankImage, type DotImage, rowBytes } from './dot-image.ts'
import { flushLine, type KeptImage, type PrinterState, takeBox } from './printer-state.ts'
import type { Obey } from './style-commands.ts'

const word = (command: Uint8Array, at: number): number => (command[at] ?? 0) | ((command[at + 1] ?? 0) << 8)

const printImage = (state: PrinterState, { image, across, down }: KeptImage, mode: number): boolean => {
  const width = image.width * across * (mode & 1 ? 2 : 1)
  const height = image.height * down * (mode & 2 ? 2 : 1)
  state.parts.push({ kind: 'raster', image, ...takeBox(state, width, height) })
  return true
}

/** Prints what the printer keeps under a name; where it was given it at another time, the name. */
const printKept = (state: PrinterState, name: string, mode: number): boolean => {
  const kept = state.kept.get(name)
  if (kept) return printImage(state, kept, mode)
  flushLine(state)
  state.parts.push({ kind: 'stored', align: state.align, name, top: state.top })
  return true
}

/** GS v 0, and its modes of double width and height. */
const printRaster: Obey = (state, n, command) => {
  const mode = command[3] ?? 0
  if (n !== 0x30 || (mode & ~0x30) > 3) return false
  const image = { width: word(command, 4) * 8, height: word(command, 6), rows: new Uint8Array(command.subarray(8)) }
  return printImage(state, { image, across: 1, down: 1 }, mode)
}

const BUFFER = ''

const keep = (state: PrinterState, name: string, kept: KeptImage): boolean => {
  const { width, height, rows } = kept.image
  const isWhole = rows.length >= rowBytes(width) * height
  if (isWhole) state.kept.set(name, kept)
  return isWhole
}

/** A picture in one colour: its width and height, and its rows from another place on. */
const imageIn = (parameters: Uint8Array, at: number, rowsAt: number): DotImage => ({
  width: word(parameters, at),
  height: word(parameters, at + 2),
  rows: new Uint8Array(parameters.subarray(rowsAt)),
})

/** Function 67: a picture to keep. */
const defineGraphics = (state: PrinterState, parameters: Uint8Array): boolean => {
  const [, , , first = 0, second = 0, colours] = parameters
  const image = imageIn(parameters, 6, 11)
  return colours === 1 && keep(state, `GS ( L ${first} ${second}`, { image, across: 1, down: 1 })
}

/** Function 112: a picture for the buffer, its dots once or twice as wide and high. */
const bufferGraphics = (state: PrinterState, parameters: Uint8Array): boolean => {
  const [, , , across = 0, down = 0] = parameters
  const image = imageIn(parameters, 6, 10)
  return across >= 1 && across <= 2 && down >= 1 && down <= 2 && keep(state, BUFFER, { image, across, down })
}

/** Function 69: prints what is kept. */
const printGraphics = (state: PrinterState, [, , first = 0, second = 0, x = 1, y = 1]: Uint8Array): boolean =>
  printKept(state, `GS ( L ${first} ${second}`, (x === 2 ? 1 : 0) | (y === 2 ? 2 : 0))

/** GS ( L and GS 8 L, from the byte after their length on. */
const obeyGraphics = (state: PrinterState, parameters: Uint8Array): boolean => {
  const [m, fn] = parameters
  if (m !== 0x30) return false
  switch (fn) {
    case 0x43:
      return defineGraphics(state, parameters)
    case 0x45:
      return printGraphics(state, parameters)
    case 0x70:
      return bufferGraphics(state, parameters)
    case 0x02:
    case 0x32:
      return printKept(state, BUFFER, 0)
    default:
      return false
  }
}

/** FS q: columns of bytes from the left, eight dots from the top in each. */
const columnImage = (command: Uint8Array, at: number): DotImage => {
  const [across, down] = [word(command, at), word(command, at + 2)]
  const image = blankImage(across * 8, down * 8)
  for (let x = 0; x < image.width; x++) {
    for (let y = 0; y < image.height; y++) {
      if ((command[at + 4 + x * down + (y >> 3)] ?? 0) & (0x80 >> (y & 7))) blacken(image, x, y)
    }
  }
  return image
}

const keepAll: Obey = (state, count, command) => {
  let at = 3
  for (let number = 1; number <= count; number++) {
    const image = columnImage(command, at)
    state.kept.set(`FS p ${number}`, { image, across: 1, down: 1 })
    at += 4 + image.width * (image.height >> 3)
  }
  return count > 0
}

const printNumbered: Obey = (state, number, command) => printKept(state, `FS p ${number}`, command[3] ?? 0)

/** Pictures, by a command's first two bytes; GS ( by its third too. */
export const PICTURE_COMMANDS: readonly (readonly [number, Obey])[] = [
  [0x1c70, printNumbered], // FS p
  [0x1c71, keepAll], // FS q
  [0x1d284c, (state, _n, command) => obeyGraphics(state, command.subarray(5))], // GS ( L
  [0x1d38, (state, n, command) => n === 0x4c && obeyGraphics(state, command.subarray(7))], // GS 8 L
  [0x1d76, printRaster], // GS v 0
]
