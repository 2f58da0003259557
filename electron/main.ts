import { randomBytes, randomUUID } from 'node:crypto'
import path from 'node:path'
import { app, dialog, ipcMain, Menu, protocol, safeStorage, session } from 'electron'
import type { EventName } from '../shared/bridge/bridge.ts'
import { channelOf } from '../shared/bridge/names.ts'
import { APP_ORIGIN, serveApp } from './app-protocol.ts'
import { readArguments, type StartArguments } from './arguments.ts'
import { makeHandlers } from './bridge-handlers.ts'
import { noteBrokenStorage, setBrokenStorageAside } from './broken-storage.ts'
import { enrolInBackground } from './enrol-in-background.ts'
import type { Keychain } from './identity.ts'
import { serveBridge } from './ipc/serve-bridge.ts'
import { earlierEpochs, frozenEpochs } from './mirror/frozen-epochs.ts'
import { openParts, type Parts, sha256 } from './parts.ts'
import { FONT_FILE, openFontFile } from './printing/font-file.ts'
import { currentShell, sayShellOnce } from './shell.ts'
import { checkDataFolder, notASampleProblem, openProblem, type StartProblem, startProblem } from './start-checks.ts'
import { carryLeftEpochs } from './transport/carry-left-epochs.ts'
import { openWindow, type TillWindow } from './window.ts'

const SPOOL_CLOSE_MS = 10_000
const CARRY_EVERY_MS = 15_000

const now = () => Date.now()
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

const giveUp = ({ title, text, exitCode }: StartProblem): void => {
  dialog.showErrorBox(title, text)
  app.exit(exitCode)
}

/** The operating system's keychain, or null where it would only pretend to encrypt. */
const findKeychain = (): Keychain | null => {
  if (!safeStorage.isEncryptionAvailable()) return null
  const isPretended =
    process.platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
  if (isPretended) return null
  return {
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (bytes) => safeStorage.decryptString(Buffer.from(bytes)),
  }
}

/** The browser's databases, and whether the second copy holds all that head office has signed. */
const storageOf = ({ dataFolder, mirror, transport }: Parts) => ({
  dataFolder,
  storageFolder: session.defaultSession.storagePath,
  hasCopy: () => {
    const { epoch, seq } = mirror.tail()
    const { proven } = transport.status()
    return seq > 0 && (proven === null || proven.epoch < epoch || (proven.epoch === epoch && proven.seq <= seq))
  },
  now,
})

/** The page may ask that its database is never evicted to free space, and for nothing else. */
const limitPermissions = (): void => {
  const isGranted = (permission: string) => permission === 'persistent-storage'
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(isGranted(permission)))
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => isGranted(permission))
  session.defaultSession.setDevicePermissionHandler(() => false)
}

const run = async (started: StartArguments): Promise<void> => {
  const dataFolder = path.join(app.getPath('userData'), 'data')
  let window: TillWindow | null = null
  const tell = (event: EventName) => () => window?.send(channelOf(event))
  const opened = await openOrExplain(dataFolder, started, tell)
  if (!opened.ok) return giveUp(opened.problem)
  const { parts } = opened
  const { log } = parts
  outliveBugs(parts)
  endWithWindow(parts, () => window?.allow())
  Menu.setApplicationMenu(null)
  limitPermissions()
  const aside = setBrokenStorageAside(storageOf(parts))
  if (aside !== null) log.write('warn', 'storage.set_aside', aside)
  serve(parts, () => window)
  window = openWindow({
    preload: path.join(__dirname, '../preload/preload.cjs'),
    onTrouble: (event, detail) => log.write('error', event, detail),
  })
  app.on('second-instance', () => window?.focus())
  log.write('info', 'app.started', app.getVersion())
  workInBackground(parts, started).catch((error: unknown) => log.write('error', 'main.background', String(error)))
}

type Opened = { readonly ok: true; readonly parts: Parts } | { readonly ok: false; readonly problem: StartProblem }

const openOrExplain = async (
  dataFolder: string,
  started: StartArguments,
  tell: (event: EventName) => () => void,
): Promise<Opened> => {
  const problem = checkDataFolder(dataFolder)
  if (problem) return { ok: false, problem }
  const told = {
    onPrintChange: tell('print.changed'),
    onSyncChange: tell('sync.changed'),
    onSyncReady: tell('sync.ready'),
  }
  try {
    const keychain = findKeychain()
    const opened = await openParts({ dataFolder, started, keychain, version: app.getVersion(), now, ...told })
    return opened.ok ? opened : { ok: false, problem: notASampleProblem(dataFolder) }
  } catch (error) {
    return { ok: false, problem: openProblem(dataFolder, error) }
  }
}

