import { expect, test } from 'vitest'
import type { EnrolOutcome } from '../shared/bridge/sync-methods.ts'
import { makeBridgeDouble } from '../test/contract/bridge-double.ts'
import { enrolInBackground } from './enrol-in-background.ts'

type Reply = EnrolOutcome
const status = makeBridgeDouble().sync.status
const accepted: Reply = { ok: true, status: { ...status, state: 'idle', store: 'BJ01' }, headOfficeKey: 'key' }
const unreachable: Reply = { ok: false, reason: 'unreachable' }

const enrolWith = async (replies: readonly Reply[]) => {
  const left = [...replies]
  const events: string[] = []
  let asked = 0
  await enrolInBackground({
    headOffice: { url: 'http://127.0.0.1:1', code: 'ABC' },
    random: () => 0,
    log: { write: (_level, event, detail) => void events.push(`${event} ${detail}`), read: () => [] },
    transport: {
      status: () => status,
      enrol: async () => {
        asked += 1
        return left.shift() ?? unreachable
      },
    },
  })
  return { asked, events }
}

test('it tries again while head office cannot be reached', async () => {
  const { asked, events } = await enrolWith([unreachable, unreachable, accepted])
  expect(asked).toBe(3)
  expect(events.at(-1)).toBe('sync.enrolled BJ01')
})

test.each<Reply>([
  { ok: false, reason: 'bad_code' },
  { ok: false, reason: 'bad_url' },
  { ok: false, reason: 'key_missing' },
])('a refusal is final: $reason', async (reply) => {
  expect((await enrolWith([reply, accepted])).asked).toBe(1)
})
