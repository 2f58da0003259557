import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageBase64 } from './page-base64.ts'
import { nodeBase64, type ValueCodec, valueCodec } from './value-codec.ts'

const inNode = valueCodec(nodeBase64)
const inPage = valueCodec(pageBase64())
const across = (value: unknown, from: ValueCodec, to: ValueCodec): unknown => to.decode(from.encode(value))

const values = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withUnicodeString: true,
})

test('a value comes out as it went in, whichever end wrote it', () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(across(value, inNode, inPage)).toStrictEqual(value)
      expect(across(value, inPage, inNode)).toStrictEqual(value)
    }),
  )
})

test('bytes come out alone, whatever buffer they were a part of', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(20), (bytes, offset) => {
      const roomy = new Uint8Array(bytes.length + offset + 7)
      roomy.set(bytes, offset)
      const part = roomy.subarray(offset, offset + bytes.length)
      const carried = across(part, inNode, inPage) as Uint8Array
      expect(carried).toStrictEqual(bytes)
      expect(carried.buffer.byteLength).toBe(bytes.length)
    }),
  )
})

test('a megabyte passes through the base64 of an older page', () => {
  const bytes = Uint8Array.from({ length: 1_000_003 }, (_, index) => index % 251)
  const { encode, decode } = pageBase64()
  expect(encode(bytes)).toBe(nodeBase64.encode(bytes))
  expect(decode(encode(bytes))).toStrictEqual(bytes)
})

test("a key that is the codec's own mark, or JavaScript's, is only a key", () => {
  const tricky = JSON.parse('{"$":"bigint","v":"1","__proto__":{"polluted":true}}') as object
  expect(across(tricky, inNode, inPage)).toStrictEqual(tricky)
  expect(across([tricky], inPage, inNode)).toStrictEqual([tricky])
  expect({}).not.toHaveProperty('polluted')
})

test('of an error its message crosses and nothing else', () => {
  const error = Object.assign(new TypeError('no paper'), { secret: 42 })
  const carried = across(error, inNode, inPage)
  expect(carried).toBeInstanceOf(Error)
  expect(carried).toMatchObject({ name: 'Error', message: 'no paper' })
  expect(carried).not.toHaveProperty('secret')
})

test('what cannot be cloned is refused and says why', () => {
  const cycle: unknown[] = []
  cycle.push([cycle])
  expect(() => inNode.encode({ act: () => 1 })).toThrow('could not be cloned: a function')
  expect(() => inNode.encode([Symbol('x')])).toThrow('could not be cloned: a symbol')
  expect(() => inNode.encode(cycle)).toThrow('could not be cloned: a cycle')
})

test('the same object twice is no cycle', () => {
  const shared = { fen: 1 }
  expect(across([shared, shared], inNode, inPage)).toStrictEqual([{ fen: 1 }, { fen: 1 }])
})

test('text that no codec wrote is refused', () => {
  expect(() => inNode.decode('{"$":"function","v":1}')).toThrow('function is not carried')
  expect(() => inNode.decode('{"$":"bytes","t":"Buffer","v":""}')).toThrow('Buffer is not carried')
  expect(() => inNode.decode('{"$":"lifted","v":{}}')).toThrow('lifted is not carried')
})

test('what is lifted on one end is lowered on the other', () => {
  const act = () => 'done'
  const lift = (value: object) => (value === act ? 'act' : undefined)
  const text = inNode.encode({ run: act, list: [act] }, lift)
  expect(inNode.decode(text, (token) => (token === 'act' ? act : undefined))).toStrictEqual({ run: act, list: [act] })
})
