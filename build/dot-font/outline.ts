/** A point of an outline; `y` grows upwards. */
export type Point = { readonly x: number; readonly y: number }
/** A closed line of straight segments: the last point is joined to the first. */
export type Contour = readonly Point[]

/** One command of a font's outline, in the font's units. */
export type PathCommand = { readonly command: string; readonly args: readonly number[] }

/** Straight pieces that a curve of a glyph is drawn with: at 24 dots far finer than a dot. */
const PIECES = 8

const quadratic = (from: Point, control: Point, to: Point, t: number): Point => {
  const mix = (a: number, b: number, c: number) => (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c
  return { x: mix(from.x, control.x, to.x), y: mix(from.y, control.y, to.y) }
}

const cubic = (from: Point, one: Point, two: Point, to: Point, t: number): Point => {
  const mix = (a: number, b: number, c: number, d: number) =>
    (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t * t * (1 - t) * c + t ** 3 * d
  return { x: mix(from.x, one.x, two.x, to.x), y: mix(from.y, one.y, two.y, to.y) }
}

const pieces = (at: (t: number) => Point): Point[] =>
  Array.from({ length: PIECES }, (_, index) => at((index + 1) / PIECES))

/** An outline's contours with its curves drawn as straight pieces. */
export const flatten = (commands: readonly PathCommand[]): Contour[] => {
  const contours: Point[][] = []
  for (const { command, args } of commands) {
    const point = (index: number): Point => ({ x: args[2 * index] ?? 0, y: args[2 * index + 1] ?? 0 })
    const contour = contours.at(-1) ?? []
    const from = contour.at(-1) ?? { x: 0, y: 0 }
    if (command === 'moveTo') contours.push([point(0)])
    else if (command === 'lineTo') contour.push(point(0))
    else if (command === 'quadraticCurveTo') contour.push(...pieces((t) => quadratic(from, point(0), point(1), t)))
    else if (command === 'bezierCurveTo') contour.push(...pieces((t) => cubic(from, point(0), point(1), point(2), t)))
  }
  return contours.filter((contour) => contour.length > 2)
}

/** Each point of each contour moved. */
export const mapPoints = (contours: readonly Contour[], move: (point: Point) => Point): Contour[] =>
  contours.map((contour) => contour.map(move))
