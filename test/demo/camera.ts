import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { House } from './house.ts'

/** The language of the screens in a picture. */
export type Language = 'zh' | 'en'
/** Their look. */
export type Scheme = 'light' | 'dark'

/** `sizes`: beside 1280x800, also in these windows. */
export type Shoot = (screen: string, sizes?: readonly (readonly [number, number])[]) => Promise<void>

/** What a walk through the screens needs. */
export type Walk = { readonly house: House; readonly page: Page; readonly shoot: Shoot }

/** The windows in which the screens that matter most are taken beside 1280x800. */
export const OTHER_WINDOWS = [
  [1920, 1080],
  [1366, 768],
  [1024, 768],
] as const

type CameraOptions = {
  readonly folder: string
  readonly language: Language
  readonly schemes: readonly Scheme[]
  /** Names of the screens that are wanted; all where it is empty. */
  readonly only: readonly string[]
  /** Leaves all windows but 1280x800 out. */
  readonly oneWindow: boolean
}

const USUAL = [1280, 800] as const

/** Takes pictures of what a page shows, one for each colour scheme and size: `screen-language-scheme[-WxH].png`. */
export const cameraFor = (page: Page, { folder, language, schemes, only, oneWindow }: CameraOptions): Shoot => {
  mkdirSync(folder, { recursive: true })
  return async (screen, sizes = []) => {
    if (only.length > 0 && !only.includes(screen)) return
    await page.mouse.move(0, 0)
    for (const [width, height] of [...(oneWindow ? [] : sizes), USUAL]) {
      await page.setViewportSize({ width, height })
      const size = width === USUAL[0] ? '' : `-${width}x${height}`
      for (const scheme of schemes) {
        await page.emulateMedia({ colorScheme: scheme })
        const file = `${screen}-${language}-${scheme}${size}.png`
        await page.screenshot({ path: path.join(folder, file), animations: 'disabled' })
      }
    }
  }
}
