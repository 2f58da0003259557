/** Proven: evidence has been seen. Waiting: nothing is wrong, nothing is proven yet. Act: a person must do something. */
export type Proof = 'proven' | 'waiting' | 'act'

type StatusItemProps = { readonly proof: Proof; readonly children: string; readonly testId: string }

/** One statement of the status strip: a shape and words, never colour alone. */
export const StatusItem = ({ proof, children, testId }: StatusItemProps) => (
  <span className={`strip-item strip-${proof}`} data-testid={testId} data-proof={proof}>
    <span className="strip-mark" aria-hidden="true">
      {proof === 'act' ? '▲' : ''}
    </span>
    {children}
  </span>
)
