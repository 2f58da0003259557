import { useText } from '../../i18n/use-text.ts'

/** About. */
export const AboutScreen = () => {
  const text = useText()
  return (
    <main className="page">
      <h1>{text('aboutTitle')}</h1>
    </main>
  )
}
