/** While the report is made, the first question is asked, so that waiting is not empty. */

import { useState } from "react";
import { Link } from "react-router";

import { keptCall } from "../../core/call/ticket";
import { useLate } from "../../hooks/page";

import { reflectionOn } from "../../core/report/reflection";
import { Question } from "./own-view";

export function BeingMade({ call }: { call: string }) {
  const kept = reflectionOn(call);
  const late = useLate(true, 8_000);
  const [stays, setStays] = useState(() => kept.read()?.stays ?? "");
  return (
    <>
      <div className="opening">
        <h1>After your call</h1>
        <p role="status">
          {late
            ? "The report comes when the call has ended: it may still be open in another window."
            : "The call is being read. That takes a few seconds."}
        </p>
        {late && keptCall(call).read() !== null && (
          <div className="acts">
            <Link className="btn second" to={`/calls/${call}`}>
              Go back into the call
            </Link>
          </div>
        )}
      </div>
      <div className="state">
        <h2>While this is read, what stays with you?</h2>
        <Question
          label="Which moment stays with you?"
          value={stays}
          onChange={(text) => {
            setStays(text);
            kept.write({ differently: kept.read()?.differently ?? "", stays: text });
          }}
        />
        <p className="hint">It stays in this browser tab. Nobody else sees it.</p>
      </div>
    </>
  );
}
