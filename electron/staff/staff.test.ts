import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeSampleRoster } from './sample-staff.ts'
import { makeStaffRegister } from './staff.ts'
import { openStaffFile } from './staff-file.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const LI_LEI = { id: 'li-lei', name: '李雷', role: 'cashier' } as const

let folder = ''
let clock = 0
let troubles: string[] = []
let hasEntries = false
let kind: 'real' | 'sample' | null = null
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-staff-'))
  clock = 1_790_000_000_000
  troubles = []
  hasEntries = false
  kind = null
})
afterEach(() => rmSync(folder, { recursive: true }))

const now = () => clock
const openFile = () =>
  openStaffFile({
    folder,
    past: { hasEntries: () => hasEntries, kind },
    now,
    onTrouble: (detail) => troubles.push(detail),
  })
const open = () => makeStaffRegister(openFile(), now)
const setUp = async () => {
  const register = open()
  const made = await register.setUp({ managerName: '王芳', pin: '2580' })
  if (!made.ok) throw new Error(made.reason)
  return { register, recoveryCode: made.recoveryCode }
}
const guess = (register: ReturnType<typeof open>, pin: string) => register.verify({ id: 'manager', pin })
const guessWrong = async (register: ReturnType<typeof open>, times: number) => {
  for (let time = 0; time < times; time += 1) await guess(register, '0000')
}

test('the first manager signs in with the PIN that was set, also after a restart', async () => {
  await setUp()
  expect(await guess(open(), '2580')).toEqual({ ok: true, staff: { id: 'manager', name: '王芳', role: 'manager' } })
  expect(await guess(open(), '2581')).toMatchObject({ ok: false, reason: 'wrong_pin', left: 4 })
  expect(await open().verify({ id: 'nobody', pin: '2580' })).toMatchObject({ ok: false, reason: 'unknown_person' })
})

test('a till that has staff is not set up again', async () => {
  const { register } = await setUp()
  expect(await register.setUp({ managerName: '别人', pin: '9999' })).toMatchObject({ reason: 'already_set_up' })
  expect(await guess(register, '2580')).toMatchObject({ ok: true })
})

test('five wrong PINs lock for a minute, even for the right PIN and across a restart', async () => {
  const { register } = await setUp()
  await guessWrong(register, 4)
  expect(await guess(open(), '0000')).toMatchObject({ ok: false, reason: 'locked', lockedForMs: MINUTE })
  expect(await guess(open(), '2580')).toMatchObject({ ok: false, reason: 'locked' })
  clock += MINUTE
  expect(await guess(open(), '2580')).toMatchObject({ ok: true })
})

test('each further lock is twice as long, up to an hour', async () => {
  const { register } = await setUp()
  const locks: number[] = []
  for (let round = 0; round < 8; round += 1) {
    await guessWrong(register, 4)
    const answer = await guess(register, '0000')
    if (answer.ok) throw new Error('a wrong PIN was taken')
    locks.push(answer.lockedForMs)
    clock += answer.lockedForMs
  }
  expect(locks).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((minutes) => minutes * MINUTE))
})

test('a right PIN forgives what went before', async () => {
  const { register } = await setUp()
  await guessWrong(register, 4)
  await guess(register, '2580')
  expect(await guess(register, '0000')).toMatchObject({ reason: 'wrong_pin', left: 4 })
})

test('guesses that come all at once are counted one by one', async () => {
  const { register } = await setUp()
  const answers = await Promise.all(Array.from({ length: 7 }, () => guess(register, '0000')))
  expect(answers.map((answer) => (answer.ok ? 'ok' : answer.reason))).toEqual([
    ...Array.from({ length: 4 }, () => 'wrong_pin'),
    ...Array.from({ length: 3 }, () => 'locked'),
  ])
})

test('a clock that is set back does not lengthen a lock', async () => {
  const { register } = await setUp()
  await guessWrong(register, 5)
  clock -= 24 * HOUR
  expect(await guess(register, '2580')).toMatchObject({ reason: 'locked', lockedForMs: MINUTE })
  clock += MINUTE
  expect(await guess(register, '2580')).toMatchObject({ ok: true })
})

