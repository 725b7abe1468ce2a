/** After a reload, opens again what the learner had gone in with. True once that is settled. */

import { useEffect, useState } from "react";

import type { KeptCall } from "../../core/call/ticket";
import { useServices } from "../../hooks/services";

export function useDevicesAgain(kept: KeptCall | null): boolean {
  const { media } = useServices();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (kept === null) return;
    let waited = true;
    const open = (kind: "microphone" | "camera"): Promise<void> =>
      kept[kind] && media.track(kind) === null ? media.open(kind) : Promise.resolve();
    void Promise.all([open("microphone"), open("camera"), media.list()]).then(() => {
      if (waited) setReady(true);
    });
    return () => {
      waited = false;
      media.closeAll();
    };
  }, [kept, media]);
  return ready;
}
