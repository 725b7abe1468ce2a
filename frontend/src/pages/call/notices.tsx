/** What does less than it should, in plain words, where the learner sees it. */

import { Button } from "react-aria-components";

import type { CallState } from "../../core/call/state";
import type { MediaState } from "../../core/devices/media";
import { useNow } from "../../hooks/page";

/** After that it stands in the details only: the face is the page. */
const SHOWN_FOR_MS = 12_000;

export interface NoticesProps {
  state: CallState;
  devices: MediaState;
  typing: boolean;
  onType: () => void;
}

export function Notices({ state, devices, typing, onType }: NoticesProps) {
  const deaf = devices.microphone.status === "problem" ? devices.microphone.problem.message : null;
  const now = useNow(1_000);
  const fresh = Object.values(state.degraded).filter(({ at }) => now - at < SHOWN_FOR_MS);
  const needsTyping = state.mediaBlocked ?? deaf;
  if (state.phase !== "live") return null;
  return (
    <div className="notices" role="status">
      {needsTyping !== null && (
        <div className="plate">
          <p>{needsTyping}</p>
          {!typing && (
            <Button className="btn second" onPress={onType}>
              Type
            </Button>
          )}
        </div>
      )}
      {fresh.map(({ message }) => (
        <p key={message} className="plate small">
          {message}
        </p>
      ))}
    </div>
  );
}
