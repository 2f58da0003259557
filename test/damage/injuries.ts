/** What is done to a file: 512 of its bytes are inverted at a place, or it is cut, overwritten with zeros, or deleted. */
export const INJURIES = ['head', 'middle', 'tail', 'half', 'zeros', 'deleted'] as const
export type Injury = (typeof INJURIES)[number]

/** A sector, the smallest piece that a disk loses. */
const SECTOR = 512

const invert = (bytes: Buffer, from: number): Buffer => {
  const injured = Buffer.from(bytes)
  for (let at = from; at < Math.min(bytes.length, from + SECTOR); at++) injured[at] = 0xff - (bytes[at] ?? 0)
  return injured
}

/** A file's bytes after an injury; null where it is gone. */
export const injure = (bytes: Buffer, injury: Injury): Buffer | null => {
  switch (injury) {
    case 'head':
      return invert(bytes, 0)
    case 'middle':
      return invert(bytes, Math.max(0, Math.floor((bytes.length - SECTOR) / 2)))
    case 'tail':
      return invert(bytes, Math.max(0, bytes.length - SECTOR))
    case 'half':
      return bytes.subarray(0, Math.floor(bytes.length / 2))
    case 'zeros':
      return Buffer.alloc(bytes.length)
    case 'deleted':
      return null
  }
}

/** The injuries that differ on a file of this size: one of up to 512 bytes has no middle and no tail of its own. */
export const injuriesFor = (size: number): Injury[] =>
  INJURIES.filter((injury) => size > SECTOR || (injury !== 'middle' && injury !== 'tail')).filter(
    (injury) => size > 0 || injury === 'deleted',
  )
