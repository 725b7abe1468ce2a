/** Line icons on a 24 grid, one weight. Decoration only: the words stand beside them. */

const PATHS = {
  play: "M8 5.500v13l11-6.500z",
  stop: "M7 7h10v10H7z",
  pause: "M9 6v12M15 6v12",
  tick: "m4 12.500 5 5L20 6.500",
  down: "m6 9.500 6 6 6-6",
  close: "M6 6l12 12M18 6 6 18",
  microphone:
    "M12 3.500a3 3 0 0 0-3 3V11a3 3 0 0 0 6 0V6.500a3 3 0 0 0-3-3zM5.500 11a6.500 6.500 0 0 0 13 0M12 17.500V21",
  muted:
    "M15 9.300V6.500a3 3 0 0 0-5.700-1.300M9 9.500V11a3 3 0 0 0 4.500 2.600M5.500 11a6.500 6.500 0 0 0 10.300 5.300M18.300 12.600c.1-.5.2-1 .2-1.600M12 17.500V21M4 4l16 16",
  camera:
    "M5 6.500h8.500a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM15.500 11 21 7.500v9L15.500 13",
  dark: "M9 6.500h4.500a2 2 0 0 1 2 2V13M14.600 17.200a2 2 0 0 1-1.100.300H5a2 2 0 0 1-2-2v-7c0-.8.5-1.500 1.200-1.800M15.500 11 21 7.500v9M4 4l16 16",
  keyboard:
    "M4.500 6h15a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-15a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM6.500 10h0M10 10h0M14 10h0M17.500 10h0M8 14h8",
  hangUp: "M3 14.500c5-5 13-5 18 0l-2 2.800-4-1.600-.4-2.700a9 9 0 0 0-5.200 0L9 15.700l-4 1.600z",
  captions:
    "M5 5.500h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2zM10 10.500a2 2 0 1 0 0 3M16.500 10.500a2 2 0 1 0 0 3",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
