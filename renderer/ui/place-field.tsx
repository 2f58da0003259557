import { Button } from './button.tsx'
import { Field } from './field.tsx'

type PlaceFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (folder: string) => void
  /** What is plugged in now, each with the words to show. */
  readonly places: readonly { readonly folder: string; readonly words: string }[]
  readonly testId: string
}

/** A folder, typed or chosen among those that are plugged in. */
export const PlaceField = ({ label, value, onChange, places, testId }: PlaceFieldProps) => (
  <>
    {places.length === 0 ? null : (
      <div className="row row-wrap">
        {places.map(({ folder, words }) => (
          <Button key={folder} chosen={folder === value} onPress={() => onChange(folder)}>
            {words}
          </Button>
        ))}
      </div>
    )}
    <Field label={label} value={value} onChange={onChange} maxLength={500} testId={testId} />
  </>
)
