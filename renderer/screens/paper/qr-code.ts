import encodeQR from 'qr'

/** Rows of modules; true is dark. */
export type QrModules = readonly (readonly boolean[])[]

/** What a QR code of level M holds at most, in UTF-8 bytes: version 40 in byte mode. ISO/IEC 18004, table 7. */
const MAX_BYTES = 2_331

/** The QR code of a text at level M, without its quiet zone; null where it is too long for any. */
export const qrCode = (text: string): QrModules | null => {
  if (new TextEncoder().encode(text).length > MAX_BYTES) return null
  const framed = encodeQR(text, 'raw', { ecc: 'medium', border: 1 })
  return framed.slice(1, -1).map((row) => row.slice(1, -1))
}
