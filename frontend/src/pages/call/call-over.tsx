/** The call is over, or could not be joined: what happened, what is kept, where to go. */

import { useEffect, useRef } from "react";
import { Link, Navigate } from "react-router";

import type { CallState } from "../../core/call/state";
import { clock } from "../../core/words";
import type { RoomPatient } from "./room";

interface Words {
  title: string;
  text: string;
  report: boolean;
}

function words(state: CallState, { called }: RoomPatient): Words {
  const at = clock(state.clock.seconds);
  if (state.phase === "refused") {
    return {
      title: "You could not go in.",
      text: state.trouble?.message ?? "The server refused this call.",
      report: false,
    };
  }
  switch (state.ended?.reason) {
    case "patient_left":
      return {
        title: `${called} has left the call.`,
        text: `${state.ended.message ?? ""} Take a breath before you read on. Everything said is kept.`,
        report: true,
      };
    case "learner_lost":
    case "cut_off":
      return {
        title: `The call broke off at ${at}.`,
        text: "The connection was lost and did not come back within thirty seconds. Everything said until then is kept, and nothing after it is judged.",
        report: true,
      };
    case "server_stopped":
      return {
        title: `The call was stopped at ${at}.`,
        text: "The server was shut down. Everything said until then is kept, and this is no fault of yours.",
        report: true,
      };
    default:
      return {
        title: `The call ended at ${at}.`,
        text: "Something failed on the server’s side. Everything said until then is kept.",
        report: true,
      };
  }
}

export interface CallOverProps {
  state: CallState;
  patient: RoomPatient;
  call: string;
  scenario: string;
}

export function CallOver({ state, patient, call, scenario }: CallOverProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const report = `/calls/${call}/report`;
  const reason = state.ended?.reason;
  if (reason === "learner_hung_up" || reason === "over") return <Navigate replace to={report} />;
  const { title, text, report: hasReport } = words(state, patient);
  return (
    <main className="call over" data-theme="dark">
      <div className="timeout">
        <div className="inner">
          <div className="stack-l">
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            <p className="read">{text}</p>
            <div className="acts">
              {hasReport && (
                <Link className="btn" to={report}>
                  {reason === "patient_left" ? "Read the report" : "Read what there is"}
                </Link>
              )}
              <Link className="btn plain" to={hasReport ? "/" : `/scenarios/${scenario}/devices`}>
                {hasReport ? "Back to the patients" : "Back to sound and camera"}
              </Link>
            </div>
          </div>
        </div>
      </div>
    </main>
  );
}
