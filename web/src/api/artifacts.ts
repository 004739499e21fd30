// Files of a run: their beginnings, and new ones.
import { queryOptions } from "@tanstack/react-query";
import { decode, encodePath, totalOf } from "../lib/files";
import { address } from "./base";
import { ApiError, refusal } from "./client";

export function fileAddress(run: string, path: string): string {
  return address(`get-artifact?${new URLSearchParams({ run_id: run, path })}`);
}

/** A folder, or with "" all files of the run, as one zip file. */
export function zipAddress(run: string, path: string): string {
  return address(`api/runlore/v1/artifacts/zip?${new URLSearchParams({ run_id: run, path })}`);
}

/** An HTML file as the server lets a frame show it: its scripts run and reach nothing. */
export function pageAddress(run: string, path: string): string {
  return address(`api/runlore/v1/artifacts/page?${new URLSearchParams({ run_id: run, path })}`);
}

/** So much of a file is fetched to be looked at. */
export const SCREEN = 64 * 1024;

export interface Head {
  /** Nothing when the file is no text. */
  text: string | undefined;
  whole: boolean;
  size: number;
}

/** The first `most` bytes of a file. */
export const fileHead = (run: string, path: string, most = SCREEN) =>
  queryOptions({
    queryKey: ["artifacts", run, "head", path, most],
    queryFn: async ({ signal }): Promise<Head> => {
      const response = await fetchFile(run, path, { signal, headers: { range: `bytes=0-${most - 1}` } });
      // There is no first byte of an empty file.
      if (response.status === 416) return { text: "", whole: true, size: 0 };
      if (!response.ok) throw refusal(response.status, await response.text());
      const bytes = await first(response, most);
      const size = totalOf(response.headers.get("content-range")) ?? Number(response.headers.get("content-length") ?? bytes.length);
      const whole = bytes.length >= size;
      return { text: decode(bytes, whole), whole, size };
    },
  });

/** A whole file, for what the browser shows only from its own memory. */
export const wholeFile = (run: string, path: string, type: string) =>
  queryOptions({
    queryKey: ["artifacts", run, "whole", path, type],
    queryFn: async ({ signal }) => {
      const response = await fetchFile(run, path, { signal });
      if (!response.ok) throw refusal(response.status, await response.text());
      return new Blob([await response.arrayBuffer()], { type });
    },
    gcTime: 0,
    // A new one would take the reader's place in it.
    meta: { still: true },
  });

export async function fetchFile(run: string, path: string, init: RequestInit): Promise<Response> {
  try {
    // Browsers would keep a file for a while, though it may be written anew at any time: they are to ask whether it was.
    return await fetch(fileAddress(run, path), { ...init, cache: "no-cache" });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, "", "The server does not answer. Check that it is running and can be reached from here.");
  }
}

/** Stops reading where enough is there: a proxy may have dropped the range and send everything. */
async function first(response: Response, most: number): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const bytes = new Uint8Array(most);
  let length = 0;
  while (reader && length < most) {
    const { done, value } = await reader.read();
    if (done) break;
    const piece = value.subarray(0, most - length);
    bytes.set(piece, length);
    length += piece.length;
  }
  await reader?.cancel();
  return bytes.subarray(0, length);
}

/** Puts a file beside those of the run; `progress` hears how much of it is there, from 0 to 1. */
export function upload(run: string, path: string, file: File, progress: (part: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    // fetch does not tell how far an upload is.
    const request = new XMLHttpRequest();
    request.open("PUT", address(`api/runlore/v1/runs/${encodeURIComponent(run)}/artifacts/${encodePath(path)}`));
    request.upload.onprogress = (event) => progress(event.total ? event.loaded / event.total : 0);
    request.onload = () => (request.status < 300 ? resolve() : reject(refusal(request.status, request.responseText)));
    request.onerror = () => reject(new ApiError(0, "", "The upload broke off. Check that the server can be reached from here."));
    request.onabort = () => reject(new DOMException("The upload was stopped.", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
