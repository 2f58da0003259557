import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'

type ButtonProps = {
  readonly children: ReactNode
  readonly onPress: () => void
  readonly kind?: 'plain' | 'go' | 'danger' | 'quiet'
  readonly large?: boolean
  readonly chosen?: boolean
  /** The key that does the same; shown on the button and told to assistive technology. */
  readonly keyHint?: string | undefined
  readonly disabled?: boolean
  readonly label?: string
  readonly testId?: string
  readonly className?: string
  readonly autoFocus?: boolean
  /** Leaves the focus where it is, as the keys of a keypad must; Tab passes it by, for a keyboard has the same keys. */
  readonly keepFocus?: boolean
}

/** Anything that can be pressed: at least 44 px, by mouse, touch and keyboard alike. */
export const Button = (props: ButtonProps) => {
  const classes = ['button', `button-${props.kind ?? 'plain'}`]
  if (props.large) classes.push('button-large')
  if (props.chosen) classes.push('button-chosen')
  if (props.className) classes.push(props.className)
  return (
    <AriaButton
      className={classes.join(' ')}
      onPress={props.onPress}
      isDisabled={props.disabled ?? false}
      preventFocusOnPress={props.keepFocus ?? false}
      excludeFromTabOrder={props.keepFocus ?? false}
      {...(props.autoFocus === undefined ? {} : { autoFocus: props.autoFocus })}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
      {...(props.testId === undefined ? {} : { 'data-testid': props.testId })}
      {...(props.chosen === undefined ? {} : { 'aria-pressed': props.chosen })}
    >
      {props.children}
      {props.keyHint === undefined ? null : (
        <span className="button-key" aria-hidden="true">
          {props.keyHint}
        </span>
      )}
    </AriaButton>
  )
}
