/** The patient's face and voice. Until the first frame, and when only typing, their portrait. */

import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";

import type { PatientActivity } from "../../core/call/messages";
import type { RoomPatient } from "./room";

export interface PatientPictureProps {
  patient: RoomPatient;
  activity: PatientActivity;
  stream: MediaStream | null;
  paused: boolean;
}

export function PatientPicture({ patient, activity, stream, paused }: PatientPictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [seen, setSeen] = useState(false);
  const [silent, setSilent] = useState(false);
  useEffect(() => {
    const element = video.current;
    if (element === null || stream === null) return;
    setSeen(false);
    element.srcObject = stream;
    element.play().then(
      () => {
        setSilent(false);
      },
      (error: unknown) => {
        // Another stream took its place: that one reports for itself.
        if (error instanceof DOMException && error.name === "NotAllowedError") setSilent(true);
      },
    );
  }, [stream]);
  const label = `${patient.called}, ${activity}`;
  return (
    <>
      {patient.portrait !== null && !paused && (
        <img className="ambience" src={patient.portrait} alt="" />
      )}
      {!seen && patient.portrait !== null && !paused && (
        <img
          className="them-video still"
          src={patient.portrait}
          alt={stream === null ? label : ""}
        />
      )}
      {stream !== null && (
        <video
          ref={video}
          className={seen ? "them-video" : "them-video unseen"}
          aria-label={paused ? `${patient.called}’s room, empty` : label}
          autoPlay
          playsInline
          onLoadedData={() => {
            setSeen(true);
          }}
        >
          <track kind="captions" />
        </video>
      )}
      {silent && (
        <div className="plate centre">
          <p>Your browser waits for a click before it plays sound.</p>
          <Button
            className="btn"
            onPress={() => {
              void video.current?.play().then(() => {
                setSilent(false);
              });
            }}
          >
            Hear {patient.called}
          </Button>
        </div>
      )}
    </>
  );
}
