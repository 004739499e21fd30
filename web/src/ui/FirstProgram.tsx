// The Python program that fills an empty page: two prompts, to be read side by side.
import { PythonLines } from "./PythonLines";

export function FirstProgram({ experiment }: { experiment?: string }) {
  const where = experiment === undefined ? "" : `experiment_id=${JSON.stringify(experiment)}`;
  const code = `ask = str.upper  # your model: a prompt in, an answer out
questions = ["How much is 2 + 2?", "Where is Paris?"]
for template in ["Answer briefly: {question}", "Think step by step: {question}"]:
    with mlflow.start_run(${where}):
        answers = [ask(template.format(question=each)) for each in questions]
        scores = [100 - len(answer) for answer in answers]  # your measure
        mlflow.log_param("prompt_template", template)
        mlflow.log_metric("score", sum(scores) / len(scores))
        table = {"question": questions, "answer": answers, "score": scores}
        mlflow.log_table(table, "answers.json")`;
  return (
    <>
      <PythonLines code={code} />
      <p className="quiet">
        {experiment === undefined ? "Then open the experiment, select both runs" : "Then select both runs"} and press <kbd>p</kbd>, or “Predictions side by
        side”, to read which prompt answered better.
      </p>
    </>
  );
}
