/** What every page does when it opens: its name, and where reading begins. */

import { useEffect, useState } from "react";

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Synthetic Patients`;
  }, [title]);
}

/** True once `waiting` has lasted so long that something should be shown for it. */
export function useLate(waiting: boolean, after = 300): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => {
      setLate(true);
    }, after);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [waiting, after]);
  return waiting && late;
}

/** The page's monotonic clock, read again every so many milliseconds. */
export function useNow(every: number, running = true): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!running) return;
    const read = () => {
      setNow(performance.now());
    };
    read();
    const timer = setInterval(read, every);
    return () => {
      clearInterval(timer);
    };
  }, [every, running]);
  return now;
}
