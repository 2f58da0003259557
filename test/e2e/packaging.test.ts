import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { extractAll, extractFile, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { beforeAll, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..', '..')
const output = mkdtempSync(path.join(tmpdir(), 'counterfoil-package-'))
const unpacked = path.join(output, 'linux-unpacked')
const asar = path.join(unpacked, 'resources', 'app.asar')

/** Where Electron's binary keeps its fuses: this text, a version byte, a length byte, one character for each fuse. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** A folder that looks like Electron's release to the packager: its binary holds the fuse wire and nothing that runs. */
const makeStubElectron = (): string => {
  const folder = path.join(output, 'electron-stub')
  mkdirSync(path.join(folder, 'resources'), { recursive: true })
  const wire = Buffer.concat([Buffer.from(FUSE_SENTINEL), Buffer.from([1, 8]), Buffer.from('10110011')])
  writeFileSync(path.join(folder, 'electron'), Buffer.concat([Buffer.from('stub '), wire, Buffer.alloc(64)]), {
    mode: 0o755,
  })
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) writeFileSync(path.join(folder, name), '45.4.1')
  return folder
}

const builderConfig = () => {
  const file = path.join(output, 'builder.json')
  const config = {
    extends: path.join(root, 'electron-builder.yml'),
    electronDist: makeStubElectron(),
    directories: { output },
  }
  writeFileSync(file, JSON.stringify(config))
  return file
}

beforeAll(() => {
  const cli = path.join(root, 'node_modules', 'electron-builder', 'cli.js')
  const args = [cli, '--linux', '--dir', '--config', builderConfig(), '--publish', 'never']
  const result = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', timeout: 300_000 })
  if (result.status !== 0)
    throw new Error(`electron-builder ended with ${result.status}: ${result.stdout}${result.stderr}`)
})

const packed = () => listPackage(asar, { isPack: false }).map((file) => file.replaceAll('\\', '/'))

/** What reaches a printer over a serial line or Windows' spooler; every other package is inside the bundles. */
const NATIVE =
  /^\/node_modules(\/(koffi|@koromix(\/koffi-[\w-]+)?|serialport|@serialport(\/[\w-]+)?|node-gyp-build|debug|ms)(\/.*)?)?$/

test('the package holds the three bundles, package.json and what needs native code, and no other package', () => {
  expect(existsSync(asar)).toBe(true)
  const files = packed()
  for (const needed of [
    '/package.json',
    '/dist/main/main.cjs',
    '/dist/preload/preload.cjs',
    '/dist/renderer/index.html',
  ]) {
    expect(files).toContain(needed)
  }
  const others = files.filter((file) => !/^\/(package\.json|dist(\/.*)?)$/.test(file))
  expect(others.filter((file) => !NATIVE.test(file))).toEqual([])
})

test('native code lies outside the archive, for this system at least, and loads from where the app finds it', () => {
  const native = packed().filter((file) => file.endsWith('.node'))
  for (const name of ['@serialport/bindings-cpp', '@koromix/koffi-linux-x64']) {
    expect(native.some((file) => file.includes(name))).toBe(true)
  }
  for (const file of native) expect(existsSync(path.join(`${asar}.unpacked`, file))).toBe(true)
  const app = path.join(output, 'app')
  extractAll(asar, app)
  const script = "require('serialport').SerialPort.list().then(() => console.log(require('koffi').version))"
  const loaded = spawnSync(process.execPath, ['-e', script], { cwd: app, encoding: 'utf8' })
  expect(loaded.stderr).toBe('')
  expect(loaded.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test('what is packed is what was built, and carries nothing of the test oracle or of the debugging shell', () => {
  const main = extractFile(asar, 'dist/main/main.cjs').toString()
  expect(main).toBe(readFileSync(path.join(root, 'dist', 'main', 'main.cjs'), 'utf8'))
  expect(main).not.toMatch(/remote-debugging-p(ort|ipe)/)
  expect(main).not.toMatch(/require\(["'](?!electron|node:|koffi\b|serialport\b)[a-z@]/)
})

test('the fuses are set as the configuration says', async () => {
  const names = ['counterfoil', 'Counterfoil'].map((name) => path.join(unpacked, name))
  const wire = await getCurrentFuseWire(names.find((name) => existsSync(name)) ?? '')
  const isOn = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE
  expect(isOn(FuseV1Options.RunAsNode)).toBe(false)
  expect(isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false)
  expect(isOn(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false)
  expect(isOn(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false)
  expect(isOn(FuseV1Options.EnableCookieEncryption)).toBe(true)
  expect(isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true)
  expect(isOn(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true)
})
