//! Which metrics are asked for.

use std::sync::Arc;

use runlore::Result;
use runlore_eval::judges::Usage;
use runlore_eval::{Defaults, ModelType, Scorer, scorers};
use runlore_eval_io::{Watch, named};
use serde_json::json;

use super::EvaluateArgs;

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
    let env = |name: &str| match (name, &args.judge_url) {
        ("OPENAI_BASE_URL", Some(url)) => Some(url.clone()),
        _ => std::env::var(name).ok(),
    };
    let watch: Watch = Arc::new(|_, _| true);
    let mut usage = Vec::new();
    for judge in &args.judges {
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

/// `precision_at_5` is `precision_at_k` with its number.
fn spec(metric: &str) -> serde_json::Value {
    let number = metric.rsplit_once("_at_").and_then(|(name, k)| Some((name, k.parse::<u64>().ok()?)));
    match number {
        Some((name, k)) => json!({"metric": format!("{name}_at_k"), "k": k}),
        None => json!({"metric": metric}),
    }
}
