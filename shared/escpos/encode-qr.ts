import type { PrinterProfile } from './profile.ts'

/** Most UTF-8 bytes in a QR code of version 1, 2, ... 40 at level M (ISO/IEC 18004, table 7). */
const CAPACITY_M = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779, 857, 911,
  997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
]
const QUIET_ZONE = 8

/** Dots per module: as wished, or less where the code would not fit on the paper. Throws where it cannot fit at all. */
const moduleDots = (byteLength: number, wished: number, profile: PrinterProfile): number => {
  const version = CAPACITY_M.findIndex((capacity) => byteLength <= capacity) + 1
  const modules = 17 + 4 * version + QUIET_ZONE
  const size = Math.min(wished, Math.trunc(profile.dots / modules))
  if (version === 0 || size < 1) throw new RangeError(`${byteLength} bytes do not fit in a QR code on this paper`)
  return size
}

/** GS ( k for a QR code: the length counts the two bytes of code and function. */
const qrFunction = (fn: number, ...parameters: readonly number[]): number[] => {
  const length = parameters.length + 2
  return [0x1d, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, fn, ...parameters]
}

/** A QR code by GS ( k: model 2, module size, level M, store (UTF-8), print. The older GS Z prints as text on current printers. */
export const encodeQr = (data: string, wished: number | undefined, profile: PrinterProfile): number[] => {
  const bytes = new TextEncoder().encode(data)
  const size = moduleDots(bytes.length, wished ?? (profile.dots < 500 ? 5 : 6), profile)
  return [
    ...qrFunction(0x41, 0x32, 0x00),
    ...qrFunction(0x43, size),
    ...qrFunction(0x45, 0x31),
    ...qrFunction(0x50, 0x30, ...bytes),
    ...qrFunction(0x51, 0x30),
  ]
}
