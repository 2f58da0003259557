import fc from 'fast-check'

/** Strings that have broken parsers, databases, printers and terminals before. */
const harshText = fc.constantFrom(
  '',
  '\0',
  '\ud800',
  '\u{1f004}',
  '\ufeff',
  '\n',
  '\r\n',
  '\u001b@',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  "'; drop table entry; --",
  '1e400',
  'x'.repeat(100_000),
)

const harshNumber = fc.constantFrom(
  0,
  -0,
  -1,
  0.1,
  1e21,
  1e300,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 1,
  Number.MIN_SAFE_INTEGER,
  2 ** 31,
  2 ** 63,
)

/** Any value that JSON can say, with those that hurt more often than by chance. */
export const harshJson: fc.Arbitrary<unknown> = fc.oneof(
  harshText,
  harshNumber,
  fc.constantFrom(null, true, [], {}, [[]], { ok: true }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

/** An object of a known form of which some members are harsh, missing, or too many. */
export const nearly = (form: Readonly<Record<string, unknown>>): fc.Arbitrary<Record<string, unknown>> => {
  const names = Object.keys(form)
  const change = fc.record({
    name: fc.constantFrom(...names, 'more', 'constructor', '__proto__'),
    value: fc.oneof({ weight: 4, arbitrary: harshJson }, { weight: 1, arbitrary: fc.constant(undefined) }),
  })
  return fc.array(change, { minLength: 1, maxLength: 2 }).map((changes) => {
    const members = new Map(Object.entries(form))
    for (const { name, value } of changes) members.set(name, value)
    return Object.fromEntries([...members].filter(([, value]) => value !== undefined))
  })
}
