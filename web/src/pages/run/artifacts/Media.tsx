// Images, sound and video, by the browser's own elements: none of them runs what a file may hold.
import { useState } from "react";
import { fileAddress } from "../../../api/artifacts";
import { baseName } from "../../../lib/files";

interface Props {
  id: string;
  path: string;
}

const ZOOMS = [0.25, 0.5, 1, 2, 4, 8];

export function Picture({ id, path }: Props) {
  const [size, setSize] = useState<[number, number]>();
  const [broken, setBroken] = useState(false);
  /** Nothing: as it fits. */
  const [zoom, setZoom] = useState<number>();
  if (broken) return <Unable what="image" />;
  const step = (by: number) => setZoom(ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, ZOOMS.indexOf(zoom ?? 1) + by))]);
  return (
    <>
      <div className="tools" role="group" aria-label="Zoom">
        <button type="button" aria-pressed={zoom === undefined} onClick={() => setZoom(undefined)}>
          Fit
        </button>
        <button type="button" aria-pressed={zoom === 1} onClick={() => setZoom(1)}>
          100 %
        </button>
        <button type="button" aria-label="Smaller" disabled={zoom === ZOOMS[0]} onClick={() => step(-1)}>
          −
        </button>
        <button type="button" aria-label="Larger" disabled={zoom === ZOOMS.at(-1)} onClick={() => step(1)}>
          +
        </button>
        <span className="quiet" aria-live="polite">
          {zoom && `${zoom * 100} %`} {size && `${size[0]} × ${size[1]}`}
        </span>
      </div>
      <div className="scroll picture" tabIndex={0} role="group" aria-label="Image">
        <img
          src={fileAddress(id, path)}
          alt={baseName(path)}
          className={zoom === undefined ? "fit" : undefined}
          style={zoom !== undefined && size ? { width: size[0] * zoom, height: size[1] * zoom } : undefined}
          onLoad={(event) => setSize([event.currentTarget.naturalWidth, event.currentTarget.naturalHeight])}
          onError={() => setBroken(true)}
        />
      </div>
    </>
  );
}

export function Audio({ id, path }: Props) {
  const [broken, setBroken] = useState(false);
  if (broken) return <Unable what="sound" />;
  return <audio controls preload="metadata" src={fileAddress(id, path)} aria-label={baseName(path)} onError={() => setBroken(true)} />;
}

export function Video({ id, path }: Props) {
  const [broken, setBroken] = useState(false);
  if (broken) return <Unable what="video" />;
  return <video controls preload="metadata" src={fileAddress(id, path)} aria-label={baseName(path)} onError={() => setBroken(true)} />;
}

function Unable({ what }: { what: string }) {
  return <p className="quiet">This browser can not show the {what}. It can be downloaded.</p>;
}
