/** Real-time status requests, DLE EOT n (Epson ESC/POS): 1 printer, 2 cause of offline, 4 paper. */
export const statusRequest = (n: 1 | 2 | 4): Uint8Array => Uint8Array.of(0x10, 0x04, n)

/** A DLE EOT answer has bits 1 and 4 set, and 0 and 7 clear. */
export const isStatusAnswer = (byte: number): boolean => (byte & 0x93) === 0x12

/** In the answer to DLE EOT 1. */
export const OFFLINE_BIT = 0x08
/** In the answer to DLE EOT 1: how pin 3 of the drawer's plug stands; which way means open differs by drawer. */
export const DRAWER_PIN_BIT = 0x04
/** In the answer to DLE EOT 2. */
export const COVER_OPEN_BIT = 0x04
/** In the answer to DLE EOT 4: the roll is near its end. */
export const PAPER_LOW_BITS = 0x0c
/** In the answer to DLE EOT 4. */
export const PAPER_END_BITS = 0x60

/** GS ( H, function 48: the printer echoes the 4-character id once all before it is printed. */
export const processIdRequest = (id: string): Uint8Array =>
  Uint8Array.of(0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...Buffer.from(id, 'latin1'))

/** The answer to processIdRequest(). */
export const processIdAnswer = (id: string): Uint8Array => Uint8Array.of(0x37, 0x22, ...Buffer.from(id, 'latin1'), 0x00)

/** GS r 1: answered once all before it was processed, the weaker proof that clones offer. */
export const processedRequest = (): Uint8Array => Uint8Array.of(0x1d, 0x72, 0x01)

/** A GS r answer has bits 4 and 7 clear. */
export const isProcessedAnswer = (byte: number): boolean => (byte & 0x90) === 0

/** How long the status is that begins at `at` and was sent unasked (GS a): four bytes, or 0 where there is none. */
export const unaskedLength = (received: readonly number[], at: number): number => {
  const [first = 0xff, ...others] = received.slice(at, at + 4)
  const isOne = others.length === 3 && (first & 0x93) === 0x10 && others.every((byte) => (byte & 0x90) === 0)
  return isOne ? 4 : 0
}
