/** Finds the call of this address: in this tab, in another one, or already over. */

import { Navigate, Link, useParams } from "react-router";
import { useMemo } from "react";

import { Trouble } from "../../components/trouble";
import { keptCall } from "../../core/call/ticket";
import { useTitle } from "../../hooks/page";
import { useCallSummary, useScenario } from "../../hooks/queries";
import "./call.css";
import "./time-out.css";
import "./panels.css";
import "./small-screens.css";
import { CallRoom } from "./room";
import { useDevicesAgain } from "./use-devices-again";

export function CallPage() {
  const { id = "" } = useParams();
  const kept = useMemo(() => keptCall(id).read(), [id]);
  const summary = useCallSummary(id, kept === null);
  const scenario = useScenario(kept?.scenario ?? summary.data?.scenario ?? "");
  const ready = useDevicesAgain(kept);
  useTitle(scenario.data ? `Call with ${scenario.data.name}` : "Call");
  if (kept !== null) {
    if (!ready || scenario.isPending)
      return <main className="call" data-theme="dark" aria-busy="true" />;
    return <CallRoom kept={kept} patient={scenario.data ?? null} />;
  }
  if (summary.data && summary.data.status !== "open") {
    return <Navigate replace to={`/calls/${id}/report`} />;
  }
  return (
    <main className="page">
      {summary.data && (
        <div className="state">
          <h1>This call is open in another window.</h1>
          <p className="quiet">
            Only the window that went in can come back to it. If that window is closed, the call
            ends by itself within half a minute, and its report is made.
          </p>
          <div className="acts">
            <Link className="btn" to={`/calls/${id}/report`}>
              To its report
            </Link>
            <Link className="btn plain" to="/">
              Back to the patients
            </Link>
          </div>
        </div>
      )}
      {summary.error && (
        <Trouble
          title="This call can’t be found."
          error={summary.error}
          onRetry={() => void summary.refetch()}
        >
          <Link className="btn plain" to="/">
            Back to the patients
          </Link>
        </Trouble>
      )}
    </main>
  );
}
