import type { Printer, Settings } from '../shared/bridge/settings-methods.ts'
import type { StartArguments } from './arguments.ts'

const printerOf = ({ printer, printerVirtualFolder, language }: StartArguments): Printer => {
  const isSimulated = printer === null || printerVirtualFolder !== null
  const names = isSimulated ? { zh: '虚拟打印机', en: 'Virtual printer' } : { zh: '前台打印机', en: 'Counter printer' }
  return {
    id: 'counter',
    name: names[language ?? 'zh'],
    address: printer === null ? { kind: 'virtual' } : { kind: 'tcp', ...printer },
    profile: '80mm',
    columns: 48,
    abilities: null,
  }
}

/** The settings of a first start: Chinese, the built-in virtual printer, cashiers may give up to 10 % off. */
export const defaultSettings = (started: StartArguments): Settings => ({
  language: started.language ?? 'zh',
  theme: 'system',
  cashierDiscountBp: 1_000,
  printers: [printerOf(started)],
  receiptPrinter: 'counter',
})
