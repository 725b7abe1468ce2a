/** Who there is to talk with. */

import { useMemo, useState } from "react";
import { Button } from "react-aria-components";

import { Pick } from "../../components/pick";
import { Trouble } from "../../components/trouble";
import { ANY, choices, narrow, NO_WISHES, type Wishes } from "../../core/wishes";
import { useLate, useTitle } from "../../hooks/page";
import { useScenarios } from "../../hooks/queries";
import "./catalogue.css";
import { PatientRow, PatientWait } from "./patient-row";

export function CataloguePage() {
  useTitle("Patients");
  const scenarios = useScenarios();
  const late = useLate(scenarios.isPending);
  return (
    <>
      <div className="opening">
        <h1>Who would you like to talk with?</h1>
        <p>
          Each person here has a reason to be frightened, angry or quiet, and something they may
          tell you if you give them room. Nobody is watching, and you can stop at any moment.
        </p>
      </div>
      {late && <PatientWait />}
      {scenarios.error && (
        <Trouble
          under
          title="The list of patients didn’t arrive."
          error={scenarios.error}
          onRetry={() => void scenarios.refetch()}
        />
      )}
      {scenarios.data && <Patients all={scenarios.data} />}
    </>
  );
}

function Patients({ all }: { all: Parameters<typeof narrow>[0] }) {
  const [wishes, setWishes] = useState<Wishes>(NO_WISHES);
  const shown = useMemo(() => narrow(all, wishes), [all, wishes]);
  const offered = useMemo(() => choices(all), [all]);
  if (all.length === 0) {
    return (
      <div className="state">
        <h2>Nobody is here yet.</h2>
        <p className="quiet">
          No scenario is installed. Put one into the <code>scenarios</code> folder and start the
          server again.
        </p>
      </div>
    );
  }
  return (
    <>
      <form className="filters" aria-label="Narrow the list">
        <Pick
          label="Time you have"
          options={offered.minutes}
          value={wishes.minutes}
          onChange={(minutes) => {
            setWishes({ ...wishes, minutes });
          }}
        />
        <Pick
          label="Leave out"
          options={offered.themes}
          value={wishes.without}
          onChange={(without) => {
            setWishes({ ...wishes, without });
          }}
        />
      </form>
      <p className="vh" role="status">
        {wishes.minutes === ANY && wishes.without === ANY
          ? ""
          : `${String(shown.length)} of ${String(all.length)} patients shown`}
      </p>
      {shown.length > 0 ? (
        <ul className="patients">
          {shown.map((scenario) => (
            <PatientRow key={scenario.id} scenario={scenario} />
          ))}
        </ul>
      ) : (
        <div className="state">
          <h2>Nobody fits both wishes.</h2>
          <p className="quiet">The patients are few, and none is left with these two together.</p>
          <div className="acts">
            <Button
              className="btn"
              onPress={() => {
                setWishes(NO_WISHES);
              }}
            >
              Show everybody
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
