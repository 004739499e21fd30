//! Which metrics are asked for.

use std::sync::Arc;

use runlore::Result;
use runlore_eval::judges::Usage;
use runlore_eval::{Defaults, ModelType, Scorer};
use runlore_eval_io::{Watch, named};
use serde_json::json;

use super::EvaluateArgs;
use crate::progress::Bar;

/// What is computed.
pub(super) struct Chosen {
    /// The metrics in their order.
    pub(super) scorers: Vec<Box<dyn Scorer>>,
    /// Where judges count what they spend.
    pub(super) usage: Vec<Arc<Usage>>,
}

pub(super) fn chosen(args: &EvaluateArgs) -> Result<Chosen> {
    let env = |name: &str| variable(name, args);
    let bar = Bar::is_seen().then(|| Arc::new(Bar::line()));
    let mut scorers = match &args.model_type {
        Some(name) => ModelType::from_name(name)?.scorers(&Defaults::default())?,
        None => Vec::new(),
    };
    for scorer in scorers.iter_mut().filter(|scorer| scorer.name() == "toxicity") {
        // The one with the model of this machine.
        *scorer = named(r#"{"metric": "toxicity"}"#, &env, &watch("toxicity", bar.clone()))?.scorer;
    }
    for metric in &args.metrics {
        scorers.push(named(&spec(metric).to_string(), &env, &watch(metric, bar.clone()))?.scorer);
    }
    let mut usage = Vec::new();
    for judge in &args.judges {
        let watch = watch(judge, bar.clone());
        let spec = json!({"metric": "judge", "name": judge, "judge": judge, "model": args.judge_model});
        let made = named(&spec.to_string(), &env, &watch)?;
        scorers.push(made.scorer);
        usage.extend(made.usage);
    }
    if scorers.is_empty() {
        return Err(runlore::Error::invalid("Say what to compute: --model-type, --metrics or --judges."));
    }
    Ok(Chosen { scorers, usage })
}

/// A variable of the environment, of which what was typed goes before all that name an endpoint or the folder of models.
fn variable(name: &str, args: &EvaluateArgs) -> Option<String> {
    let typed = match name {
        "OPENAI_API_BASE" | "OPENAI_BASE_URL" => args.judge_url.clone(),
        "RUNLORE_EVAL_MODEL_DIR" => args.model_dir.as_ref().map(|path| path.display().to_string()),
        _ => None,
    };
    typed.or_else(|| std::env::var(name).ok())
}

/// Shows how many rows a slow metric has scored, where somebody looks.
fn watch(metric: &str, bar: Option<Arc<Bar>>) -> Watch {
    let metric = metric.to_owned();
    Arc::new(move |done, of| {
        if let Some(bar) = &bar {
            bar.say(format!("{metric}: {done} of {of} rows"));
        }
        true
    })
}

/// `precision_at_5` is `precision_at_k` with its number.
fn spec(metric: &str) -> serde_json::Value {
    let number = metric.rsplit_once("_at_").and_then(|(name, k)| Some((name, k.parse::<u64>().ok()?)));
    match number {
        Some((name, k)) => json!({"metric": format!("{name}_at_k"), "k": k}),
        None => json!({"metric": metric}),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    #[derive(Debug, clap::Parser)]
    struct Typed {
        #[command(flatten)]
        args: EvaluateArgs,
    }

    #[test]
    fn what_is_typed_goes_before_the_environment() {
        let line =
            ["x", "--data", "d.csv", "--predictions", "p", "--judge-url", "http://typed/v1", "--model-dir", "/typed"];
        let args = Typed::try_parse_from(line).unwrap().args;
        let env = |name: &str| variable(name, &args);
        let settings = runlore_eval_io::Settings::from_env(&env).unwrap();
        assert_eq!(settings.base_url, "http://typed/v1");
        for name in ["OPENAI_API_BASE", "OPENAI_BASE_URL"] {
            assert_eq!(env(name).as_deref(), Some("http://typed/v1"), "whichever is set and counts first");
        }
        assert_eq!(env("RUNLORE_EVAL_MODEL_DIR").as_deref(), Some("/typed"));
    }
}
