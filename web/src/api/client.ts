// One way to ask the server: by the paths of its OpenAPI document, which say what goes with them, with its errors as one type.
import { address } from "./base";
import { parseJson } from "./json";
import type { Endpoints } from "./schema";

type After<Start extends string, Name = keyof Endpoints> = Name extends `${Start}${infer Path}` ? Path : never;
type Endpoint<Name> = Name extends keyof Endpoints ? Endpoints[Name] : never;
type Takes<Name> = Endpoint<Name>["takes"];
type Answers<Name> = Promise<Endpoint<Name>["answers"]>;

type Get = "GET /api/2.0/mlflow/";
type Post = "POST /api/2.0/mlflow/";
type Own = "POST /api/runlore/v1/";

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

/** What the path has in braces goes there, the rest into the query, where a list is a parameter that is there several times. */
export function get<Path extends After<Get>>(path: Path, asked: Takes<`${Get}${Path}`>, signal?: AbortSignal): Answers<`${Get}${Path}`> {
  const rest = new Map<string, unknown>(Object.entries(asked));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest.get(name));
    rest.delete(name);
    return encodeURIComponent(value);
  });
  const set = [...rest].flatMap(([key, value]) => [value ?? ""].flat().map((each) => [key, String(each)])).filter(([, text]) => text !== "");
  return ask(`${filled}?${new URLSearchParams(set)}`, { signal });
}

export function post<Path extends After<Post>>(path: Path, body: Takes<`${Post}${Path}`>, signal?: AbortSignal): Answers<`${Post}${Path}`> {
  return ask(path, { ...asJson(body), signal });
}

/** What MLflow has no endpoint for. */
export function postOwn<Path extends After<Own>>(path: Path, body: Takes<`${Own}${Path}`>, signal?: AbortSignal): Answers<`${Own}${Path}`> {
  return ask(path, { ...asJson(body), signal }, "api/runlore/v1");
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
  // What a proxy says of a server that it does not reach is about the proxy.
  if (status >= 502 && status <= 504) return new ApiError(status, "", `A proxy does not reach the server (${status}). Check that the server is running.`);
  return new ApiError(status, "", text.slice(0, 500) || `The server answered ${status} without a word.`);
}
