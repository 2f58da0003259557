import fc from 'fast-check'

const LINE_FEED = '\n'

const lineOps = {
  double: (lines: readonly string[], at: number) => lines.toSpliced(at, 0, lines[at] ?? ''),
  drop: (lines: readonly string[], at: number) => lines.toSpliced(at, 1),
  swap: (lines: readonly string[], at: number) => lines.toSpliced(at, 2, ...lines.slice(at, at + 2).toReversed()),
  crlf: (lines: readonly string[]) => lines.map((line) => `${line}\r`),
  blank: (lines: readonly string[], at: number) => lines.toSpliced(at, 0, ''),
  long: (lines: readonly string[], at: number) => lines.toSpliced(at, 0, 'x'.repeat(200_000)),
} as const

/** Does something to the lines of a text file whose last line ends with a line feed. */
const onLines =
  (change: (lines: readonly string[], at: number) => readonly string[]) =>
  (bytes: Buffer, at: number): Buffer => {
    const lines = bytes.toString('latin1').split(LINE_FEED).slice(0, -1)
    const changed = change(lines, lines.length === 0 ? 0 : at % lines.length)
    return Buffer.from(changed.map((line) => `${line}${LINE_FEED}`).join(''), 'latin1')
  }

const splice = (bytes: Buffer, at: number, remove: number, insert: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)])

const lineHarms = Object.values(lineOps).map((change) =>
  fc.nat().map((at) => (bytes: Buffer) => onLines(change)(bytes, at)),
)

/** What happens to files: bits flip, they are cut, bytes come or go, lines are doubled, lost or exchanged, editors touch them. */
const oneHarm = (others: readonly Buffer[]): fc.Arbitrary<(bytes: Buffer) => Buffer> =>
  fc.oneof(
    fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([at, mask]) => (bytes: Buffer) => {
      const flipped = Buffer.from(bytes)
      if (bytes.length > 0) flipped[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ mask
      return flipped
    }),
    fc.nat().map((at) => (bytes: Buffer) => bytes.subarray(0, at % (bytes.length + 1))),
    fc.nat().map((at) => (bytes: Buffer) => bytes.subarray(at % (bytes.length + 1))),
    fc.tuple(fc.nat(), fc.nat({ max: 40 }), fc.uint8Array({ maxLength: 40 })).map(
      ([at, remove, insert]) =>
        (bytes: Buffer) =>
          splice(bytes, at % (bytes.length + 1), remove, insert),
    ),
    fc.tuple(fc.nat(), fc.integer({ min: 1, max: 600 })).map(
      ([at, count]) =>
        (bytes: Buffer) =>
          splice(bytes, at % (bytes.length + 1), count, Buffer.alloc(count)),
    ),
    fc.constant((bytes: Buffer) => Buffer.concat([Buffer.from('\ufeff'), bytes])),
    fc.constant((bytes: Buffer) => Buffer.concat([bytes, bytes])),
    fc.constantFrom(...others).map((other) => (bytes: Buffer) => Buffer.concat([bytes, other])),
    fc.constantFrom(...others).map((other) => () => other),
    ...lineHarms,
  )

/** A file as it was, harmed in one to three ways one after another; `others` are files that may stand in its place or behind it. */
export const harmed = (whole: Buffer, others: readonly Buffer[] = [Buffer.alloc(0)]): fc.Arbitrary<Buffer> =>
  fc
    .array(oneHarm(others), { minLength: 1, maxLength: 3 })
    .map((harms) => harms.reduce((bytes, harm) => harm(bytes), whole))
