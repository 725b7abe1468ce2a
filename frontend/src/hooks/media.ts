import { useEffect, useState, useSyncExternalStore } from "react";

import { LevelMeter } from "../core/devices/level";
import type { MediaState } from "../core/devices/media";
import { useServices } from "./services";

export function useMedia(): MediaState {
  const { media } = useServices();
  return useSyncExternalStore(media.subscribe, media.get);
}

const READ_EVERY_MS = 80;

/** The last `length` loudness readings of a track, newest last; and the loudest ever. */
export function useLevels(
  track: MediaStreamTrack | null,
  length: number,
): { levels: number[]; peak: number } {
  const [levels, setLevels] = useState<number[]>([]);
  const [peak, setPeak] = useState(0);
  useEffect(() => {
    if (track === null) return;
    const meter = new LevelMeter(track);
    const timer = setInterval(() => {
      const level = meter.read();
      setLevels((before) => [...before, level].slice(-length));
      setPeak((before) => Math.max(before, level));
    }, READ_EVERY_MS);
    return () => {
      clearInterval(timer);
      void meter.close();
      setLevels([]);
      setPeak(0);
    };
  }, [track, length]);
  return { levels, peak };
}
