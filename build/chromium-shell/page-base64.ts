import type { Base64 } from './value-codec.ts'

type NewerBytes = { toBase64?: () => string }
type NewerConstructor = { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }

/** Base64 in a page, also of a Chromium before 140. Self-contained: its source text runs in the page. */
export function pageBase64(): Base64 {
  const { apply } = Reflect
  const { fromCharCode } = String
  const toText = btoa
  const toBinary = atob
  const toBase64 = (Uint8Array.prototype as NewerBytes).toBase64
  const fromBase64 = (Uint8Array as NewerConstructor).fromBase64
  const charCodeAt = Function.prototype.call.bind(String.prototype.charCodeAt) as (text: string, at: number) => number
  // An engine takes a limited number of arguments in one call.
  const slice = 32_768

  const encode = (bytes: Uint8Array): string => {
    if (toBase64 !== undefined) return apply(toBase64, bytes, [])
    let binary = ''
    for (let start = 0; start < bytes.length; start += slice) {
      binary += apply(fromCharCode, undefined, [...bytes.subarray(start, start + slice)])
    }
    return toText(binary)
  }
  const decode = (text: string): Uint8Array<ArrayBuffer> => {
    if (fromBase64 !== undefined) return apply(fromBase64, Uint8Array, [text])
    const binary = toBinary(text)
    return Uint8Array.from(binary, (_character, at) => charCodeAt(binary, at))
  }
  return { encode, decode }
}
