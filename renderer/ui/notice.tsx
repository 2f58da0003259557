import type { ReactNode } from 'react'

type NoticeProps = {
  readonly children: ReactNode
  readonly tone?: 'attention' | 'danger' | 'good'
  readonly action?: ReactNode
  readonly testId?: string
}

const CLASSES = { attention: 'notice', danger: 'notice notice-danger', good: 'notice notice-good' } as const

/** What happened, what is safe and what to do, with the button for it; read out by assistive technology. */
export const Notice = ({ children, tone = 'attention', action, testId }: NoticeProps) => (
  <div
    className={CLASSES[tone]}
    role={tone === 'danger' ? 'alert' : 'status'}
    {...(testId === undefined ? {} : { 'data-testid': testId })}
  >
    <div>{children}</div>
    {action}
  </div>
)
