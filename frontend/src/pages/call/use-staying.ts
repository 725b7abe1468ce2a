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
    let open_ = true;
    const light = async () => {
      if (!("wakeLock" in navigator) || document.visibilityState !== "visible") return;
      lock = await navigator.wakeLock.request("screen").catch(() => null);
      if (!open_) void lock?.release();
    };
    void light();
    document.addEventListener("visibilitychange", light);
    return () => {
      open_ = false;
      window.removeEventListener("beforeunload", ask);
      document.removeEventListener("visibilitychange", light);
      void lock?.release();
    };
  }, [open]);
}
