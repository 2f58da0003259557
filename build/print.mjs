import { continueIn, installDependencies } from './bootstrap.mjs'

installDependencies()
continueIn('electron/printing/run-print.ts', process.argv.slice(2))
