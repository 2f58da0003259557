import { useMemo, useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import * as v from 'valibot'
import { logoOf, PLAIN_SLIP, type SlipTemplate, slipTemplateSchema } from '../../../shared/receipt/slip-template.ts'
import { useText } from '../../i18n/use-text.ts'
import { cleanText } from '../../till/order-lines.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { logoFromFile } from './logo-from-file.ts'
import { SaveOutcome } from './save-outcome.tsx'
import { SlipPreview } from './slip-preview.tsx'
import { useSaveSettings } from './use-save-settings.ts'

const ROWS = [0, 1, 2]
const MOST_CHARACTERS = 60

type Typed = { readonly logo: SlipTemplate['logo']; readonly head: readonly string[]; readonly foot: readonly string[] }

/** The template as typed, without its empty lines; null where it would not be one. */
const templateFrom = ({ logo, head, foot }: Typed): SlipTemplate | null => {
  const lines = (typed: readonly string[]) =>
    typed.map((line) => cleanText(line, MOST_CHARACTERS)).filter((line) => line !== '')
  const template = { logo, head: lines(head), foot: lines(foot) }
  return v.is(slipTemplateSchema, template) ? template : null
}

/** What stands at the head and the foot of guests' slips, with the paper beside it. Changed by a manager. */
export const SlipCard = () => {
  const text = useText()
  const settings = useTill((till) => till.settings)
  const isManager = useTill((till) => till.staff?.role === 'manager')
  const { save, outcome } = useSaveSettings()
  const kept = settings.slip ?? PLAIN_SLIP
  const [typed, setTyped] = useState<Typed>(kept)
  const [noPicture, setNoPicture] = useState(false)
  const template = useMemo(() => templateFrom(typed), [typed])
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    const image = await logoFromFile(file)
    setNoPicture(image === null)
    if (image !== null) setTyped((before) => ({ ...before, logo: logoOf(image) }))
  }
  const lines = (part: 'head' | 'foot') =>
    ROWS.map((row) => (
      <Field
        key={`${part}-${row}`}
        label={text(part === 'head' ? 'slipHead' : 'slipFoot', { number: row + 1 })}
        value={typed[part][row] ?? ''}
        onChange={(line) =>
          setTyped({ ...typed, [part]: ROWS.map((at) => (at === row ? line : (typed[part][at] ?? ''))) })
        }
        maxLength={MOST_CHARACTERS}
        testId={`slip-${part}-${row + 1}`}
      />
    ))
  if (!isManager) return null
  return (
    <section className="card stack" data-testid="slip-card">
      <h2>{text('slipTitle')}</h2>
      <p className="soft small">{text('slipBody')}</p>
      <div className="row row-wrap">
        <FileTrigger acceptedFileTypes={['image/png', 'image/jpeg']} onSelect={(files) => void take(files?.[0])}>
          <Button onPress={() => undefined} testId="slip-logo">
            {text('slipLogo')}
          </Button>
        </FileTrigger>
        {typed.logo === null ? null : (
          <Button kind="danger" onPress={() => setTyped({ ...typed, logo: null })} testId="slip-no-logo">
            {text('slipNoLogo')}
          </Button>
        )}
      </div>
      {noPicture ? <Notice tone="danger">{text('slipNotAPicture')}</Notice> : null}
      {lines('head')}
      {lines('foot')}
      <SaveOutcome outcome={outcome} />
      <Button
        kind="go"
        onPress={() => void (template === null ? null : save((now) => ({ ...now, slip: template })))}
        disabled={template === null || JSON.stringify(template) === JSON.stringify(kept)}
        testId="slip-save"
      >
        {text('settingsSave')}
      </Button>
      {template === null ? null : <SlipPreview template={template} />}
    </section>
  )
}
