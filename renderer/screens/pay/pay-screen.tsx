import { useText } from '../../i18n/use-text.ts'

/** Pay. */
export const PayScreen = () => <h1>{useText()('payTitle')}</h1>
