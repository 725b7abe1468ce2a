/** Adapts a CallConnection to React: it joins when the page opens and leaves when it closes. */

import { useEffect, useMemo, useSyncExternalStore } from "react";

import { CallConnection } from "../core/call/connection";
import type { CallState } from "../core/call/state";
import type { KeptCall } from "../core/call/ticket";
import { useServices } from "./services";

export interface LiveCall {
  connection: CallConnection;
  state: CallState;
  remote: MediaStream | null;
}

export function useCall(kept: KeptCall): LiveCall {
  const { api, media } = useServices();
  const connection = useMemo(
    () =>
      new CallConnection({
        ticket: kept,
        typedOnly: kept.typedOnly,
        media: {
          microphone: media.track("microphone"),
          camera: media.track("camera"),
          cameraPossible: media.get().cameras.length > 0 || media.track("camera") !== null,
        },
        end: () => api.endCall(kept.id),
        isOver: () =>
          api.call(kept.id).then(
            ({ status }) => status !== "open",
            () => false,
          ),
      }),
    [api, kept, media],
  );
  useEffect(() => {
    connection.join();
    const bye = () => {
      connection.close();
    };
    // The browser may take its time to notice a closed tab: the server is told at once.
    window.addEventListener("pagehide", bye);
    return () => {
      window.removeEventListener("pagehide", bye);
      bye();
    };
  }, [connection]);
  const state = useSyncExternalStore(connection.subscribe, connection.get);
  const remote = useSyncExternalStore(connection.subscribeRemote, connection.remote);
  return { connection, state, remote };
}
