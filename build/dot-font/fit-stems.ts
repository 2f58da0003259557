import { type Contour, mapPoints, type Point } from './outline.ts'

/** An edge of an outline that runs along the axis, at a height in dots, over an interval; `opens`: ink begins above it. */
type Edge = { readonly at: number; readonly from: number; readonly to: number; readonly opens: boolean }
/** A stroke along the axis: where its two edges lie, and over which intervals. */
type Stem = { low: number; high: number; readonly spans: { readonly from: number; readonly to: number }[] }

/** In dots. An edge is level up to this slope, and counts from this length on; a stroke is at most this thick. */
const LEVEL_SLOPE = 0.09
const SHORTEST_EDGE = 1.6
const THICKEST_STEM = 3.2
/** Strokes whose edges lie this close together are one line for the eye, and stay one. */
const SAME_LEVEL = 0.3

const overlap = (one: { from: number; to: number }, other: { from: number; to: number }): number =>
  Math.min(one.to, other.to) - Math.max(one.from, other.from)

/** The level edges of a contour that runs counterclockwise around ink. */
const edgesOf = (contour: Contour): Edge[] => {
  const edges: Edge[] = []
  let last: { direction: number; points: Point[] } | null = null
  const finish = () => {
    if (last === null) return
    const xs = last.points.map((point) => point.x)
    const ys = last.points.map((point) => point.y)
    const [from, to] = [Math.min(...xs), Math.max(...xs)]
    const opens = last.direction > 0
    if (to - from >= SHORTEST_EDGE) edges.push({ at: opens ? Math.min(...ys) : Math.max(...ys), from, to, opens })
    last = null
  }
  contour.forEach((from, index) => {
    const to = contour[(index + 1) % contour.length] ?? from
    const [dx, dy] = [to.x - from.x, to.y - from.y]
    if (dx === 0 && dy === 0) return
    const isLevel = Math.abs(dy) <= LEVEL_SLOPE * Math.abs(dx)
    if (!isLevel || last?.direction !== Math.sign(dx)) finish()
    if (!isLevel) return
    last ??= { direction: Math.sign(dx), points: [from] }
    last.points.push(to)
  })
  finish()
  return edges
}

const stemsOf = (contours: readonly Contour[]): Stem[] => {
  const edges = contours.flatMap(edgesOf)
  const stems = edges
    .filter((edge) => edge.opens)
    .flatMap((low): Stem[] => {
      const tops = edges.filter(
        (edge) =>
          !edge.opens &&
          edge.at > low.at &&
          edge.at - low.at <= THICKEST_STEM &&
          overlap(edge, low) > 0.4 * Math.min(edge.to - edge.from, low.to - low.from),
      )
      const high = tops.toSorted((one, other) => one.at - other.at)[0]
      if (!high) return []
      return [
        { low: low.at, high: high.at, spans: [{ from: Math.min(low.from, high.from), to: Math.max(low.to, high.to) }] },
      ]
    })
    .toSorted((one, other) => one.low + one.high - other.low - other.high)
  const merged: Stem[] = []
  for (const stem of stems) {
    const last = merged.at(-1)
    const same = last && Math.abs(stem.low - last.low) < SAME_LEVEL && Math.abs(stem.high - last.high) < SAME_LEVEL
    if (same) last.spans.push(...stem.spans)
    else merged.push(stem)
  }
  return merged
}

const touches = (one: Stem, other: Stem): boolean =>
  one.spans.some((span) => other.spans.some((next) => overlap(span, next) > 0))

/**
 * The whole dot at which each stroke begins, with the least movement in all, so that strokes over one another keep a white
 * dot between them; null where they do not fit.
 */
const placeStems = (stems: readonly Stem[], widths: readonly number[], dots: number): readonly number[] | null => {
  type Way = { readonly cost: number; readonly places: readonly number[] }
  let ways: (Way | null)[] = [{ cost: 0, places: [] }]
  stems.forEach((stem, index) => {
    const width = widths[index] ?? 1
    const before = stems[index - 1]
    const gap = before === undefined ? 0 : touches(before, stem) ? (widths[index - 1] ?? 1) + 1 : 0
    const ideal = (stem.low + stem.high - width) / 2
    const weight = Math.max(...stem.spans.map((span) => span.to - span.from))
    ways = Array.from({ length: dots - width + 1 }, (_, place) => {
      const open = index === 0 ? ways : ways.slice(0, Math.max(0, place - gap + 1))
      const best = open.reduce<Way | null>(
        (least, way) => (way && (!least || way.cost < least.cost) ? way : least),
        null,
      )
      return best && { cost: best.cost + (place - ideal) ** 2 * (2 + weight), places: [...best.places, place] }
    })
  })
  const best = ways.reduce<Way | null>((least, way) => (way && (!least || way.cost < least.cost) ? way : least), null)
  return best?.places ?? null
}

/** How far a stroke may be moved from where the outline has it before thinner strokes are tried. */
const FARTHEST = 1

type Knot = { readonly from: number; readonly to: number }

/** null where strokes of these widths do not fit, would move too far, or would run into one another. */
const knotsAt = (stems: readonly Stem[], widths: readonly number[], dots: number): Knot[] | null => {
  const places = placeStems(stems, widths, dots)
  if (!places) return null
  const placed = stems.map((stem, index) => ({
    stem,
    low: places[index] ?? 0,
    high: (places[index] ?? 0) + (widths[index] ?? 1),
  }))
  const far = placed.some(({ stem, low, high }) => Math.abs(low + high - stem.low - stem.high) > 2 * FARTHEST)
  const knots = placed
    .flatMap(({ stem, low, high }) => [
      { from: stem.low, to: low },
      { from: stem.high, to: high },
    ])
    .toSorted((one, other) => one.from - other.from)
  const folds = knots.some((knot, index) => knot.to < (knots[index - 1]?.to ?? 0))
  const meet = placed.some((one, index) =>
    placed.slice(index + 1).some((other) => touches(one.stem, other.stem) && other.low <= one.high),
  )
  return far || folds || meet ? null : knots
}

const knotsOf = (stems: readonly Stem[], dots: number): Knot[] => {
  const natural = stems.map((stem) => Math.max(1, Math.round(stem.high - stem.low)))
  const thin = stems.map(() => 1)
  return knotsAt(stems, natural, dots) ?? knotsAt(stems, thin, dots) ?? []
}

/** Moves between knots by proportion; outside them as the nearest knot moved. */
const bend = (knots: readonly Knot[], at: number): number => {
  const next = knots.findIndex((knot) => knot.from >= at)
  const above = knots[next]
  const below = next < 0 ? knots.at(-1) : knots[next - 1]
  if (!above || !below) {
    const only = above ?? below
    return only ? at + only.to - only.from : at
  }
  if (above.from === below.from) return above.to
  return below.to + ((at - below.from) / (above.from - below.from)) * (above.to - below.to)
}

const swap = ({ x, y }: Point): Point => ({ x: y, y: x })

/** Bends an outline (in dots, ink to the left of its contours) so that its level and upright strokes fill whole dots. */
export const fitStems = (contours: readonly Contour[], width: number, height: number): Contour[] => {
  const rows = knotsOf(stemsOf(contours), height)
  // Swapped, ink lies to the right of a contour: read backwards it lies to the left again.
  const turned = mapPoints(contours, swap).map((contour) => contour.toReversed())
  const columns = knotsOf(stemsOf(turned), width)
  return mapPoints(contours, ({ x, y }) => ({ x: bend(columns, x), y: bend(rows, y) }))
}
