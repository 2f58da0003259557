import type { ByteRun } from './byte-run.ts'
import { enlarged } from './dot-image.ts'
import { encodeRaster } from './encode-raster.ts'
import type { PrinterProfile } from './profile.ts'
import { qrModules } from './qr-modules.ts'

/** Most UTF-8 bytes in a QR code of version 1, 2, ... 40 at level M (ISO/IEC 18004, table 7). */
const CAPACITY_M = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779, 857, 911,
  997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
]
/** White around a code, in modules, without which scanners miss it (ISO/IEC 18004, 5.3.8). */
const QUIET_ZONE = 4

/** Dots per module: as wished, or less where the code would not fit on the paper; 0 where it cannot fit at all. */
const moduleDots = (byteLength: number, wished: number, profile: PrinterProfile): number => {
  const version = CAPACITY_M.findIndex((capacity) => byteLength <= capacity) + 1
  const modules = 17 + 4 * version + 2 * QUIET_ZONE
  return version === 0 || byteLength === 0 ? 0 : Math.min(wished, Math.trunc(profile.dots / modules))
}

/** Model 2, level M, and the printing of what was stored, by GS ( k. */
const MODEL = [0x1d, 0x28, 0x6b, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00] as const
const LEVEL = [0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x45, 0x31] as const
const PRINT = [0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x51, 0x30] as const

/** The length of GS ( k counts code, function and parameter too. The older GS Z prints as text on current printers. */
const putByCommand = (run: ByteRun, data: Uint8Array, size: number): void => {
  const length = data.length + 3
  run.push(...MODEL, 0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x43, size, ...LEVEL)
  run.push(0x1d, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30)
  run.append(data)
  run.push(...PRINT)
}

/**
 * Puts a QR code of level M, with white above and below: by the printer's own commands (UTF-8), or drawn where it has none. false,
 * with nothing put, for no data, and where the paper is too narrow.
 */
export const putQrCode = (run: ByteRun, data: string, wished: number | undefined, profile: PrinterProfile): boolean => {
  const bytes = new TextEncoder().encode(data)
  const size = moduleDots(bytes.length, wished ?? (profile.dots < 500 ? 5 : 6), profile)
  const modules = size < 1 || profile.nativeQr ? null : qrModules(data, 'M')
  if (size < 1 || (modules === null && !profile.nativeQr)) return false
  run.push(0x1b, 0x4a, QUIET_ZONE * size)
  if (modules) run.append(encodeRaster(enlarged(modules, size)))
  else putByCommand(run, bytes, size)
  run.push(0x1b, 0x4a, QUIET_ZONE * size)
  return true
}
