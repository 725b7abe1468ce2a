/** The machine has as many calls as it can keep at full frame rate. A page, not a toast. */

import { useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { Link } from "react-router";

import type { ApiError } from "../core/api/errors";
import { useTitle } from "../hooks/page";
import { duration } from "../core/words";

export function FullMachine({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  useTitle("All rooms are taken");
  const [wait, setWait] = useState(Math.ceil(error.retryAfter ?? 0));
  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => {
      setWait(wait - 1);
    }, 1000);
    return () => {
      clearTimeout(timer);
    };
  }, [wait]);
  return (
    <div className="state" role="alert">
      <h1>All rooms are taken.</h1>
      <p className="quiet">
        This computer carries only as many calls at once as it can keep smooth, and nobody is thrown
        out for a newcomer. Nothing of yours is lost.{" "}
        {error.retryAfter !== null && `A room may be free in about ${duration(error.retryAfter)}.`}
      </p>
      <div className="acts">
        <Button className="btn" onPress={onRetry} isDisabled={wait > 0}>
          {wait > 0 ? `Try again in ${String(wait)} s` : "Try again"}
        </Button>
        <Link className="btn plain" to="/">
          Back to the patients
        </Link>
      </div>
    </div>
  );
}
