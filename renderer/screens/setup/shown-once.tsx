import { useText } from '../../i18n/use-text.ts'
import type { FirstStaff } from '../../till/set-up.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** `samplePins` by staff id where the restaurant is the sample one: nothing there is secret. */
export type FirstCredentials = FirstStaff & {
  readonly pin: string
  readonly samplePins: { readonly [staff: string]: string } | null
}

type ShownOnceProps = { readonly credentials: FirstCredentials; readonly onContinue: () => void }

/** The first staff with the PINs that may be shown, and the recovery code that is never shown again. */
export const ShownOnce = ({ credentials, onContinue }: ShownOnceProps) => {
  const text = useText()
  const { staff, recoveryCode, pin, samplePins } = credentials
  const pinOf = (id: string, role: string) =>
    samplePins?.[id] ?? (role === 'manager' && recoveryCode !== null ? pin : null)
  return (
    <main className="page page-narrow">
      <h1>{text('setupReady')}</h1>
      <ul className="credentials card">
        {staff.map(({ id, name, role }) => (
          <li key={id} className="row row-between">
            <span>
              {name} <span className="soft">{text(`role_${role}`)}</span>
            </span>
            <span>
              <span className="soft">{text('setupPin')} </span>
              <strong className="secret" data-testid={`setup-pin-of-${id}`}>
                {pinOf(id, role) ?? '••••'}
              </strong>
            </span>
          </li>
        ))}
      </ul>
      {recoveryCode === null ? (
        samplePins === null ? (
          <Notice>{text('recoveryCodeBefore')}</Notice>
        ) : null
      ) : (
        <section className="card stack">
          <h2>{text('recoveryCode')}</h2>
          <strong className="secret secret-large" data-testid="recovery-code">
            {recoveryCode}
          </strong>
          <p className="soft">{text('recoveryCodeKeep')}</p>
        </section>
      )}
      <Button kind="go" large autoFocus onPress={onContinue} testId="setup-continue">
        {text(recoveryCode === null ? 'setupGoOn' : 'setupContinue')}
      </Button>
    </main>
  )
}
