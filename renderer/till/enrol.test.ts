import { beforeEach, expect, test } from 'vitest'
import type { Bridge, Output } from '../../shared/bridge/bridge.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { freshDatabase, genesis, openWith } from '../../test/contract/journal-fixtures.ts'
import type { Journal } from '../journal/journal.ts'
import { enrol } from './enrol.ts'
import { tillAtStart, useTill } from './till.ts'

const double = makeBridgeDouble()
const where = { url: ' https://office.example ', code: ' ABCD-1234 ' }
let journal: Journal

beforeEach(async () => {
  const opened = await openWith(double, freshDatabase())
  if (!opened.ok) throw new Error(opened.detail)
  journal = opened.journal
  await journal.commit(genesis, { by: null, shift: null })
  useTill.setState(tillAtStart(), true)
  useTill.setState({ staff: { id: 'wang-fang', name: '王芳', role: 'manager' }, facts: journal.facts() })
})

const answering = (answer: Output<'sync.enrol'>): Bridge => ({
  ...double.bridge,
  call: { ...double.bridge.call, 'sync.enrol': async () => answer },
})

test('enrolment gives the till its store and code, in the journal and on the screen', async () => {
  const status = {
    ...double.sync.status,
    state: 'idle',
    url: 'https://office.example',
    store: 'dongsi',
    storeName: '东四店',
    tillCode: '01',
    headOfficeKey: 'key of head office',
  } as const
  const bridge = answering({ ok: true, status, headOfficeKey: 'key of head office' })
  expect(await enrol({ bridge, journal }, where)).toEqual({ ok: true })
  expect(useTill.getState().facts).toMatchObject({ store: 'dongsi', storeName: '东四店', tillCode: '01' })
  const sealed = await journal.entryBySeq(2)
  expect(sealed?.entry).toMatchObject({
    kind: 'ENROLLED',
    by: 'wang-fang',
    body: { headOfficeKey: 'key of head office' },
  })
})

test('refused by head office, the till stays what it was', async () => {
  const bridge = answering({ ok: false, reason: 'bad_code' })
  expect(await enrol({ bridge, journal }, where)).toEqual({ ok: false, at: 'head_office', reason: 'bad_code' })
  expect(journal.head().seq).toBe(1)
})
