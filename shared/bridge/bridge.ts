import type * as v from 'valibot'
import { appMethods } from './app-methods.ts'
import { backupMethods } from './backup-methods.ts'
import { mirrorMethods } from './mirror-methods.ts'
import { paperMethods } from './paper-methods.ts'
import { printMethods } from './print-methods.ts'
import { replaceMethods } from './replace-methods.ts'
import { settingsMethods } from './settings-methods.ts'
import { staffMethods } from './staff-methods.ts'
import { syncMethods } from './sync-methods.ts'

/**
 * The whole contract between the renderer and the main process. Both sides derive from it: the preload exposes one
 * function per method, main parses what comes in and what goes out. Nothing else crosses.
 */
export const methods = {
  ...appMethods,
  ...staffMethods,
  ...settingsMethods,
  ...mirrorMethods,
  ...printMethods,
  ...paperMethods,
  ...syncMethods,
  ...backupMethods,
  ...replaceMethods,
} as const

export type Methods = typeof methods
/** The name of a method. */
export type MethodName = keyof Methods
export type Input<M extends MethodName> = v.InferInput<Methods[M]['input']>
export type Output<M extends MethodName> = v.InferOutput<Methods[M]['output']>

/**
 * What main tells the renderer unasked; the payload is empty, the renderer asks for what it needs. `sync.changed`: the
 * standing with head office is another. `sync.ready`: an upload is worth an attempt now.
 */
export const EVENTS = ['close.asked', 'print.changed', 'sync.changed', 'sync.ready'] as const
export type EventName = (typeof EVENTS)[number]

/** What the preload exposes as `window.counterfoil`. Replies are already parsed by main. */
export type Bridge = {
  readonly call: { readonly [M in MethodName]: (input: Input<M>) => Promise<Output<M>> }
  readonly on: { readonly [E in EventName]: (listener: () => void) => () => void }
}
