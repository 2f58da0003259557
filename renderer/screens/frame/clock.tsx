import { useEffect, useState } from 'react'

const hoursAndMinutes = (date: Date): string =>
  `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`

/** The time of day at this till, to the minute. */
export const Clock = () => {
  const [now, setNow] = useState(() => hoursAndMinutes(new Date()))
  useEffect(() => {
    const timer = setInterval(() => setNow(hoursAndMinutes(new Date())), 1_000)
    return () => clearInterval(timer)
  }, [])
  return <time className="strip-item">{now}</time>
}
