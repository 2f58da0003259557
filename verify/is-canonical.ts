import canonicalize from 'canonicalize'

/** Whether a JSON text is its value's canonical form (RFC 8785). A value that has none, such as a number beyond all numbers, is in none. */
export const isCanonical = (text: string): boolean => {
  try {
    return canonicalize(JSON.parse(text)) === text
  } catch {
    return false
  }
}
