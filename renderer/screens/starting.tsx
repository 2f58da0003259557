import { useText } from '../i18n/use-text.ts'

/** How far a journal that has to be made again has come: the number reached and the last one. */
export type Restored = { readonly seq: number; readonly last: number }

/** What stands on the screen until the journal is open; a long history that is made again is seen to move. */
export const Starting = ({ restored }: { readonly restored: Restored | null }) => {
  const text = useText()
  return (
    <main className="page page-narrow soft" role="status" data-testid="starting">
      {restored === null ? text('starting') : text('restoring', restored)}
    </main>
  )
}
