type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean
type RequestHandler = (
  contents: unknown,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void
type Descriptor = { name: string; sysex?: boolean; allowWithoutGesture?: boolean }

/** A permission in the browser's words, and what the app decided on it. */
export type PermissionDecision = { permission: Descriptor; setting: 'granted' | 'denied' }

let check: CheckHandler | null = null
let request: RequestHandler | null = null

// Electron's name of each permission, and what the Permissions API calls it.
const descriptors: readonly [string, Descriptor][] = [
  ['background-fetch', { name: 'background-fetch' }],
  ['background-sync', { name: 'background-sync' }],
  ['clipboard-read', { name: 'clipboard-read' }],
  ['clipboard-sanitized-write', { name: 'clipboard-write' }],
  ['display-capture', { name: 'display-capture' }],
  ['fullscreen', { name: 'fullscreen', allowWithoutGesture: true }],
  ['geolocation', { name: 'geolocation' }],
  ['idle-detection', { name: 'idle-detection' }],
  ['keyboardLock', { name: 'keyboard-lock' }],
  ['media', { name: 'camera' }],
  ['media', { name: 'microphone' }],
  ['midi', { name: 'midi' }],
  ['midiSysex', { name: 'midi', sysex: true }],
  ['notifications', { name: 'notifications' }],
  ['payment-handler', { name: 'payment-handler' }],
  ['persistent-storage', { name: 'persistent-storage' }],
  ['pointerLock', { name: 'pointer-lock' }],
  ['screen-wake-lock', { name: 'screen-wake-lock' }],
  ['sensors', { name: 'accelerometer' }],
  ['sensors', { name: 'gyroscope' }],
  ['sensors', { name: 'magnetometer' }],
  ['speaker-selection', { name: 'speaker-selection' }],
  ['storage-access', { name: 'storage-access' }],
  ['window-management', { name: 'window-management' }],
]

const allowedByRequest = (contents: unknown, permission: string, origin: string): boolean => {
  let allowed = false
  request?.(
    contents,
    permission,
    (granted) => {
      allowed = granted
    },
    { requestingUrl: `${origin}/`, isMainFrame: true },
  )
  return allowed
}

/**
 * The handlers of Electron's default session. Chromium asks nobody at the time of a request: they are asked once for
 * each permission, when the window first loads, and what they do not grant at once is denied.
 */
export const permissionHandlers = {
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    check = handler
  },
  setPermissionRequestHandler(handler: RequestHandler | null): void {
    request = handler
  },
  setDevicePermissionHandler(_handler: ((details: object) => boolean) | null): void {
    // A device is only ever handed out through Chromium's own prompt, which asks nobody.
  },
}

/** What the app's handlers say of every permission, for the page at `origin`. */
export const permissionDecisions = (contents: unknown, origin: string): PermissionDecision[] =>
  descriptors.map(([permission, descriptor]) => {
    const checked = check?.(contents, permission, origin, { requestingUrl: `${origin}/`, isMainFrame: true }) ?? false
    const granted = checked && allowedByRequest(contents, permission, origin)
    return { permission: descriptor, setting: granted ? 'granted' : 'denied' }
  })
