/** An error as a page: what happened, what is safe, what to do. */

import type { ReactNode } from "react";
import { Button } from "react-aria-components";

import { ApiError } from "../core/api/errors";

export interface TroubleProps {
  title: string;
  error: unknown;
  safe?: string;
  /** Whether it stands under the page's own heading. */
  under?: boolean;
  onRetry?: () => void;
  children?: ReactNode;
}

export const reason = (error: unknown): string =>
  error instanceof ApiError ? error.message : "Something in this page went wrong.";

export function Trouble({ title, error, safe, under = false, onRetry, children }: TroubleProps) {
  const code = error instanceof ApiError ? error.code : error instanceof Error ? error.message : "";
  return (
    <div className="state" role="alert">
      {under ? <h2>{title}</h2> : <h1>{title}</h1>}
      <p className="quiet">
        {reason(error)} {safe ?? "Your earlier calls and reports are safe."}
      </p>
      <div className="acts">
        {onRetry && (
          <Button className="btn" onPress={onRetry}>
            Try again
          </Button>
        )}
        {children}
      </div>
      {code !== "" && (
        <details>
          <summary>For your administrator</summary>
          <p className="small">
            Code <code>{code}</code>, {new Date().toISOString()}
          </p>
        </details>
      )}
    </div>
  );
}
