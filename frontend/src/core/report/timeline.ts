/** Geometry of the call's picture: times to places, curves to paths. Pure. */

export type Point = readonly [x: number, y: number];

export interface Scale {
  x: (t: number) => number;
  t: (x: number) => number;
}

/** Maps `[t0, t1]` seconds onto `[left, right]`; places outside are held at the edge. */
export function scale(t0: number, t1: number, left: number, right: number): Scale {
  const span = Math.max(0.001, t1 - t0);
  const hold = (value: number, a: number, b: number) => Math.min(b, Math.max(a, value));
  return {
    x: (t) => left + ((hold(t, t0, t1) - t0) / span) * (right - left),
    t: (x) => hold(t0 + ((x - left) / (right - left)) * span, t0, t1),
  };
}

/** A calm line through the points: level at each of them, never beyond them. */
export function calmPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let [x, y] = first;
  let path = `M${f(x)} ${f(y)}`;
  for (const [nextX, nextY] of rest) {
    const middle = (x + nextX) / 2;
    path += `C${f(middle)} ${f(y)} ${f(middle)} ${f(nextY)} ${f(nextX)} ${f(nextY)}`;
    [x, y] = [nextX, nextY];
  }
  return path;
}

const f = (value: number): string => value.toFixed(1);

/** Whole, even times to mark: at most a dozen. */
export function ticks(seconds: number): number[] {
  const step = [10, 15, 30, 60, 120, 300, 600].find((s) => seconds / s <= 12) ?? 1200;
  const marks: number[] = [];
  for (let t = 0; t <= seconds; t += step) marks.push(t);
  return marks;
}

/** The values of a curve within `[t0, t1]`, with its value carried to both edges. */
export function within<T extends { t: number }>(curve: readonly T[], t0: number, t1: number): T[] {
  const before = curve.findLast((point) => point.t <= t0);
  const inside = curve.filter((point) => point.t > t0 && point.t <= t1);
  const last = inside.at(-1) ?? before;
  return [
    ...(before === undefined ? [] : [{ ...before, t: t0 }]),
    ...inside,
    ...(last === undefined || last.t === t1 ? [] : [{ ...last, t: t1 }]),
  ];
}

/** The curve's point that holds at `t`. */
export const holding = <T extends { t: number }>(curve: readonly T[], t: number): T | null =>
  curve.findLast((point) => point.t <= t) ?? curve[0] ?? null;
