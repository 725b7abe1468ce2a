/** The way to the server is lost: the place is kept, and it counts down. */

import { secondsLeft, type CallState } from "../../core/call/state";
import { useNow } from "../../hooks/page";

export function Lost({ state, called }: { state: CallState; called: string }) {
  const now = useNow(250);
  return (
    <div className="plate centre">
      <div role="status">
        <h2>The connection is lost.</h2>
        <p>{called} waits, and the clock stands still. Everything said so far is kept.</p>
      </div>
      <p className="num">Coming back, {secondsLeft(state, now)} s</p>
    </div>
  );
}
