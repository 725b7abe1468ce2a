/** Plays the call from any time on the page; where nothing was recorded, times are only told. */

import {
  createContext,
  use,
  useEffect,
  useMemo,
  useSyncExternalStore,
  type ReactNode,
} from "react";

import { Icon } from "../../components/icon";
import type { Report } from "../../core/api/types";
import { Duet, type PlaybackState } from "../../core/report/playback";
import { clock } from "../../core/words";

interface Playback {
  recorded: boolean;
  state: PlaybackState;
  play: (from: number, until?: number) => void;
  seek: (t: number) => void;
  stop: () => void;
}

const Context = createContext<Playback | null>(null);

export function PlaybackProvider({
  audio,
  children,
}: {
  audio: Report["audio"];
  children: ReactNode;
}) {
  const { learner, patient } = audio;
  const urls = useMemo(
    () => [patient, learner].filter((url): url is string => typeof url === "string"),
    [learner, patient],
  );
  const duet = useMemo(() => new Duet(urls), [urls]);
  useEffect(
    () => () => {
      duet.close();
    },
    [duet],
  );
  const state = useSyncExternalStore(duet.subscribe, duet.get);
  const playback = useMemo(
    () => ({
      recorded: urls.length > 0,
      state,
      play: (from: number, until?: number) => void duet.play(from, until),
      seek: (t: number) => {
        duet.seek(t);
      },
      stop: () => {
        duet.stop();
      },
    }),
    [duet, state, urls],
  );
  return <Context value={playback}>{children}</Context>;
}

export function usePlayback(): Playback {
  const playback = use(Context);
  if (playback === null) throw new Error("usePlayback needs a PlaybackProvider above it.");
  return playback;
}

/** A time of the call: plays from there where there is sound. */
export function At({ t }: { t: number }) {
  const { recorded, play } = usePlayback();
  if (!recorded) return <span className="at-time num">{clock(t)}</span>;
  return (
    <button
      className="at"
      type="button"
      aria-label={`Play from ${clock(t)}`}
      onClick={() => {
        play(t);
      }}
    >
      <Icon name="play" />
      {clock(t)}
    </button>
  );
}

/** A stretch of the call to hear, with who spoke in it. */
export function Clip({ from, to, speech }: { from: number; to: number; speech: Report["speech"] }) {
  const { recorded, play, stop, state } = usePlayback();
  if (!recorded) return null;
  const inside = state.playing && state.t >= from - 0.5 && state.t <= to;
  const x = (t: number) => (420 * (Math.min(to, Math.max(from, t)) - from)) / (to - from);
  return (
    <div className="clip">
      <button
        type="button"
        aria-label={
          inside ? "Stop" : `Play ${String(Math.round(to - from))} seconds from ${clock(from)}`
        }
        onClick={() => {
          if (inside) stop();
          else play(from, to);
        }}
      >
        <Icon name={inside ? "stop" : "play"} />
      </button>
      <svg viewBox="0 0 420 44" preserveAspectRatio="none" aria-hidden="true">
        <path className="g-axis" d="M0 22H420" />
        {speech
          .filter(({ t0, t1 }) => t1 > from && t0 < to)
          .map(({ who, t0, t1 }) => (
            <rect
              key={`${who}${String(t0)}`}
              className={who === "learner" ? "f-you" : "f-them"}
              x={x(t0)}
              width={Math.max(2, x(t1) - x(t0))}
              y={who === "learner" ? 24 : 8}
              height="12"
              rx="2"
            />
          ))}
        {inside && <rect x={x(state.t)} y="2" width="2" height="40" fill="var(--ink)" />}
      </svg>
      <span className="small num">{clock(to - from)}</span>
    </div>
  );
}
