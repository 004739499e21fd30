// A metric's history in the size of a word; fetched once its line is in sight, and only shown when there is one.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { histories } from "../../api/histories";
import { path } from "../../lib/charts/shapes";
import { sparkPieces } from "../../lib/charts/spark";
import { useInSight } from "../../ui/charts/useInSight";

const POINTS = 100;
const WIDTH = 72;
const HEIGHT = 20;

export function Spark({ run, metric }: { run: string; metric: string }) {
  const box = useRef<HTMLSpanElement>(null);
  const seen = useInSight(box, "0px");
  const { data } = useQuery({ ...histories([{ ids: [run] }], metric, POINTS, "step"), enabled: seen });
  const points = data?.points.get(run) ?? [];
  const pieces = points.length > 1 ? sparkPieces(points, WIDTH, HEIGHT) : [];
  return (
    <span ref={box} className="spark">
      {pieces.length > 0 && (
        <Link to="/runs/$id" params={{ id: run }} search={{ view: "charts", chart: metric }} aria-label={`Chart of ${metric}`}>
          <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
            <path d={path(pieces)} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
          </svg>
        </Link>
      )}
    </span>
  );
}
