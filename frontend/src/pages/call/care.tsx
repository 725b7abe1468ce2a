/** The learner spoke of harming themselves: the role stops, and what helps stands here. */

import { Button } from "react-aria-components";

import { HelpLines } from "../../components/help-lines";
import type { RoomPatient } from "./room";
import { Standstill } from "./standstill";

export interface CareProps {
  patient: RoomPatient;
  onGoOn: () => void;
  onLeave: () => void;
}

export function Care({ patient, onGoOn, onLeave }: CareProps) {
  return (
    <Standstill
      heading="The talk has stopped. This is about you now."
      asideName="Ways on"
      aside={
        <>
          <Button className="btn" onPress={onLeave}>
            Leave the call
          </Button>
          <p className="quiet">
            Nothing is counted against you. If it was said by mistake, or as part of the talk,{" "}
            {patient.called} has not heard it.
          </p>
          <Button className="btn plain" onPress={onGoOn}>
            Go on talking with {patient.called}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          It sounded as if you were thinking of harming yourself. If that is so, please talk to
          somebody today. You do not have to explain, and you do not have to be sure.
        </p>
        <HelpLines />
        <p className="quiet">
          What you said is not written down, the sound of this call is not kept, and nobody is told.
        </p>
      </div>
    </Standstill>
  );
}
