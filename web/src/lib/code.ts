// The lines that read a run in a program of one's own.

export function pythonLines(uri: string, run: string): string {
  return `import runlore as mlflow  # or: import mlflow

mlflow.set_tracking_uri(${JSON.stringify(uri)})
run = mlflow.get_run(${JSON.stringify(run)})
print(run.data.params, run.data.metrics)
folder = mlflow.artifacts.download_artifacts(run_id=run.info.run_id)`;
}

export function rustLines(uri: string, run: string): string {
  return `fn main() -> runlore::Result<()> {
    runlore::set_tracking_uri(${rust(uri)});
    let run = runlore::get_run(${rust(run)})?;
    println!("{:?} {:?}", run.data.params, run.data.metrics);
    let folder = runlore::download_artifacts(&run.info.run_id, "", "run".as_ref())?;
    println!("{}", folder.display());
    Ok(())
}`;
}

/** Rust knows neither JSON's \\u1234 nor its \\b and \\f. */
function rust(text: string): string {
  const escape = (character: string) => `\\u{${character.charCodeAt(0).toString(16)}}`;
  return `"${text.replace(/["\\]/g, "\\$&").replace(/[\u0000-\u001f]/g, escape)}"`;
}
