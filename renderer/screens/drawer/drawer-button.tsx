import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import { DrawerDialog } from './drawer-dialog.tsx'

/** The way to the drawer from the Shift screen. */
export const DrawerButton = () => {
  const text = useText()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setOpen(true)} testId="shift-drawer">
        {text('drawerTitle')}
      </Button>
      {open ? <DrawerDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}