test('only a manager with the right PIN adds staff, and an id only once', async () => {
  const { register } = await setUp()
  const add = (managerId: string, managerPin: string) =>
    register.add({ managerId, managerPin, staff: LI_LEI, pin: '1111' })
  expect(await add('manager', '1111')).toMatchObject({ ok: false, reason: 'wrong_pin' })
  expect(await add('manager', '2580')).toEqual({ ok: true })
  expect(await add('manager', '2580')).toMatchObject({ ok: false, reason: 'already_there' })
  const other = { id: 'han-mei', name: '韩梅', role: 'cashier' } as const
  expect(await register.add({ managerId: 'li-lei', managerPin: '1111', staff: other, pin: '2222' })).toMatchObject({
    ok: false,
  })
  expect(register.list().staff.map(({ id }) => id)).toEqual(['manager', 'li-lei'])
})

test('the recovery code sets a new PIN once, lifts the lock, and gives the next code', async () => {
  const { register, recoveryCode } = await setUp()
  await guessWrong(register, 5)
  const typed = recoveryCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
  const recovered = await register.recover({ id: 'manager', code: typed, pin: '7777' })
  expect(recovered).toMatchObject({ ok: true, recoveryCode: expect.stringMatching(/^(\w{4}-){3}\w{4}$/) })
  expect(await guess(register, '7777')).toMatchObject({ ok: true })
  expect(await register.recover({ id: 'manager', code: recoveryCode, pin: '8888' })).toMatchObject({ ok: false })
})

test('a manager who never saw the code makes a new one with the PIN, and the old one opens nothing any more', async () => {
  const { register, recoveryCode } = await setUp()
  const renew = (managerPin: string, managerId = 'manager') => register.renewRecovery({ managerId, managerPin })
  await register.add({ managerId: 'manager', managerPin: '2580', staff: LI_LEI, pin: '1111' })
  expect(await renew('0000')).toMatchObject({ ok: false, reason: 'wrong_pin' })
  expect(await renew('1111', LI_LEI.id)).toMatchObject({ ok: false, reason: 'wrong_pin' })
  const renewed = await renew('2580')
  if (!renewed.ok) throw new Error(renewed.reason)
  const recover = (code: string) => open().recover({ id: 'manager', code, pin: '9999' })
  expect(await recover(recoveryCode)).toMatchObject({ ok: false, reason: 'wrong_code' })
  expect(open().list().untold).toMatchObject([{ staff: { id: 'manager' }, change: 'recovery_code_renewed' }])
  expect(await recover(renewed.recoveryCode)).toMatchObject({ ok: true })
})

test('guesses at the recovery code lock too', async () => {
  const { register, recoveryCode } = await setUp()
  const recover = (code: string) => register.recover({ id: 'manager', code, pin: '7777' })
  for (let time = 0; time < 4; time += 1) expect(await recover('0000')).toMatchObject({ reason: 'wrong_code' })
  expect(await recover('0000')).toMatchObject({ reason: 'locked' })
  expect(await recover(recoveryCode)).toMatchObject({ reason: 'locked' })
})

test('no PIN and no code is in the file', async () => {
  const { recoveryCode } = await setUp()
  const text = readFileSync(path.join(folder, 'staff.json'), 'utf8')
  expect(text).not.toContain('2580"')
  expect(text).not.toContain(recoveryCode)
})

test('the sample restaurant shows its PINs, and each of them is right', async () => {
  openFile().write(await makeSampleRoster(null))
  kind = 'sample'
  const register = open()
  const { staff, samplePins } = register.list()
  expect(register.isSample()).toBe(true)
  expect(staff.map(({ id, role }) => `${id} ${role}`)).toEqual([
    'wang-fang manager',
    'li-lei cashier',
    'han-mei cashier',
  ])
  for (const { id } of staff)
    expect(await register.verify({ id, pin: samplePins?.[id] ?? '' })).toMatchObject({ ok: true })
})

const file = () => path.join(folder, 'staff.json')
const damage = () => writeFileSync(file(), '{"format":1,"people":[')
const asides = () => readdirSync(folder).filter((name) => name.startsWith('staff.json.unreadable-'))

/** A till that has sold, and whose staff file is then lost. */
const lose = async (how: () => void) => {
  const { register, recoveryCode } = await setUp()
  const staff = { id: 'li-lei', name: '李雷', role: 'cashier' } as const
  await register.add({ managerId: 'manager', managerPin: '2580', staff, pin: '1111' })
  hasEntries = true
  kind = 'real'
  how()
  return { recoveryCode, register: open() }
}
const manager = { id: 'manager', name: '王芳', role: 'manager' }

