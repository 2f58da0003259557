import { useText } from '../../i18n/use-text.ts'

/** Done. */
export const DoneScreen = () => <h1>{useText()('done')}</h1>
