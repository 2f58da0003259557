const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A random id of 26 characters of Crockford's base 32 (130 bits), as orders, lines and shifts carry. */
export const newId = (
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): string => Array.from(random(new Uint8Array(26)), (byte) => ALPHABET[byte & 31]).join('')
