/** Sound and camera, tried before anybody is met. */

import { useCallback, useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { Link, useParams } from "react-router";

import { FullMachine } from "../../components/full-machine";
import { reason, Trouble } from "../../components/trouble";
import { isApiError } from "../../core/api/errors";
import { firstName, pronouns } from "../../core/words";
import { useMedia } from "../../hooks/media";
import { useOpenCall } from "../../hooks/open-call";
import { useTitle } from "../../hooks/page";
import { useScenario } from "../../hooks/queries";
import { useServices } from "../../hooks/services";
import { CameraCheck, Preview } from "./camera-check";
import "./devices.css";
import { MicrophoneCheck } from "./microphone-check";
import { SpeakerCheck } from "./speaker-check";

export function DevicesPage() {
  useTitle("Sound and camera");
  const { id = "" } = useParams();
  const scenario = useScenario(id);
  const state = useMedia();
  const open = useOpenCall();
  const keepOpen = useOpenedDevices();

  const called = scenario.data ? firstName(scenario.data.name) : "the patient";
  const { they } = pronouns(scenario.data?.pronouns ?? "");
  const microphone = state.microphone.status === "on";

  const enter = (typedOnly: boolean) => {
    keepOpen(!typedOnly);
    open.mutate(
      {
        scenario: id,
        typedOnly,
        microphone: !typedOnly && microphone,
        camera: !typedOnly && state.camera.status === "on",
      },
      {
        onError: () => {
          keepOpen(false);
        },
      },
    );
  };

  if (isApiError(open.error, "machine_full")) {
    return (
      <FullMachine
        key={open.submittedAt}
        error={open.error}
        onRetry={() => {
          enter(open.variables?.typedOnly ?? false);
        }}
      />
    );
  }
  if (scenario.error) {
    return (
      <Trouble
        title="This patient can’t be reached."
        error={scenario.error}
        onRetry={() => void scenario.refetch()}
      />
    );
  }
  return (
    <>
      <div className="opening">
        <h1>Can {they} hear you?</h1>
        <p>
          Say a sentence as you would at a bedside. Your own voice is enough, no need to speak up.
        </p>
      </div>
      <div className="device">
        <Preview state={state.camera} />
        <div>
          <MicrophoneCheck state={state} />
          <SpeakerCheck called={called} />
          <CameraCheck state={state} />
          <div className="acts going-in">
            <Button
              className="btn"
              isDisabled={open.isPending || state.microphone.status === "asking"}
              onPress={() => {
                enter(false);
              }}
            >
              {open.isPending
                ? "Going in …"
                : microphone
                  ? `Go in to ${called}`
                  : `Go in and type, and hear ${called}`}
            </Button>
            <Button
              className="btn plain"
              isDisabled={open.isPending}
              onPress={() => {
                enter(true);
              }}
            >
              Only type, no sound
            </Button>
            <Link className="btn plain" to={`/scenarios/${id}`}>
              Back to the chart
            </Link>
          </div>
          {open.error && (
            <p className="err" role="alert">
              {reason(open.error)}
            </p>
          )}
        </div>
      </div>
    </>
  );
}

/**
 * Opens both devices with the page, and closes them with it unless the learner goes on into the
 * call: the function that it returns says whether.
 */
function useOpenedDevices(): (keep: boolean) => void {
  const { media } = useServices();
  const kept = useRef(false);
  useEffect(() => {
    if (media.track("microphone") === null) void media.open("microphone");
    if (media.track("camera") === null) void media.open("camera");
    return () => {
      if (!kept.current) media.closeAll();
    };
  }, [media]);
  return useCallback((keep) => {
    kept.current = keep;
  }, []);
}
