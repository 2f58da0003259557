import { continueIn, installDependencies } from './bootstrap.mjs'

installDependencies()
continueIn('verify/counterfoil.ts', ['verify', ...process.argv.slice(2)])
