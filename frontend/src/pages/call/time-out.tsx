/** A pause: the face goes, the room stays, and the last words can be read in peace. */

import { Button } from "react-aria-components";
import { Link } from "react-router";

import type { Caption, CallState } from "../../core/call/state";
import { clock, typeset } from "../../core/words";
import type { RoomPatient } from "./room";
import { Standstill } from "./standstill";

const LAST = 3;

export interface TimeOutProps {
  state: CallState;
  patient: RoomPatient;
  onGoOn: () => void;
  onLeave: () => void;
}

export function TimeOut({ state, patient, onGoOn, onLeave }: TimeOutProps) {
  return (
    <Standstill
      heading={`${patient.called} doesn’t notice this pause. You have twenty minutes.`}
      asideName="Ways out"
      aside={
        <>
          <p className="quiet">You can also stop here. Nothing is counted against you.</p>
          <Button className="btn plain danger" onPress={onLeave}>
            Leave the call
          </Button>
          <p>
            <Link to="/about#weighs" target="_blank">
              Somebody to talk to
            </Link>
          </p>
        </>
      }
    >
      <div className="stack">
        {state.captions.slice(-LAST).map((caption) => (
          <Said key={caption.who + caption.id} caption={caption} called={patient.called} />
        ))}
      </div>
      <div className="acts">
        <Button className="btn" onPress={onGoOn} aria-keyshortcuts="p">
          Go on
        </Button>
      </div>
    </Standstill>
  );
}

export function Said({ caption, called }: { caption: Caption; called: string }) {
  const you = caption.who === "you";
  return (
    <div className={you ? "said small-said" : "said small-said them"}>
      <span className="by">
        {you ? "You" : called}, <span className="num">{clock(caption.t)}</span>
      </span>
      {typeset(caption.text)}
      {!caption.final && " …"}
    </div>
  );
}