/** Serves the screens and the bridge; the window that calls opens after both. */
const serve = (parts: Parts, window: () => TillWindow | null): void => {
  const nonce = () => randomBytes(16).toString('base64')
  protocol.handle('app', serveApp({ folder: path.join(__dirname, '../renderer'), nonce }))
  const handlers = makeHandlers(parts, {
    version: app.getVersion(),
    boot: randomUUID(),
    shell: currentShell,
    documentsFolder: app.getPath('documents'),
    font: openFontFile(path.join(__dirname, FONT_FILE)),
    now,
    noteBrokenStorage: () => noteBrokenStorage(storageOf(parts)),
    close: () => window()?.close(),
    openAnew: () => window()?.openAnew(),
  })
  const sayShell = sayShellOnce((words) => parts.log.write('info', 'app.shell', words))
  serveBridge({
    ipcMain,
    handlers,
    origin: APP_ORIGIN,
    logError: (event, detail) => parts.log.write('error', event, detail),
    onCall: () => {
      sayShell()
      window()?.heardFrom()
    },
  })
}

/** What head office lacks of left epochs is offered at once and then every quarter of a minute, which costs nothing where nothing is left. */
const carryInBackground = ({ identity, mirror, transport, log }: Parts): void => {
  const carry = carryLeftEpochs({
    transport,
    epochs: () => earlierEpochs(mirror.file, identity.till, identity.epoch),
    read: frozenEpochs(() => mirror.file, { till: identity.till, sha256 }),
    onTrouble: (detail) => log.write('warn', 'sync.left_epoch', detail),
  })
  const again = () => void carry().finally(() => setTimeout(again, CARRY_EVERY_MS).unref())
  again()
}

/** What may take its time: none of it holds up the first sale. */
const workInBackground = async (parts: Parts, { headOffice }: StartArguments): Promise<void> => {
  const { mirror, transport, log } = parts
  carryInBackground(parts)
  if (headOffice) void enrolInBackground({ transport, headOffice, log, random: Math.random })
  const { state, detail } = await mirror.verifyAll(nextTurn)
  log.write(
    state === 'good' || state === 'repaired' ? 'info' : 'error',
    `mirror.${state}`,
    detail ?? `${mirror.tail().seq} entries verified`,
  )
}

/** A bug is logged, and the till goes on. */
const outliveBugs = ({ log }: Parts): void => {
  process.on('uncaughtException', (error) => log.write('error', 'main.uncaught', error.stack ?? String(error)))
  process.on('unhandledRejection', (reason) => log.write('error', 'main.unhandled', String(reason)))
}

/** Ends with the last window, but not in the middle of a job that is being printed: it would be in doubt. */
const endWithWindow = ({ log, spool }: Parts, allowClosing: () => void): void => {
  app.on('before-quit', allowClosing)
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    event.preventDefault()
    const patience = new Promise<void>((resolve) => setTimeout(resolve, SPOOL_CLOSE_MS))
    void Promise.race([spool.close(), patience]).finally(() => {
      log.write('info', 'app.closed')
      app.exit(0)
    })
  })
}

/** Holds the folder against a second start; to do so may take a byte that a full disk does not have. */
const holdFolder = (): { readonly isOurs: boolean; readonly problem: StartProblem | null } => {
  try {
    return { isOurs: app.requestSingleInstanceLock(), problem: null }
  } catch (error) {
    return { isOurs: false, problem: openProblem(app.getPath('userData'), error) }
  }
}

const start = (): void => {
  const read = readArguments(process.argv.slice(1))
  if (!read.ok) {
    console.error(`counterfoil: ${read.detail}`)
    app.exit(2)
    return
  }
  if (read.value.userDataFolder !== null) app.setPath('userData', path.resolve(read.value.userDataFolder))
  const held = holdFolder()
  if (held.problem) {
    giveUp(held.problem)
    return
  }
  if (!held.isOurs) {
    console.log('counterfoil: already running on this data folder; its window was brought to the front')
    app.exit(0)
    return
  }
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
  app.enableSandbox()
  app
    .whenReady()
    .then(() => run(read.value))
    .catch((error: unknown) => giveUp(startProblem(error)))
}

start()
