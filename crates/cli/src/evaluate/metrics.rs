//! Which metrics are asked for.

use std::sync::Arc;

use runlore::Result;
use runlore_eval::judges::Usage;
use runlore_eval::{Defaults, ModelType, Scorer, scorers};
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
    let mut scorers = match &args.model_type {
        Some(name) => ModelType::from_name(name)?.scorers(&Defaults::default())?,
        None => Vec::new(),
    };
    for metric in &args.metrics {
        scorers.push(scorers::named(&spec(metric).to_string())?);
    }
    let env = |name: &str| variable(name, args.judge_url.as_deref());
    let bar = Bar::is_seen().then(|| Arc::new(Bar::line()));
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

/// A variable of the environment, of which what was typed goes before all that name an endpoint.
fn variable(name: &str, judge_url: Option<&str>) -> Option<String> {
    match (name, judge_url) {
        ("OPENAI_API_BASE" | "OPENAI_BASE_URL", Some(url)) => Some(url.to_owned()),
        _ => std::env::var(name).ok(),
    }
}

/// Shows how many rows a judge has scored, where somebody looks.
fn watch(judge: &str, bar: Option<Arc<Bar>>) -> Watch {
    let judge = judge.to_owned();
    Arc::new(move |done, of| {
        if let Some(bar) = &bar {
            bar.say(format!("{judge}: {done} of {of} rows"));
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
    use super::*;

    #[test]
    fn what_is_typed_goes_before_the_environment() {
        let env = |name: &str| variable(name, Some("http://typed/v1"));
        let settings = runlore_eval_io::Settings::from_env(&env).unwrap();
        assert_eq!(settings.base_url, "http://typed/v1");
        for name in ["OPENAI_API_BASE", "OPENAI_BASE_URL"] {
            assert_eq!(env(name).as_deref(), Some("http://typed/v1"), "whichever is set and counts first");
        }
    }
}
