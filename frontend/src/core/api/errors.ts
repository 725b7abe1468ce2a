/** Every failure of the server or of the way to it, with a stable code and a sentence to show. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
    readonly field: string | null = null,
    /** Seconds after which asking again makes sense, where the server said so. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }
}

export const isApiError = (error: unknown, code?: string): error is ApiError =>
  error instanceof ApiError && (code === undefined || error.code === code);

interface ErrorBody {
  code?: unknown;
  message?: unknown;
  field?: unknown;
  retry_after?: unknown;
}

const text = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;

/** The error in an answer's body: `{error: {code, message, field?}}`, or the same unwrapped. */
export function errorFrom(status: number, body: unknown, retryHeader: string | null): ApiError {
  const outer = (typeof body === "object" && body !== null ? body : {}) as ErrorBody & {
    error?: ErrorBody;
  };
  const inner = typeof outer.error === "object" && outer.error !== null ? outer.error : outer;
  const after = Number(inner.retry_after ?? outer.retry_after ?? retryHeader ?? Number.NaN);
  return new ApiError(
    text(inner.code) ?? `http_${String(status)}`,
    text(inner.message) ?? `The server answered ${String(status)} without a reason.`,
    status,
    text(inner.field),
    Number.isFinite(after) ? after : null,
  );
}
