import * as v from 'valibot'
import { type MethodName, type Methods, methods, type Output } from '../../shared/bridge/bridge.ts'
import { channelOf, METHOD_NAMES } from '../../shared/bridge/names.ts'

/** What main does for each method of the bridge. Input was parsed; output will be. */
export type BridgeHandlers = {
  readonly [M in MethodName]: (
    input: v.InferOutput<Methods[M]['input']>,
  ) => v.InferInput<Methods[M]['output']> | Promise<v.InferInput<Methods[M]['output']>>
}

/** The part of a call that tells who calls. The frame is null once it has gone or navigated away. */
export type BridgeCall = { readonly senderFrame: { readonly origin: string } | null }

type IpcMain = {
  handle(channel: string, listener: (call: BridgeCall, input: unknown) => Promise<unknown>): void
}

type BridgeParts = {
  readonly ipcMain: IpcMain
  readonly handlers: BridgeHandlers
  /** The only origin whose frames are answered. */
  readonly origin: string
  readonly logError: (event: string, detail: string) => void
  /** Told of each call by a caller that is answered. */
  readonly onCall: () => void
}

/**
 * Serves every method: checks the caller, parses what comes in, handles, parses what goes out. A call that breaks the
 * contract, and a bug behind it, end in a logged error and a rejection that says no more than which method it was.
 */
export const serveBridge = (parts: BridgeParts): void => {
  for (const name of METHOD_NAMES) {
    parts.ipcMain.handle(channelOf(name), (call, input) => answer(name, parts, call, input))
  }
}

const answer = async <M extends MethodName>(
  name: M,
  { handlers, origin, logError, onCall }: BridgeParts,
  call: BridgeCall,
  input: unknown,
): Promise<Output<M>> => {
  const refuse = (why: string, detail: string): never => {
    logError(`bridge.${why}`, `${name}: ${detail}`)
    throw new Error(`${name}: ${why}`)
  }
  const caller = call.senderFrame?.origin ?? null
  if (caller !== origin) return refuse('stranger', caller ?? 'the frame is gone')
  onCall()
  const taken = v.safeParse(methods[name].input, input, { abortEarly: true })
  if (!taken.success) return refuse('bad_input', faultsOf(taken.issues))
  const result = await run(handlers[name], taken.output, (error) => refuse('failed', describe(error)))
  const given = v.safeParse(methods[name].output, result)
  return given.success ? (given.output as Output<M>) : refuse('bad_output', faultsOf(given.issues))
}

const run = async (handle: BridgeHandlers[MethodName], input: unknown, onBug: (error: unknown) => never) => {
  try {
    // The schema of the same name has just parsed the input, which the type of a union of functions cannot express.
    return await (handle as (input: unknown) => unknown)(input)
  } catch (error) {
    return onBug(error)
  }
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

/** Names where and what was expected, in few words, never what was there: it may be a PIN. */
const faultsOf = (issues: readonly v.BaseIssue<unknown>[]): string =>
  issues
    .slice(0, 5)
    .map((issue) => `${v.getDotPath(issue) ?? 'value'}: expected ${issue.expected ?? issue.type}`)
    .join('; ')
    .slice(0, 500)
