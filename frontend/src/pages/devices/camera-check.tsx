import { useEffect, useRef } from "react";
import { Button } from "react-aria-components";

import { Pick } from "../../components/pick";
import type { DeviceState, MediaState } from "../../core/devices/media";
import { useServices } from "../../hooks/services";

const VERDICT = { off: "Off", asking: "Waiting for your browser’s question", on: "On" } as const;

export function CameraCheck({ state: { camera, cameras } }: { state: MediaState }) {
  const { media } = useServices();
  const on = camera.status === "on";
  return (
    <section className="check">
      <h2>
        Camera{" "}
        <span role="status">
          {camera.status === "problem" ? camera.problem.short : VERDICT[camera.status]}
        </span>
      </h2>
      {camera.status === "problem" && <p className="notice">{camera.problem.message}</p>}
      {on && cameras.length > 1 && (
        <div className="choose">
          <Pick
            label="Camera"
            hideLabel
            options={cameras}
            value={camera.track.getSettings().deviceId ?? cameras[0]!.id}
            onChange={(id) => void media.open("camera", id)}
          />
        </div>
      )}
      <div className="acts">
        {on || camera.status === "asking" ? (
          <Button
            className="btn plain"
            onPress={() => {
              media.close("camera");
            }}
          >
            Go without the camera
          </Button>
        ) : (
          <Button className="btn plain" onPress={() => void media.open("camera")}>
            {camera.status === "off" ? "Turn the camera on" : "Try again"}
          </Button>
        )}
      </div>
    </section>
  );
}

export function Preview({ state }: { state: DeviceState }) {
  return (
    <figure className="preview">
      {state.status === "on" ? (
        <Picture track={state.track} label="Your camera picture" />
      ) : (
        <div className="noface">
          {state.status === "asking"
            ? "Your browser is asking."
            : "No camera. You are heard just as well."}
        </div>
      )}
      <figcaption className="small">
        Only you see this until the call. The camera is optional, and its picture is never stored.
      </figcaption>
    </figure>
  );
}

export function Picture({ track, label }: { track: MediaStreamTrack; label: string }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = new MediaStream([track]);
  }, [track]);
  return <video ref={video} aria-label={label} autoPlay muted playsInline />;
}
