import type { EventName, MethodName } from './bridge.ts'

/** Every method's name, apart from the schemas: the preload is made from these alone, so no parser is packed into it. */
export const METHOD_NAMES = Object.keys({
  'app.info': true,
  'identity.signHead': true,
  'identity.signSale': true,
  'app.log': true,
  'app.readLog': true,
  'app.storageBroken': true,
  'app.close': true,
  'app.exportArchive': true,
  'app.places': true,
  'app.disk': true,
  'settings.read': true,
  'settings.write': true,
  'staff.setUp': true,
  'staff.list': true,
  'staff.told': true,
  'staff.add': true,
  'staff.verify': true,
  'staff.recover': true,
  'staff.renewRecovery': true,
  'mirror.append': true,
  'mirror.tail': true,
  'mirror.read': true,
  'mirror.salvage': true,
  'mirror.rebuild': true,
  'mirror.outside': true,
  'mirror.chooseOutside': true,
  'print.position': true,
  'print.submit': true,
  'print.outcomes': true,
  'print.status': true,
  'print.open': true,
  'print.resolve': true,
  'print.paper': true,
  'sync.status': true,
  'sync.enrol': true,
  'sync.push': true,
  'backup.status': true,
  'backup.setUp': true,
  'backup.make': true,
  'backup.find': true,
  'backup.look': true,
  'backup.restore': true,
  'backup.restored': true,
  'sync.pull': true,
  'replace.standing': true,
  'replace.enrol': true,
  'replace.pull': true,
  'replace.ready': true,
} satisfies Record<MethodName, true>) as readonly MethodName[]

/** Every event's name. */
export const EVENT_NAMES = Object.keys({
  'close.asked': true,
  'print.changed': true,
  'sync.changed': true,
  'sync.ready': true,
} satisfies Record<EventName, true>) as readonly EventName[]

/** The IPC channel of a method or an event. */
export const channelOf = (name: MethodName | EventName): string => `counterfoil:${name}`
