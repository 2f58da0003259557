const DLE = 0x10
const ESC = 0x1b
const FS = 0x1c
const GS = 0x1d

/** Whole length of the commands with fixed parameters, by their first two bytes; two where not listed. */
const FIXED: ReadonlyMap<number, number> = new Map([
  ...withLength(DLE, 3, 0x04, 0x05),
  ...withLength(DLE, 5, 0x14),
  ...withLength(ESC, 3, 0x20, 0x21, 0x25, 0x2d, 0x33, 0x3d, 0x3f, 0x45, 0x47, 0x4a, 0x4d, 0x52, 0x54, 0x56, 0x61),
  ...withLength(ESC, 3, 0x64, 0x72, 0x74, 0x7b),
  ...withLength(ESC, 4, 0x24, 0x42, 0x5c, 0x63),
  ...withLength(ESC, 5, 0x70),
  ...withLength(FS, 3, 0x21, 0x2d, 0x43, 0x57),
  ...withLength(FS, 4, 0x53, 0x70),
  ...withLength(GS, 3, 0x21, 0x42, 0x48, 0x49, 0x61, 0x62, 0x66, 0x68, 0x72, 0x77),
  ...withLength(GS, 4, 0x24, 0x4c, 0x50, 0x57, 0x5c),
])

function withLength(lead: number, length: number, ...names: readonly number[]): [number, number][] {
  return names.map((name) => [(lead << 8) | name, length])
}

const word = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)

/** Whether a byte opens a command of more than one byte. */
export const opensCommand = (byte: number): boolean => byte === DLE || byte === ESC || byte === FS || byte === GS

/**
 * How many bytes the command at `at` takes, by Epson's command reference; data that never came is counted too. A command
 * that is not in the table counts as two bytes.
 */
export const commandLength = (bytes: Uint8Array, at: number): number => {
  const lead = bytes[at] ?? 0
  const name = bytes[at + 1] ?? 0
  if (lead === GS && name === 0x56) return (bytes[at + 2] ?? 0) % 48 < 2 ? 3 : 4
  if (lead === GS && name === 0x76) return 8 + word(bytes, at + 4) * word(bytes, at + 6)
  if (lead === GS && name === 0x6b) return barcodeLength(bytes, at)
  if (lead === ESC && name === 0x2a) return 5 + word(bytes, at + 3) * ((bytes[at + 2] ?? 0) < 32 ? 1 : 3)
  if (lead === GS && name === 0x38) return 7 + word(bytes, at + 3) + word(bytes, at + 5) * 0x10000
  if (lead === FS && name === 0x71) return keptLength(bytes, at)
  if (name === 0x28) return 5 + word(bytes, at + 3)
  return FIXED.get((lead << 8) | name) ?? 2
}

/** GS k: systems from 65 carry a length byte, the older ones end with a zero. */
const barcodeLength = (bytes: Uint8Array, at: number): number => {
  if ((bytes[at + 2] ?? 0) >= 65) return 4 + (bytes[at + 3] ?? 0)
  const end = bytes.indexOf(0, at + 3)
  return (end < 0 ? bytes.length : end + 1) - at
}

/** FS q: so many pictures, each with its width and height in eights before it. */
const keptLength = (bytes: Uint8Array, at: number): number => {
  let length = 3
  for (let count = bytes[at + 2] ?? 0; count > 0; count--) {
    length += 4 + word(bytes, at + length) * word(bytes, at + length + 2) * 8
  }
  return length
}
