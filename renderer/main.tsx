import './ui/tokens.css'
import './ui/base.css'
import './ui/button.css'
import './ui/field.css'
import './ui/dialog.css'

import { createRoot } from 'react-dom/client'
import type { Bridge } from '../shared/bridge/bridge.ts'
import { App } from './app.tsx'
import { textIn } from './i18n/use-text.ts'

declare global {
  interface Window {
    /** Put there by the preload; missing where the page was not opened by the app. */
    readonly counterfoil?: Bridge
  }
}

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

const logTo = (bridge: Bridge) => (event: string, error: unknown) => {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  // A log line that cannot be written has nowhere else to go than the console.
  bridge.call['app.log']({ level: 'error', event, detail: detail.slice(0, 2_000) }).catch(console.error)
}

const { counterfoil } = window
if (counterfoil === undefined) root.textContent = `${textIn('zh')('bridgeMissing')} ${textIn('en')('bridgeMissing')}`
else createRoot(root).render(<App bridge={counterfoil} log={logTo(counterfoil)} />)
