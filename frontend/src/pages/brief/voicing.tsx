/** How far the patient's lines are voiced ahead: said gently, never in the way. */

import { Label, ProgressBar } from "react-aria-components";

import type { Scenario } from "../../core/api/types";
import { capital, pronouns } from "../../core/words";

export function Voicing({ scenario }: { scenario: Scenario }) {
  const progress = scenario.prepared;
  if (progress === null || progress.total === 0) return null;
  const { their, they } = pronouns(scenario.pronouns);
  if (progress.done >= progress.total) {
    return <p className="small voicing">{capital(their)} voice is ready.</p>;
  }
  return (
    <ProgressBar className="voicing" value={progress.done} maxValue={progress.total}>
      {({ percentage = 0 }) => (
        <>
          <Label className="small">
            {capital(their)} voice is being made ready, {progress.done} of {progress.total} lines.
            You need not wait: until then {they} may take a moment longer to answer.
          </Label>
          <div className="bar">
            <i style={{ width: `${String(percentage)}%` }} />
          </div>
        </>
      )}
    </ProgressBar>
  );
}
