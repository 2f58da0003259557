import { useText } from '../../i18n/use-text.ts'

/** Sale. */
export const SaleScreen = () => <h1>{useText()('search')}</h1>
