import { Button, Meter } from "react-aria-components";

import { Pick } from "../../components/pick";
import type { MediaState } from "../../core/devices/media";
import { useLevels } from "../../hooks/media";
import { useServices } from "../../hooks/services";

const BARS = 28;
/** Loudness from which speech counts as heard. */
const HEARD = 0.45;

export function MicrophoneCheck({ state }: { state: MediaState }) {
  const { media } = useServices();
  const { microphone, microphones } = state;
  const track = microphone.status === "on" ? microphone.track : null;
  const { levels, peak } = useLevels(track, BARS);
  const now = levels.at(-1) ?? 0;
  return (
    <section className="check">
      <h2>
        Microphone <span role="status">{verdict(microphone, peak)}</span>
      </h2>
      <Meter
        className="meter"
        aria-label="Microphone level"
        value={Math.round(now * 100)}
        valueLabel={`${String(Math.round(now * 100))} of 100`}
      >
        {Array.from({ length: BARS }, (_, index) => {
          const level = levels[levels.length - BARS + index] ?? 0;
          return (
            <i
              key={index}
              className={level > 0.06 ? "on" : ""}
              style={{ "--h": `${String(Math.round(25 + level * 75))}%` }}
            />
          );
        })}
      </Meter>
      {microphone.status === "problem" && (
        <div className="notice" role="alert">
          <p>{microphone.problem.message}</p>
          <Button className="btn plain" onPress={() => void media.open("microphone")}>
            Try again
          </Button>
        </div>
      )}
      {microphones.length > 1 && track !== null && (
        <div className="choose">
          <Pick
            label="Microphone"
            hideLabel
            options={microphones}
            value={track.getSettings().deviceId ?? microphones[0]!.id}
            onChange={(id) => void media.open("microphone", id)}
          />
        </div>
      )}
      {microphones.length === 1 && track !== null && (
        <p className="hint">{microphones[0]!.label}</p>
      )}
    </section>
  );
}

function verdict(microphone: MediaState["microphone"], peak: number): string {
  switch (microphone.status) {
    case "off":
      return "Off";
    case "asking":
      return "Waiting for your browser’s question";
    case "problem":
      return microphone.problem.short;
    case "on":
      return peak >= HEARD ? "Heard you well" : "Say something";
  }
}
