import { bridgeEnd } from './bridge-end.ts'
import { isolatedWorld, type PreloadSetting, receiverName } from './isolated-world.ts'
import { mainWorld } from './main-world.ts'
import { pageBase64 } from './page-base64.ts'
import { refuseOthers } from './refuse-others.ts'
import { valueCodec } from './value-codec.ts'
import { windowGuard } from './window-guard.ts'

// Strict, because a sloppy function can be reached through the functions that it calls.
const only = (origin: string, code: string): string =>
  `(() => {\n'use strict'\nif (location.origin === ${JSON.stringify(origin)} && self === top) {\n${code}\n}\n})()`

/** The script for the page's own world, to run at document start and at this origin only. */
export const mainWorldScript = (origin: string, handshake: string): string =>
  only(origin, `(${mainWorld})(${JSON.stringify(handshake)}, (${valueCodec})((${pageBase64})()), ${bridgeEnd})`)

/** The script for the preload's world, to run right after the page's own; `preload` is the preload's source text. */
export const isolatedWorldScript = (origin: string, setting: PreloadSetting, preload: string): string => {
  const preloadFunction = `(require, module, process, exports = module.exports) => {\n${preload}\n}`
  const values = [
    JSON.stringify(setting),
    `(${valueCodec})((${pageBase64})())`,
    `${bridgeEnd}`,
    `${refuseOthers}`,
    JSON.stringify(receiverName),
    `${windowGuard}`,
    preloadFunction,
  ]
  return only(origin, `(${isolatedWorld})(${values.join(', ')})`)
}
