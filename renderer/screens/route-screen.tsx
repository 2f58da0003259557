import type { ComponentType } from 'react'
import { type Route, useTill } from '../till/till.ts'
import { AboutScreen } from './about/about-screen.tsx'
import { DoneScreen } from './done/done-screen.tsx'
import { InvoiceScreen } from './invoice/invoice-screen.tsx'
import { OpenShiftScreen } from './open-shift/open-shift-screen.tsx'
import { PaperScreen } from './paper/paper-screen.tsx'
import { PayScreen } from './pay/pay-screen.tsx'
import { SaleScreen } from './sale/sale-screen.tsx'
import { SetupScreen } from './setup/setup-screen.tsx'
import { ShiftScreen } from './shift/shift-screen.tsx'
import { SignInScreen } from './sign-in/sign-in-screen.tsx'
import { NewEpochScreen } from './stopped/new-epoch-screen.tsx'
import { RecoveredScreen } from './stopped/recovered-screen.tsx'
import { StoppedScreen } from './stopped/stopped-screen.tsx'
import { TodayScreen } from './today/today-screen.tsx'

const SCREENS: Record<Route, ComponentType> = {
  setup: SetupScreen,
  'sign-in': SignInScreen,
  'open-shift': OpenShiftScreen,
  sale: SaleScreen,
  pay: PayScreen,
  done: DoneScreen,
  shift: ShiftScreen,
  today: TodayScreen,
  invoice: InvoiceScreen,
  paper: PaperScreen,
  about: AboutScreen,
  recovered: RecoveredScreen,
  'new-epoch': NewEpochScreen,
  stopped: StoppedScreen,
}

/** The screen that the till is on. */
export const RouteScreen = () => {
  const Screen = SCREENS[useTill((till) => till.route)]
  return <Screen />
}
