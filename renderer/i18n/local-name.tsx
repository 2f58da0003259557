import type { LocalName } from '../../shared/catalog/catalog.ts'
import { useLanguage } from './use-text.ts'

/** A name as plain text in the language of the screen; Chinese where English has none. */
export const useName = (): ((name: LocalName) => string) => {
  const language = useLanguage((state) => state.language)
  return (name) => (language === 'en' && name.en !== '' ? name.en : name.zh)
}

/** A name in both languages: the one of the screen large, the other small under it. */
export const BothNames = ({ name }: { readonly name: LocalName }) => {
  const language = useLanguage((state) => state.language)
  const [large, small] = language === 'en' && name.en !== '' ? [name.en, name.zh] : [name.zh, name.en]
  return (
    <span className="both-names">
      <span className="both-names-large">{large}</span>
      <span className="both-names-small">{small}</span>
    </span>
  )
}
