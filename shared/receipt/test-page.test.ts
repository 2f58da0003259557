import { expect, test } from 'vitest'
import { decodePaper, paperText } from '../escpos/decode.ts'
import { encodeReceipt } from '../escpos/encode.ts'
import { PROFILES } from '../escpos/profile.ts'
import { spellOutReceipt } from '../escpos/spell-out.ts'
import { testPage } from './test-page.ts'

test.each(PROFILES.map((profile) => [profile.id, profile] as const))(
  'the test page of %s shows every column, the Chinese line and the codes',
  (_, profile) => {
    const encoded = encodeReceipt(spellOutReceipt(testPage(profile, 'tcp 10.0.0.9:9100')), profile)
    if (!encoded.ok) throw new Error(encoded.reason)
    const paper = decodePaper(encoded.value, profile)
    const lines = paperText(paper).split('\n')
    const ruler = lines.find((line) => line.startsWith('1234567890'))
    expect(ruler?.trimEnd()).toHaveLength(profile.columns)
    expect(paperText(paper)).toMatch(/不是小票.*tcp 10\.0\.0\.9:9100.*西红柿鸡蛋.*￥36\.00/s)
    expect(paper.parts.map(({ kind }) => kind)).toContain('barcode')
  },
)
