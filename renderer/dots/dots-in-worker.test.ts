import { expect, test } from 'vitest'
import type { Output } from '../../shared/bridge/bridge.ts'
import { openDotFont } from '../../shared/escpos/dot-font.ts'
import { GENERIC_58 } from '../../shared/escpos/profile.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { packTinyFont, TINY_FONT } from '../../test/fixtures/tiny-font.ts'
import { answering } from './dot-worker-side.ts'
import { dotsHere } from './dots.ts'
import { dotsInWorker, type WorkerPort } from './dots-in-worker.ts'
import { unpackFont } from './unpack-font.ts'

const bridgeWith = (...answers: Output<'paper.font'>[]) => {
  const { bridge } = makeBridgeDouble()
  let asked = 0
  const font = async () =>
    answers[Math.min(asked++, answers.length - 1)] ?? { ok: false as const, reason: 'not_readable' as const }
  return { bridge: { ...bridge, call: { ...bridge.call, 'paper.font': font } }, asked: () => asked }
}

/** What a Worker does, in this thread. */
const startHere = () => {
  let started = 0
  const start = (): WorkerPort => {
    started += 1
    const listeners: Parameters<WorkerPort['addEventListener']>[1][] = []
    const take = answering((data) => {
      for (const listener of listeners) listener({ data })
    })
    return { postMessage: take, addEventListener: (_, listener) => listeners.push(listener) }
  }
  return { start, started: () => started }
}

const RARE = { blocks: [{ kind: 'text', text: '𠮷祥茶' }] } as const
const bytes = new TextEncoder().encode('12.00\n')

test('a worker with main’s font answers as one who has it at hand, and is started once', async () => {
  const { bridge, asked } = bridgeWith({ ok: true, packed: await packTinyFont() })
  const { start, started } = startHere()
  const dots = dotsInWorker(bridge, start)
  expect([asked(), started()]).toEqual([0, 0])
  const here = dotsHere(TINY_FONT)
  const [drawn, encoded] = await Promise.all([dots.draw(bytes, GENERIC_58), dots.encode(RARE, GENERIC_58)])
  expect(drawn).toEqual(await here.draw(bytes, GENERIC_58))
  expect(encoded).toEqual(await here.encode(RARE, GENERIC_58))
  expect([asked(), started()]).toEqual([1, 1])
})

test('a fault of the document comes back as it is', async () => {
  const { bridge } = bridgeWith({ ok: true, packed: await packTinyFont() })
  const long = { blocks: [{ kind: 'qr', data: 'x'.repeat(4_000) }] } as const
  const dots = dotsInWorker(bridge, startHere().start)
  expect(await dots.encode(long, GENERIC_58)).toMatchObject({ ok: false, reason: 'qr_data' })
})

test('a font that main cannot read is said, and asked for again', async () => {
  const { bridge, asked } = bridgeWith(
    { ok: false, reason: 'not_readable', detail: 'EIO' },
    { ok: true, packed: await packTinyFont() },
  )
  const dots = dotsInWorker(bridge, startHere().start)
  expect(await dots.draw(bytes, GENERIC_58)).toEqual({ ok: false, reason: 'no_font', detail: 'EIO' })
  expect(await dots.draw(bytes, GENERIC_58)).toMatchObject({ ok: true })
  expect(asked()).toBe(2)
})

test('a damaged font is said to each who asks', async () => {
  const { bridge } = bridgeWith({ ok: true, packed: Uint8Array.of(1, 2, 3) })
  const dots = dotsInWorker(bridge, startHere().start)
  expect(await dots.draw(bytes, GENERIC_58)).toMatchObject({ ok: false, reason: 'no_font' })
  expect(await dots.encode(RARE, GENERIC_58)).toMatchObject({ ok: false, reason: 'no_font' })
})

test('the font is unpacked as zlib has it', async () => {
  expect(openDotFont(await unpackFont(await packTinyFont())).has(0x20bb7)).toBe(true)
  await expect(unpackFont(Uint8Array.of(1, 2, 3))).rejects.toThrow()
})
