// A drawing as an element of the page.
import { type Drawing, FONT, type Shape, markPath, path } from "../../lib/charts/shapes";

/** `label` says what is seen; the numbers are in the card's table. */
export function Picture({ drawing: { width, height, shapes }, label }: { drawing: Drawing; label: string }) {
  return (
    <svg className="picture" role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`} fontSize={FONT}>
      {shapes.map((shape, index) => (
        <Element key={index} shape={shape} />
      ))}
    </svg>
  );
}

function Element({ shape }: { shape: Shape }) {
  const { colour, opacity } = shape;
  const title = shape.title && <title>{shape.title}</title>;
  switch (shape.kind) {
    case "line":
      return (
        <path d={path(shape.pieces)} fill="none" style={{ stroke: colour }} strokeWidth={shape.width} strokeLinecap="round" strokeDasharray={shape.dash?.join(" ")} opacity={opacity}>
          {title}
        </path>
      );
    case "rect":
      return (
        <rect x={shape.x} y={shape.y} width={shape.width} height={shape.height} style={{ fill: colour }} opacity={opacity}>
          {title}
        </rect>
      );
    case "dot":
      return (
        <path d={markPath(shape.x, shape.y, shape.radius, shape.form)} style={{ fill: colour }} opacity={opacity}>
          {title}
        </path>
      );
    case "text":
      return (
        <text x={shape.x} y={shape.y} textAnchor={shape.anchor} style={{ fill: colour }} fontWeight={shape.bold ? 600 : undefined}>
          {shape.text}
          {title}
        </text>
      );
  }
}
