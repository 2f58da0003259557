/** An event whose default action a listener can prevent, as Electron's. */
export type Preventable = { defaultPrevented: boolean; preventDefault: () => void }

/** Such an event with further members. */
export const preventable = <T extends object>(members?: T): T & Preventable => {
  const event = {
    ...(members as T),
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true
    },
  }
  return event
}
