import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { enrol } from '../../till/enrol.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import type { Permit } from '../../till/permit.ts'
import { refusalText } from '../../till/refusal-text.ts'
import { useStanding } from '../../till/standing.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ManagerPermit } from '../approve/manager-approval.tsx'
import { HeadOfficeTrouble } from './head-office-trouble.tsx'
import { Quarantined } from './quarantined.tsx'

const EnrolForm = ({ onEnrolled }: { readonly onEnrolled: () => void }) => {
  const text = useText()
  const bridge = useBridge()
  const journal = useJournal()
  const [url, setUrl] = useState('')
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const complete = url.trim() !== '' && code.trim() !== ''
  const ask = () => setAsking(complete)
  const submit = async (permit: Permit) => {
    setAsking(false)
    setBusy(true)
    const result = await enrol({ bridge, journal }, { url, code, permit })
    setBusy(false)
    if (result.ok) onEnrolled()
    else if (result.at === 'head_office') setProblem(text(`enrol_${result.reason}`))
    else setProblem(refusalText(result.reason, text))
  }
  return (
    <>
      <p className="soft">{text('officeStandalone')}</p>
      <Field
        label={text('officeUrl')}
        value={url}
        onChange={setUrl}
        maxLength={300}
        placeholder="https://"
        testId="office-url"
      />
      <Field
        label={text('officeCode')}
        value={code}
        onChange={setCode}
        maxLength={40}
        onSubmit={ask}
        testId="office-code"
      />
      {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
      {asking ? (
        <ManagerPermit action="enrol" onPermitted={submit} />
      ) : (
        <Button kind="go" onPress={ask} disabled={busy || !complete} testId="office-enrol">
          {text(busy ? 'officeEnrolling' : 'officeEnrol')}
        </Button>
      )}
    </>
  )
}

/** How the till stands with head office, and the way to enrol with an address, a one-time code and a manager's PIN. */
export const HeadOfficeCard = () => {
  const text = useText()
  const office = useStanding((standing) => standing.office)
  const [enrolled, setEnrolled] = useState(false)
  const standalone = office === null || office.state === 'standalone'
  return (
    <section className="card stack" data-testid="head-office">
      <h2>{text('officeTitle')}</h2>
      {enrolled ? <Notice tone="good">{text('officeEnrolDone')}</Notice> : null}
      {standalone ? (
        enrolled ? null : (
          <EnrolForm onEnrolled={() => setEnrolled(true)} />
        )
      ) : (
        <>
          <p>
            {text('officeEnrolled', {
              storeName: office.storeName ?? '',
              tillCode: office.tillCode ?? '',
              url: office.url ?? '',
            })}
          </p>
          <p>{text('officeProvenUpTo', { seq: office.proven?.seq ?? 0 })}</p>
          {office.replacedBy === undefined ? null : (
            <Notice tone="danger" testId="office-replaced">
              {text('officeReplaced', { till: office.replacedBy.slice(0, 8) })}
            </Notice>
          )}
          <HeadOfficeTrouble state={office.state} />
          <Quarantined seqs={office.quarantined ?? []} />
          {office.detail === null ? null : <p className="soft small">{office.detail}</p>}
        </>
      )}
    </section>
  )
}
