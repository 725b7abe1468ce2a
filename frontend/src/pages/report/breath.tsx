/** A minute to oneself before reading. Asked for, never given unasked. */

import { useEffect, useRef, useState } from "react";

import { useNow, useTitle } from "../../hooks/page";

export function useBreath(): [boolean, (on: boolean) => void] {
  return useState(false);
}

const IN_S = 4;
const OUT_S = 6;

export function BreathRoom({ onReady }: { onReady: () => void }) {
  useTitle("A minute");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const [start] = useState(() => performance.now());
  const second = Math.max(0, useNow(500) - start) / 1000;
  const breathingIn = second % (IN_S + OUT_S) < IN_S;
  return (
    <div className="breath">
      <h1 ref={heading} tabIndex={-1}>
        Both feet on the floor. Let your shoulders go.
      </h1>
      <p className="read" aria-live="off">
        {breathingIn ? "Breathe in …" : "… and slowly out."}
      </p>
      <svg viewBox="0 0 120 120" aria-hidden="true">
        <circle className="b-edge" cx="60" cy="60" r="52" />
        <circle className="b-breath" cx="60" cy="60" r="52" />
      </svg>
      <div className="acts">
        <button className="btn" type="button" onClick={onReady}>
          I am ready to read
        </button>
      </div>
    </div>
  );
}
