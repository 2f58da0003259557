import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Mutation, unit } from './mutation.ts'

const VERIFY = unit('test/verify/verify.test.ts', 'test/verify/epochs.test.ts', 'test/verify/aside.test.ts')
const WORDS = path.resolve(import.meta.dirname, '../../verify/words')

/** Every finding that the verifier has words for. */
const codes = (): string[] =>
  readdirSync(WORDS)
    .filter((name) => !['notes.ts', 'text.ts'].includes(name))
    .flatMap((name) => [...readFileSync(path.join(WORDS, name), 'utf8').matchAll(/^ {2}(\w+): \[/gm)])
    .map(([, code = '']) => code)

const withoutFinding = (code: string): Mutation => ({
  name: `the verifier does not find: ${code}`,
  file: 'verify/findings.ts',
  from: 'find: (code, place, values = {}) => {',
  to: `find: (code, place, values = {}) => {\n      if (code === '${code}') return`,
  by: [VERIFY],
})

/** What the verifier checks, each switched off. */
export const VERIFYING: readonly Mutation[] = [
  {
    name: 'the verifier takes any signature',
    file: 'verify/signatures.ts',
    from: "return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))",
    to: 'return key !== null && text !== signature',
    by: [VERIFY],
  },
  {
    name: 'the verifier does not hash a line',
    file: 'verify/check-chain.ts',
    from: 'const isWhole = sha256(line.subarray(65)) === claimed',
    to: 'const isWhole = sha256(line.subarray(65)) !== ""',
    by: [VERIFY],
  },
  {
    name: 'the verifier does not follow the links',
    file: 'verify/check-chain.ts',
    from: 'else if (missing === 0 && header.prev !== head.hash)',
    to: 'else if (missing < 0)',
    by: [VERIFY],
  },
  {
    name: 'the verifier takes an ack for what it does not name',
    file: 'verify/checks/acks.ts',
    from: 'else if (ack.seq > 0 && found !== ack.hash)',
    to: 'else if (ack.seq < 0)',
    by: [VERIFY],
  },
  ...codes().map(withoutFinding),
]
