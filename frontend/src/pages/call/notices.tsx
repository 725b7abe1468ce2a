/** What does less than it should, in plain words, where the learner sees it. */

import { Button } from "react-aria-components";

import type { CallState } from "../../core/call/state";
import type { MediaState } from "../../core/devices/media";

export interface NoticesProps {
  state: CallState;
  devices: MediaState;
  typing: boolean;
  onType: () => void;
}

export function Notices({ state, devices, typing, onType }: NoticesProps) {
  const deaf = devices.microphone.status === "problem" ? devices.microphone.problem.message : null;
  const degraded = Object.values(state.degraded).at(-1);
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
      {degraded !== undefined && <p className="plate small">{degraded}</p>}
    </div>
  );
}
