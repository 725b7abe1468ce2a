/** The learner's own calls, newest first. */

import { Link } from "react-router";

import { Portrait } from "../../components/portrait";
import { Trouble } from "../../components/trouble";
import type { CallSummary, ScenarioCard } from "../../core/api/types";
import { keptCall } from "../../core/call/ticket";
import { capital, day, duration } from "../../core/words";
import { useLate, useTitle } from "../../hooks/page";
import { useCalls, useScenarios } from "../../hooks/queries";
import "./calls.css";

export function CallsPage() {
  useTitle("My calls");
  const calls = useCalls();
  const scenarios = useScenarios();
  const late = useLate(calls.isPending);
  return (
    <>
      <div className="opening">
        <h1>My calls</h1>
        <p>Every talk leaves a report. You alone see it.</p>
      </div>
      {late && (
        <div className="stack" role="status" aria-busy="true" aria-label="Loading your calls">
          <div className="wait" style={{ height: "4.5rem" }} />
          <div className="wait" style={{ height: "4.5rem" }} />
        </div>
      )}
      {calls.error && (
        <Trouble
          under
          title="Your calls didn’t arrive."
          error={calls.error}
          safe="They are kept on the server."
          onRetry={() => void calls.refetch()}
        />
      )}
      {calls.data?.length === 0 && (
        <div className="state">
          <h2>You have not talked with anybody yet.</h2>
          <p className="quiet">After a call its report stands here, for as long as you keep it.</p>
          <div className="acts">
            <Link className="btn" to="/">
              See the patients
            </Link>
          </div>
        </div>
      )}
      <ul className="rows">
        {calls.data?.map((call) => (
          <CallRow
            key={call.id}
            call={call}
            scenario={scenarios.data?.find(({ id }) => id === call.scenario)}
          />
        ))}
      </ul>
    </>
  );
}

function CallRow({ call, scenario }: { call: CallSummary; scenario: ScenarioCard | undefined }) {
  const open = call.status === "open";
  const mine = open && keptCall(call.id).read() !== null;
  const name = call.name ?? scenario?.name ?? call.scenario;
  return (
    <li>
      <Portrait className="face" src={call.portrait ?? scenario?.portrait} alt="" size={72} />
      <div>
        <h2 className="pname">{name}</h2>
        <p className="quiet">{capital(facts(call).join(". "))}.</p>
      </div>
      {open ? (
        mine && (
          <Link className="btn" to={`/calls/${call.id}`}>
            Go back in
          </Link>
        )
      ) : (
        <Link
          className="btn second"
          to={`/calls/${call.id}/report`}
          aria-label={`Read the report on ${name}, ${day(call.started_at)}`}
        >
          Read the report
        </Link>
      )}
    </li>
  );
}

function facts({ status, started_at: started, seconds, recorded }: CallSummary): string[] {
  const said = [day(started)];
  if (seconds != null) said.push(capital(duration(seconds)));
  if (status === "open") said.push("Still open");
  if (status === "cut_off") said.push("Broke off");
  if (recorded) said.push("Sound recorded");
  return said;
}
