import { expect, test } from 'vitest'
import { evidenceOf } from './slip-evidence.ts'

test('only what the printer or a person said is shown as proven', () => {
  expect(evidenceOf({ state: 'printed', evidence: 'confirmed' })).toEqual({
    proof: 'proven',
    words: 'evidence_confirmed',
  })
  expect(evidenceOf({ state: 'printed', evidence: 'processed' }).words).toBe('evidence_processed')
  expect(evidenceOf({ state: 'printed', evidence: 'none' }).words).toBe('evidence_seen')
  expect(evidenceOf({ state: 'unconfirmed', evidence: 'none' }).proof).toBe('waiting')
  expect(evidenceOf({ state: 'in_doubt', evidence: 'none' }).proof).toBe('act')
  expect(evidenceOf({ state: 'failed', evidence: 'none' }).proof).toBe('act')
})
