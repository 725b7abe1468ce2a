import { useState } from "react";
import { Button } from "react-aria-components";

import { Icon } from "../../components/icon";
import { playChime } from "../../core/devices/chime";

type Tried = "not yet" | "playing" | "played" | "failed";

const VERDICT: Record<Tried, string> = {
  "not yet": "Not tried yet",
  playing: "Two soft tones",
  played: "Played",
  failed: "Could not play",
};

export function SpeakerCheck({ called }: { called: string }) {
  const [tried, setTried] = useState<Tried>("not yet");
  const play = () => {
    setTried("playing");
    playChime().then(
      () => {
        setTried("played");
      },
      () => {
        setTried("failed");
      },
    );
  };
  return (
    <section className="check">
      <h2>
        Speaker <span role="status">{VERDICT[tried]}</span>
      </h2>
      <div className="acts">
        <Button className="btn second" onPress={play} isDisabled={tried === "playing"}>
          <Icon name="play" />
          Play two soft tones
        </Button>
      </div>
      <p className="hint">
        {tried === "played"
          ? "Heard nothing? Turn the volume up, or choose the speaker in your computer’s sound settings. Captions show every word anyway."
          : `Headphones keep ${called}’s voice out of your microphone.`}
      </p>
    </section>
  );
}
