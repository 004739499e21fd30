// One way to ask the server: MLflow's REST API, with its errors as one type.
import { address } from "./base";
import { parseJson } from "./json";

export class ApiError extends Error {
  /** The HTTP status; 0 when there was no answer at all. */
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function get<T>(path: string, query: Record<string, string | undefined>, signal?: AbortSignal): Promise<T> {
  const set = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return ask<T>(`${path}?${new URLSearchParams(set)}`, { signal });
}

export function post<T>(path: string, body: object, signal?: AbortSignal): Promise<T> {
  return ask<T>(path, { ...asJson(body), signal });
}

/** What MLflow has no endpoint for. */
export function postOwn<T>(path: string, body: object, signal?: AbortSignal): Promise<T> {
  return ask<T>(path, { ...asJson(body), signal }, "api/runlore/v1");
}

function asJson(body: object): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

async function ask<T>(path: string, init: RequestInit, below = "api/2.0/mlflow"): Promise<T> {
  const { status, ok, text } = await send(address(`${below}/${path}`), init);
  if (!ok) throw refusal(status, text);
  try {
    return parseJson(text) as T;
  } catch {
    throw new ApiError(status, "", "The answer is not JSON. Is there a proxy between this page and the server?");
  }
}

async function send(url: string, init: RequestInit): Promise<{ status: number; ok: boolean; text: string }> {
  try {
    const response = await fetch(url, init);
    return { status: response.status, ok: response.ok, text: await response.text() };
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, "", "The server does not answer. Check that it is running and can be reached from here.");
  }
}

/** MLflow's error JSON, or whatever else came instead of it. */
export function refusal(status: number, text: string): ApiError {
  try {
    const body = JSON.parse(text) as { error_code?: unknown; message?: unknown };
    if (typeof body.message === "string") return new ApiError(status, String(body.error_code ?? ""), body.message);
  } catch {
    // A proxy's page, or plain text: shown as it is.
  }
  return new ApiError(status, "", text.slice(0, 500) || `The server answered ${status} without a word.`);
}