test.each([
  ['missing', () => rmSync(file())],
  ['unreadable', damage],
])('with the staff file %s, a till that has sold is not set up again, also after another start', async (why, how) => {
  const { register } = await lose(how)
  for (const started of [register, open()]) {
    expect(started.list()).toMatchObject({ staff: [], lost: { why, managers: [manager] } })
    expect(await started.setUp({ managerName: '别人', pin: '9999' })).toMatchObject({ reason: 'staff_lost' })
    expect(await started.verify({ id: 'manager', pin: '2580' })).toMatchObject({ reason: 'unknown_person' })
  }
  expect(troubles.length).toBeGreaterThan(0)
})

test('a damaged staff file is kept under a name that the screen can say, and is never overwritten', async () => {
  const { register, recoveryCode } = await lose(damage)
  await register.recover({ id: 'manager', code: recoveryCode, pin: '7777' })
  clock += 1
  damage()
  expect(open().list().lost?.keptAs).toBe(asides()[1])
  expect(asides()).toHaveLength(2)
  expect(readFileSync(path.join(folder, asides()[0] ?? ''), 'utf8')).toBe('{"format":1,"people":[')
})

test('the recovery code brings the staff back from the copy, and the journal is owed an entry of it', async () => {
  const { register, recoveryCode } = await lose(() => rmSync(file()))
  expect(await register.recover({ id: 'li-lei', code: recoveryCode, pin: '7777' })).toMatchObject({ ok: false })
  expect(await register.recover({ id: 'manager', code: 'wrong', pin: '7777' })).toMatchObject({ ok: false })
  expect(await register.recover({ id: 'manager', code: recoveryCode, pin: '7777' })).toMatchObject({ ok: true })
  const again = open()
  expect(await again.verify({ id: 'manager', pin: '7777' })).toMatchObject({ ok: true })
  expect(await again.verify({ id: 'li-lei', pin: '1111' })).toMatchObject({ ok: true })
  const untold = [{ staff: manager, change: 'staff_file_recovered' }]
  expect(again.list()).toMatchObject({ lost: null, untold })
  expect(again.told({ count: 1 })).toEqual({ ok: true })
  expect(open().list().untold).toEqual([])
})

test('a forgotten PIN that was set anew is owed an entry too, also if the app is killed at once', async () => {
  const { register, recoveryCode } = await setUp()
  await register.recover({ id: 'manager', code: recoveryCode, pin: '7777' })
  expect(open().list().untold).toEqual([{ staff: manager, change: 'pin_recovered' }])
})

test('guesses at the code of a lost staff file lock as well, across a restart', async () => {
  const { register, recoveryCode } = await lose(() => rmSync(file()))
  for (let time = 0; time < 5; time += 1) await register.recover({ id: 'manager', code: '0000', pin: '7777' })
  expect(await open().recover({ id: 'manager', code: recoveryCode, pin: '7777' })).toMatchObject({ reason: 'locked' })
})

test('with the copy lost too nobody is let in, and nothing is made anew', async () => {
  const { recoveryCode } = await lose(() => undefined)
  rmSync(file())
  rmSync(path.join(folder, 'staff.copy.json'))
  const register = open()
  expect(register.list()).toMatchObject({ staff: [], lost: { why: 'missing', keptAs: null, managers: [] } })
  expect(await register.setUp({ managerName: '别人', pin: '9999' })).toMatchObject({ reason: 'staff_lost' })
  expect(await register.recover({ id: 'manager', code: recoveryCode, pin: '7777' })).toMatchObject({ ok: false })
  expect(register.told({ count: 0 })).toEqual({ ok: true })
  expect(readdirSync(folder)).toEqual([])
})

test('a lost copy is written again from the file', async () => {
  await setUp()
  rmSync(path.join(folder, 'staff.copy.json'))
  open()
  expect(readFileSync(path.join(folder, 'staff.copy.json'), 'utf8')).toBe(readFileSync(file(), 'utf8'))
})

test('a list without a manager is taken for damaged, not for a first start', async () => {
  const { register } = await lose(() =>
    writeFileSync(file(), '{"format":1,"people":[],"recovery":null,"samplePins":null}'),
  )
  expect(register.list().lost).toMatchObject({ why: 'unreadable', managers: [manager] })
})

test('the public PINs of the sample do not open a real restaurant', async () => {
  const sample = JSON.stringify(await makeSampleRoster(null))
  const { register } = await lose(() => writeFileSync(file(), sample))
  expect(await register.verify({ id: 'wang-fang', pin: '2580' })).toMatchObject({ reason: 'unknown_person' })
  expect(register.list()).toMatchObject({ samplePins: null, lost: { why: 'unreadable' } })
})
