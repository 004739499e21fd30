// Says whether the page follows what happens.
import { type Live, useLive } from "./useLive";

const WORDS: Record<Live, [string, string]> = {
  connecting: ["Connecting", "The page will follow what is logged."],
  live: ["Live", "What is logged appears here by itself."],
  away: ["Not live", "The server does not answer. The page goes on by itself when it does."],
  paused: ["Paused", "The page goes on when it is seen again."],
};

export function LiveMark() {
  const live = useLive();
  const [word, title] = WORDS[live];
  return (
    <span className={`live-mark ${live}`} title={title} role="status">
      <span aria-hidden="true">{live === "live" ? "●" : "○"}</span>
      <span className="live-word"> {word}</span>
    </span>
  );
}
