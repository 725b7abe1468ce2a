/** While the report is made, the first question is asked, so that waiting is not empty. */

import { useState } from "react";

import { reflectionOn } from "../../core/report/reflection";
import { Question } from "./own-view";

export function BeingMade({ call }: { call: string }) {
  const kept = reflectionOn(call);
  const [stays, setStays] = useState(() => kept.read()?.stays ?? "");
  return (
    <>
      <div className="opening">
        <h1>After your call</h1>
        <p role="status">The call is being read. That takes a few seconds.</p>
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
