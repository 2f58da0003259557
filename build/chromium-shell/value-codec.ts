/** Base64 as the runtime at hand does it best. */
export type Base64 = { encode: (bytes: Uint8Array) => string; decode: (text: string) => Uint8Array<ArrayBuffer> }

/** Takes over values that are not data (functions, promises): returns what stands for them, or undefined. */
export type Lift = (value: object) => unknown
/** Gives back what `Lift` took. */
export type Lower = (token: unknown) => unknown

/** Carries values as JSON text. */
export type ValueCodec = {
  encode: (value: unknown, lift?: Lift) => string
  decode: (text: string, lower?: Lower) => unknown
}

/**
 * Carries what crosses Electron's process border as JSON text: plain data, undefined, bigint, every number, Date, Map,
 * Set, ArrayBuffer and its views, and of an Error its message. A function, symbol or cycle throws, unless lifted.
 * It is self-contained, because its source text also runs in the page, and keeps the built-ins that it found at
 * first, because a page's script may change them later.
 */
export function valueCodec(base64: Base64): ValueCodec {
  type Tagged = { $: string; v?: unknown; t?: string }
  const { parse, stringify } = JSON
  const { entries, fromEntries, keys, prototype } = Object
  const { isArray } = Array
  const kindOf = Function.prototype.call.bind(prototype.toString) as (value: unknown) => string
  const views = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  }

  const toTree = (value: unknown, lift: Lift | undefined, above: readonly object[]): unknown => {
    if (value === undefined) return { $: 'undefined' }
    if (typeof value === 'bigint') return { $: 'bigint', v: `${value}` }
    // JSON has no NaN, no infinities and no negative zero.
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
      return { $: 'number', v: Object.is(value, -0) ? '-0' : `${value}` }
    }
    if (typeof value === 'symbol') throw new Error('An object could not be cloned: a symbol is not carried.')
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return value
    const token = lift?.(value)
    if (token !== undefined) return { $: 'lifted', v: token }
    if (typeof value === 'function') throw new Error('An object could not be cloned: a function is not carried.')
    if (above.includes(value)) throw new Error('An object could not be cloned: a cycle is not carried.')
    return objectToTree(value, (inner) => toTree(inner, lift, [...above, value]))
  }

  const objectToTree = (value: object, inward: (inner: unknown) => unknown): unknown => {
    if (isArray(value)) return Array.from(value, inward)
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      return { $: 'bytes', t: kindOf(value).slice(8, -1), v: base64.encode(bytes) }
    }
    switch (kindOf(value)) {
      case '[object Date]':
        return { $: 'date', v: inward((value as Date).getTime()) }
      case '[object Map]':
        return { $: 'map', v: [...(value as Map<unknown, unknown>)].map(([k, v]) => [inward(k), inward(v)]) }
      case '[object Set]':
        return { $: 'set', v: [...(value as Set<unknown>)].map(inward) }
      case '[object ArrayBuffer]':
        return { $: 'bytes', t: 'ArrayBuffer', v: base64.encode(new Uint8Array(value as ArrayBuffer)) }
      case '[object Error]':
        return { $: 'error', v: `${(value as Error).message}` }
    }
    const members = entries(value).map(([key, member]) => [key, inward(member)])
    // An object of the caller's own that has our mark as a key is written as pairs.
    return keys(value).includes('$') ? { $: 'object', v: members } : fromEntries(members)
  }

  const bytesFromTree = (kind: string, text: string): unknown => {
    const { buffer } = base64.decode(text)
    if (kind === 'ArrayBuffer') return buffer
    const View = views[kind as keyof typeof views] as (new (buffer: ArrayBuffer) => ArrayBufferView) | undefined
    if (View === undefined) throw new Error(`${kind} is not carried.`)
    return new View(buffer)
  }

  const taggedFromTree = (tree: Tagged, lower: Lower | undefined): unknown => {
    const inward = (inner: unknown): unknown => fromTree(inner, lower)
    const list = tree.v as unknown[]
    switch (tree.$) {
      case 'undefined':
        return undefined
      case 'bigint':
        return BigInt(tree.v as string)
      case 'number':
        return Number(tree.v)
      case 'date':
        return new Date(inward(tree.v) as number)
      case 'map':
        return new Map(list.map((pair) => (pair as unknown[]).map(inward) as [unknown, unknown]))
      case 'set':
        return new Set(list.map(inward))
      case 'bytes':
        return bytesFromTree(tree.t ?? '', tree.v as string)
      case 'error':
        return new Error(tree.v as string)
      case 'object':
        return fromEntries(list.map((pair) => [(pair as [string])[0], inward((pair as unknown[])[1])]))
      case 'lifted':
        if (lower !== undefined) return lower(tree.v)
    }
    throw new Error(`${tree.$} is not carried.`)
  }

  const fromTree = (tree: unknown, lower: Lower | undefined): unknown => {
    if (tree === null || typeof tree !== 'object') return tree
    if (isArray(tree)) return tree.map((inner) => fromTree(inner, lower))
    if ('$' in tree) return taggedFromTree(tree as Tagged, lower)
    return fromEntries(entries(tree).map(([key, member]) => [key, fromTree(member, lower)]))
  }

  return {
    encode: (value, lift) => stringify(toTree(value, lift, [])),
    decode: (text, lower) => fromTree(parse(text), lower),
  }
}

/** Base64 in Node. The bytes come back in a buffer of their own, not in Node's shared pool. */
export const nodeBase64: Base64 = {
  encode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
}
