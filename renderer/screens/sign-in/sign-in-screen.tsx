import { useText } from '../../i18n/use-text.ts'

/** SignIn. */
export const SignInScreen = () => {
  const text = useText()
  return (
    <main className="page">
      <h1>{text('signInTitle')}</h1>
    </main>
  )
}
