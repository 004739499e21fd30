// Tags as rows of two boxes, with one more to begin the next.
import type { Pair } from "../../api/types";

export function TagRows({ tags, change }: { tags: Pair[]; change: (tags: Pair[]) => void }) {
  const put = (index: number, part: Partial<Pair>) => change(tags.map((tag, at) => (at === index ? { ...tag, ...part } : tag)));
  return (
    <fieldset>
      <legend>Tags</legend>
      {tags.map((tag, index) => (
        <div key={index} className="pair">
          <input aria-label={`Tag ${index + 1}`} placeholder="Tag" value={tag.key} onChange={(event) => put(index, { key: event.target.value })} />
          <input
            aria-label={`Value of tag ${index + 1}`}
            placeholder="Value"
            value={tag.value}
            onChange={(event) => put(index, { value: event.target.value })}
          />
          <button type="button" aria-label={`Remove tag ${tag.key || index + 1}`} onClick={() => change(tags.toSpliced(index, 1))}>
            Remove
          </button>
        </div>
      ))}
      <button type="button" onClick={() => change([...tags, { key: "", value: "" }])}>
        Add a tag
      </button>
    </fieldset>
  );
}
