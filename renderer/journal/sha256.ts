import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** SHA-256 of a text's UTF-8 bytes, in lower-case hex. Synchronous: WebCrypto's promise would break a transaction. */
export const sha256Text = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** SHA-256 of bytes, in lower-case hex. */
export const sha256Bytes = (bytes: Uint8Array): string => bytesToHex(sha256(bytes))
