// What two of the runs asked their models with: the templates with the words that changed, and what became of them in a row.
import { Empty } from "../../ui/Empty";
import { Trouble } from "../../ui/states";
import { inEach } from "../../lib/firstLines";
import { paired } from "../../lib/prompts";
import { Pair, usePair } from "./Pair";
import { PromptPairs } from "./prompts/PromptPairs";
import { RowPrompts } from "./prompts/RowPrompts";
import { usePrompts } from "./prompts/usePrompts";
import "../../styles/compared.css";

export function Prompts({ ids }: { ids: string[] }) {
  const pair = usePair(ids);
  const { prompts, loading, failed } = usePrompts(pair);
  const [before, after] = prompts;
  const found = before && after ? paired(before, after) : [];
  return (
    <>
      <div className="tools">
        <Pair ids={ids} pair={pair} />
      </div>
      {failed?.error && <Trouble what="Some of the prompts could not be read." error={failed.error} again={() => void failed.refetch()} />}
      <div className="prompts" tabIndex={0} role="group" aria-label="Prompts">
        <section aria-labelledby="templates">
          <h2 id="templates">Templates</h2>
          {found.length === 0 &&
            (loading ? (
              <p className="quiet">Loading…</p>
            ) : (
              before && after && <NoPrompt pair={pair} />
            ))}
          <PromptPairs found={found} />
        </section>
        {before && after && <RowPrompts key={pair.join()} pair={pair} prompts={[before, after]} />}
      </div>
    </>
  );
}

function NoPrompt({ pair }: { pair: string[] }) {
  const code = inEach(pair, "style", ["Answer briefly", "Think step by step"], ['mlflow.log_param("prompt_template", style + ": {question}")']);
  return (
    <Empty what="Neither run has a prompt." code={code}>
      <p className="quiet">
        One is found in params and tags whose name says so (<code>prompt_template</code>, <code>system_prompt</code>), in text files named{" "}
        <code>prompt…</code> or in a folder <code>prompts</code>, and in the messages of a logged model.
      </p>
    </Empty>
  );
}
