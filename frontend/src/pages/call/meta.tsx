/** Connection, elapsed time, captions, details. */

import { ToggleButton } from "react-aria-components";

import { Icon } from "../../components/icon";
import type { Quality } from "../../core/call/quality";
import { elapsed, type CallState } from "../../core/call/state";
import { clock } from "../../core/words";
import { useNow } from "../../hooks/page";

const BARS: Record<Quality, number> = { unknown: 0, weak: 1, fair: 2, good: 3 };
const HEIGHTS = [5, 9, 13];

export interface MetaProps {
  state: CallState;
  captions: boolean;
  onCaptions: () => void;
  details: boolean;
  onDetails: () => void;
}

export function Meta({ state, captions, onCaptions, details, onDetails }: MetaProps) {
  const now = useNow(250, state.phase === "live");
  return (
    <div className="meta">
      {state.phase !== "paused" && !state.typedOnly && <Net quality={state.connection.quality} />}
      {state.phase !== "paused" && (
        <span className="num">
          <span className="vh">Elapsed time </span>
          <time>{clock(elapsed(state, now))}</time>
        </span>
      )}
      {state.phase !== "paused" && (
        <ToggleButton
          className="cc"
          isSelected={captions}
          onChange={onCaptions}
          aria-label="Captions"
          aria-keyshortcuts="c"
        >
          <Icon name="captions" />
        </ToggleButton>
      )}
      <ToggleButton
        className="word"
        isSelected={details}
        onChange={onDetails}
        aria-keyshortcuts="?"
      >
        Details
      </ToggleButton>
    </div>
  );
}

function Net({ quality }: { quality: Quality }) {
  const known = quality !== "unknown";
  const words = known ? `Connection ${quality}` : "Connection not yet measured";
  return (
    <span className="net">
      <svg viewBox="0 0 20 20" aria-hidden="true">
        {HEIGHTS.map((height, index) => (
          <rect
            key={height}
            x={2 + index * 6}
            y={17 - height}
            width="4"
            height={height}
            rx="1"
            opacity={index < BARS[quality] ? 1 : 0.35}
          />
        ))}
      </svg>
      <span className={known ? `w ${quality}` : "vh"}>{words}</span>
    </span>
  );
}
