import { expect, test } from 'vitest'
import { permissionDecisions, permissionHandlers } from './permissions.ts'

const granted = () =>
  permissionDecisions({}, 'app://counterfoil')
    .filter(({ setting }) => setting === 'granted')
    .map(({ permission }) => permission.name)

test('a permission is granted if both handlers of the app say so, and else denied', () => {
  expect(granted()).toStrictEqual([])
  permissionHandlers.setPermissionCheckHandler(() => true)
  expect(granted()).toStrictEqual([])
  permissionHandlers.setPermissionRequestHandler((_contents, permission, callback) => callback(permission === 'media'))
  expect(granted()).toStrictEqual(['camera', 'microphone'])
  permissionHandlers.setPermissionCheckHandler(() => false)
  expect(granted()).toStrictEqual([])
})

test('an answer that comes later than at once is a refusal', () => {
  permissionHandlers.setPermissionCheckHandler(() => true)
  permissionHandlers.setPermissionRequestHandler((_contents, _permission, callback) =>
    queueMicrotask(() => callback(true)),
  )
  expect(granted()).toStrictEqual([])
})

test('the handlers learn who asks, in the names that Electron has', () => {
  const asked: unknown[] = []
  permissionHandlers.setPermissionCheckHandler((_contents, permission, origin) => {
    asked.push([permission, origin])
    return false
  })
  permissionDecisions({}, 'app://counterfoil')
  expect(asked).toContainEqual(['persistent-storage', 'app://counterfoil'])
  expect(asked).toContainEqual(['clipboard-sanitized-write', 'app://counterfoil'])
})
