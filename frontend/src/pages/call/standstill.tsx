/** A call that stands still: a heading that has the focus, what to read, and the ways on. */

import { useEffect, useRef, type ReactNode } from "react";

export interface StandstillProps {
  heading: ReactNode;
  children: ReactNode;
  /** What the ways on are called for who cannot see them, and the ways themselves. */
  asideName: string;
  aside: ReactNode;
}

export function Standstill({ heading, children, asideName, aside }: StandstillProps) {
  const first = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    first.current?.focus();
  }, []);
  return (
    <div className="timeout">
      <div className="inner">
        <div className="stack-l">
          <h2 ref={first} tabIndex={-1}>
            {heading}
          </h2>
          {children}
        </div>
        <aside className="stack" aria-label={asideName}>
          {aside}
        </aside>
      </div>
    </div>
  );
}
