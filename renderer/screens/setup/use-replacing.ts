import { useCallback, useEffect, useState } from 'react'
import type { Output } from '../../../shared/bridge/bridge.ts'
import type { History } from '../../../shared/bridge/replace-methods.ts'
import { useBridge } from '../../till/parts.ts'

/** How the history of the lost till is coming back; null: this machine replaces nobody yet. */
export type Replacing = NonNullable<Output<'replace.standing'>['standing']>

type Refused<M extends 'replace.enrol' | 'replace.pull' | 'replace.ready'> = Extract<Output<M>, { ok: false }>['reason']
export type ReplaceProblem = Refused<'replace.enrol'> | Refused<'replace.pull'> | Refused<'replace.ready'>

export type ReplaceStep = 'asking' | 'fetching' | { readonly history: History } | 'ready'

const LOOK_EVERY_MS = 300

/** Enrols in a lost till's place, fetches its history and makes it ready; `begun`: it was enrolled at an earlier start. */
export const useReplacing = (begun: Replacing | null) => {
  const bridge = useBridge()
  const [standing, setStanding] = useState(begun)
  const [step, setStep] = useState<ReplaceStep>('asking')
  const [problem, setProblem] = useState<ReplaceProblem | null>(null)
  const look = useCallback(async () => {
    setStanding((await bridge.call['replace.standing']({})).standing)
  }, [bridge])
  const fetchAll = useCallback(async () => {
    setProblem(null)
    setStep('fetching')
    const pulled = await bridge.call['replace.pull']({})
    if (!pulled.ok) setProblem(pulled.reason)
    setStep(pulled.ok ? { history: pulled.history } : 'asking')
  }, [bridge])
  const enrol = async (url: string, code: string) => {
    setProblem(null)
    const enrolled = await bridge.call['replace.enrol']({ url: url.trim(), code: code.trim() })
    if (!enrolled.ok) return setProblem(enrolled.reason)
    await look()
    await fetchAll()
  }
  const makeReady = async () => {
    const made = await bridge.call['replace.ready']({})
    if (made.ok) setStep('ready')
    else setProblem(made.reason)
  }
  const isBegun = begun !== null
  useEffect(() => {
    if (isBegun) void fetchAll()
  }, [isBegun, fetchAll])
  useEffect(() => {
    if (step !== 'fetching') return
    const timer = setInterval(() => void look(), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [step, look])
  return { standing, step, problem, enrol, fetchAll, makeReady }
}
