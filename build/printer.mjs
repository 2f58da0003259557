import { continueIn, installDependencies } from './bootstrap.mjs'

installDependencies()
continueIn('electron/printing/virtual/run-virtual-printer.ts', process.argv.slice(2))
