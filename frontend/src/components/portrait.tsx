/** A patient's face, or a plain word where there is none yet. */

import { useState } from "react";

interface PortraitProps {
  src: string | null | undefined;
  className: string;
  size: number;
  alt: string;
  /** Said in place of a missing picture; nothing is shown without it. */
  missing?: string;
}

export function Portrait({ src, className, size, alt, missing }: PortraitProps) {
  const [broken, setBroken] = useState(false);
  if (!src || broken) {
    return missing === undefined ? (
      <div className={`${className} noface`} />
    ) : (
      <div className="noface">{missing}</div>
    );
  }
  return (
    <img
      className={className}
      src={src}
      alt={alt}
      width={size}
      height={size}
      onError={() => {
        setBroken(true);
      }}
    />
  );
}
