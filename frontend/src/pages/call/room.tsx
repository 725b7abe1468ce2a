/** The call: the face is the page, its furniture stands on plates. */

import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import { useBlocker } from "react-router";

import type { Scenario } from "../../core/api/types";
import { keptCall, type KeptCall } from "../../core/call/ticket";
import { firstName } from "../../core/words";
import { useCall } from "../../hooks/call";
import { useHelpLines } from "../../hooks/queries";
import { useMedia } from "../../hooks/media";
import { useServices } from "../../hooks/services";
import { useShortcuts, useSingleKeys } from "../../hooks/shortcuts";
import { Captions } from "./captions";
import { Controls } from "./controls";
import { DetailsPanel } from "./details-panel";
import { CallOver } from "./call-over";
import { HangUp } from "./hang-up";
import { Lost } from "./lost";
import { Meta } from "./meta";
import { Notices } from "./notices";
import { PatientPicture } from "./patient-picture";
import { SelfView } from "./self-view";
import { Sign } from "./sign";
import { Care } from "./care";
import { TimeOut } from "./time-out";
import { TypePanel } from "./type-panel";
import { useStaying } from "./use-staying";

type Panel = "type" | "details" | null;

export interface RoomPatient {
  name: string;
  called: string;
  portrait: string | null;
}

export function CallRoom({ kept, patient: found }: { kept: KeptCall; patient: Scenario | null }) {
  const { connection, state, remote } = useCall(kept);
  const { media } = useServices();
  const devices = useMedia();
  const [panel, setPanel] = useState<Panel>(kept.typedOnly ? "type" : null);
  const [captions, setCaptions] = useState(true);
  const [leaving, setLeaving] = useState(false);
  const [keys, setKeys] = useSingleKeys();
  const opener = useRef<HTMLElement | null>(null);

  const patient: RoomPatient = useMemo(() => {
    const name = found?.name ?? "The patient";
    return {
      name,
      called: found ? firstName(name) : "The patient",
      portrait: found?.portrait ?? null,
    };
  }, [found]);
  const over = state.phase === "ended" || state.phase === "refused";
  const paused = state.phase === "paused";
  useStaying(!over);
  // The browser's back button leaves the call no more silently than the red one does.
  // Asked of the call itself: when it ends, the way to its report must be open at once.
  const blocker = useBlocker(
    useCallback(() => !["ended", "refused"].includes(connection.get().phase), [connection]),
  );
  const stay = () => {
    setLeaving(false);
    blocker.reset?.();
  };

  const show = useCallback((next: Panel) => {
    setPanel((before) => {
      if (before === null && document.activeElement instanceof HTMLElement) {
        opener.current = document.activeElement;
      }
      if (next === null) opener.current?.focus();
      return next;
    });
  }, []);
  const toggle = useCallback(
    (which: "type" | "details") => {
      show(panel === which ? null : which);
    },
    [panel, show],
  );
  const mute = useCallback(() => {
    if (media.track("microphone") !== null) connection.microphone(!connection.get().microphone);
    else
      void media.open("microphone").then(() => {
        const track = media.track("microphone");
        if (track !== null) void connection.switchMicrophone(track);
      });
  }, [connection, media]);
  const camera = useCallback(() => {
    if (connection.get().camera) {
      void connection.camera(null).then(() => {
        media.close("camera");
      });
    } else {
      void media.open("camera").then(() => {
        const track = media.track("camera");
        if (track !== null) void connection.camera(track);
      });
    }
  }, [connection, media]);
  useHelpLines(); // there before they are needed
  const pause = useCallback(() => {
    if (connection.get().phase === "paused") connection.resume();
    else connection.pause();
  }, [connection]);

  useShortcuts(
    useMemo(
      () => ({
        m: mute,
        v: camera,
        c: () => {
          setCaptions((on) => !on);
        },
        t: () => {
          toggle("type");
        },
        p: pause,
        "?": () => {
          toggle("details");
        },
        Escape: () => {
          show(null);
        },
      }),
      [mute, camera, toggle, pause, show],
    ),
    keys && !over,
  );

  useEffect(() => {
    if (!over) return;
    media.closeAll();
    keptCall(kept.id).clear();
  }, [over, media, kept.id]);

  if (over)
    return <CallOver state={state} patient={patient} call={kept.id} scenario={kept.scenario} />;
  const classes = [
    "call",
    paused && "paused",
    panel && "with-panel",
    state.phase === "reconnecting" && "lost",
  ];
  return (
    <main className={classes.filter(Boolean).join(" ")} data-theme="dark">
      <PatientPicture
        patient={patient}
        activity={state.patient}
        stream={kept.typedOnly ? null : remote}
        paused={paused}
      />
      <header>
        <h1>{paused ? (state.care ? "Stopped" : "Time-out") : patient.name}</h1>
        <Sign state={state} />
      </header>
      <Meta
        state={state}
        captions={captions}
        onCaptions={() => {
          setCaptions(!captions);
        }}
        details={panel === "details"}
        onDetails={() => {
          toggle("details");
        }}
      />
      <Notices
        state={state}
        devices={devices}
        typing={panel === "type"}
        onType={() => {
          show("type");
        }}
      />
      {state.phase === "reconnecting" && <Lost state={state} called={patient.called} />}
      {paused && state.care ? (
        <Care
          patient={patient}
          onGoOn={pause}
          onLeave={() => {
            setLeaving(true);
          }}
        />
      ) : paused ? (
        <TimeOut
          state={state}
          patient={patient}
          onGoOn={pause}
          onLeave={() => {
            setLeaving(true);
          }}
        />
      ) : (
        captions && <Captions state={state} called={patient.called} />
      )}
      {panel === "type" && (
        <TypePanel
          state={state}
          patient={patient}
          onSay={(text) => connection.say(text)}
          onTyping={() => {
            connection.typing();
          }}
          onClose={() => {
            show(null);
          }}
        />
      )}
      {panel === "details" && (
        <DetailsPanel
          state={state}
          keys={keys}
          onKeys={setKeys}
          onClose={() => {
            show(null);
          }}
        />
      )}
      {!paused && !kept.typedOnly && <SelfView camera={state.camera ? devices.camera : null} />}
      {!paused && (
        <Controls
          state={state}
          devices={devices}
          typedOnly={kept.typedOnly}
          typing={panel === "type"}
          onMute={mute}
          onCamera={camera}
          onType={() => {
            toggle("type");
          }}
          onPause={pause}
          onLeave={() => {
            setLeaving(true);
          }}
        />
      )}
      <HangUp
        open={leaving || blocker.state === "blocked"}
        called={patient.called}
        paused={paused}
        onStay={stay}
        onPause={() => {
          stay();
          pause();
        }}
        onHangUp={() => {
          stay();
          connection.hangUp();
        }}
      />
    </main>
  );
}
