import { beforeEach, expect, test } from 'vitest'
import type { Bridge, Output } from '../../shared/bridge/bridge.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { CASHIER, newTill } from '../../test/contract/till-fixtures.ts'
import type { Journal } from '../journal/journal.ts'
import { enrol } from './enrol.ts'
import { recordEnrolment } from './record-enrolment.ts'
import { useTill } from './till.ts'

const double = makeBridgeDouble()
const where = { url: ' https://office.example ', code: ' ABCD-1234 ', permit: { by: 'wang-fang', secret: 'permit' } }
let journal: Journal

beforeEach(async () => {
  journal = await newTill(CASHIER, double)
})

const answering = (answer: Output<'sync.enrol'>): Bridge => ({
  ...double.bridge,
  call: { ...double.bridge.call, 'sync.enrol': async () => answer },
})

const status = {
  ...double.sync.status,
  state: 'idle',
  url: 'https://office.example',
  store: 'dongsi',
  storeName: '东四店',
  tillCode: '01',
  headOfficeKey: 'key of head office',
} as const
const enrolled = { ok: true, status, headOfficeKey: 'key of head office' } as const

test('enrolment gives the till its store and code, and the journal says who did it and who allowed it', async () => {
  expect(await enrol({ bridge: answering(enrolled), journal }, where)).toEqual({ ok: true })
  expect(useTill.getState().facts).toMatchObject({ store: 'dongsi', storeName: '东四店', tillCode: '01' })
  const sealed = await journal.entryBySeq(2)
  expect(sealed?.entry).toMatchObject({
    kind: 'ENROLLED',
    by: 'li-lei',
    body: { headOfficeKey: 'key of head office', approvedBy: 'wang-fang' },
  })
})

test('who looks at the status meanwhile does not write the enrolment down in another name', async () => {
  let looked: Promise<unknown> = Promise.resolve()
  const call = {
    ...double.bridge.call,
    'sync.enrol': async () => {
      looked = recordEnrolment(journal, status)
      return enrolled
    },
  }
  expect(await enrol({ bridge: { ...double.bridge, call }, journal }, where)).toEqual({ ok: true })
  await looked
  expect(journal.head().seq).toBe(2)
  expect((await journal.entryBySeq(2))?.entry).toMatchObject({ body: { approvedBy: 'wang-fang' } })
})

test('an enrolment from the command line is in nobody’s name, whoever is signed in', async () => {
  await recordEnrolment(journal, status)
  const sealed = await journal.entryBySeq(2)
  expect(sealed?.entry).toMatchObject({ kind: 'ENROLLED', by: null })
  expect(sealed?.entry.body).not.toHaveProperty('approvedBy')
})

test('refused by head office, the till stays what it was', async () => {
  const bridge = answering({ ok: false, reason: 'bad_code' })
  expect(await enrol({ bridge, journal }, where)).toEqual({ ok: false, at: 'head_office', reason: 'bad_code' })
  expect(journal.head().seq).toBe(1)
})
