/** While a call is open: the screen stays lit, and closing the tab asks first. */

import { useEffect } from "react";

export function useStaying(open: boolean): void {
  useEffect(() => {
    if (!open) return;
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    let lock: WakeLockSentinel | null = null;
    let staying = true;
    const light = () => {
      // Not in every browser, whatever the type says; and never in a hidden tab.
      if (!("wakeLock" in navigator) || document.visibilityState !== "visible") return;
      navigator.wakeLock.request("screen").then(
        (granted) => {
          if (staying) lock = granted;
          else void granted.release();
        },
        () => undefined, // A low battery may forbid it: then the screen goes dark as it would.
      );
    };
    light();
    document.addEventListener("visibilitychange", light);
    return () => {
      staying = false;
      window.removeEventListener("beforeunload", ask);
      document.removeEventListener("visibilitychange", light);
      void lock?.release();
    };
  }, [open]);
}
