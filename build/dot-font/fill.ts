import type { Contour } from './outline.ts'

/** Lines per dot on which the outline is measured; across them it is exact. */
const LINES = 8

type Crossing = { readonly x: number; readonly winding: number }

const crossingsAt = (contours: readonly Contour[], y: number): Crossing[] => {
  const crossings: Crossing[] = []
  for (const contour of contours) {
    let from = contour.at(-1)
    for (const to of contour) {
      if (from && from.y <= y !== to.y <= y) {
        const x = from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)
        crossings.push({ x, winding: to.y > from.y ? 1 : -1 })
      }
      from = to
    }
  }
  return crossings.sort((one, other) => one.x - other.x)
}

const addSpan = (row: Float64Array, left: number, right: number): void => {
  const end = Math.min(right, row.length)
  for (let cell = Math.max(0, Math.floor(left)); cell < end; cell++) {
    row[cell] = (row[cell] ?? 0) + Math.max(0, Math.min(cell + 1, end) - Math.max(cell, left)) / LINES
  }
}

/** How much of each dot an outline covers (0 to 1), rows from the top; the outline is in dots, its lowest row at y = 0. */
export const coverageOf = (contours: readonly Contour[], width: number, height: number): Float64Array[] =>
  Array.from({ length: height }, (_, fromTop) => {
    const row = new Float64Array(width)
    for (let line = 0; line < LINES; line++) {
      let winding = 0
      let left = 0
      for (const crossing of crossingsAt(contours, height - 1 - fromTop + (line + 0.5) / LINES)) {
        if (winding === 0) left = crossing.x
        winding += crossing.winding
        if (winding === 0) addSpan(row, left, crossing.x)
      }
    }
    return row
  })
