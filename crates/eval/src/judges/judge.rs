//! A metric that a language model scores: rows into questions, replies into scores.

use std::fmt;
use std::sync::Arc;

use runlore_domain::{Error, Result};
use serde_json::Value;

use super::prompt::{self, Section};
use super::{Answered, ChatModel, ChatRequest, Rubric, Told, Usage, parse};
use crate::scorers::{NO_ANSWER, numbers};
use crate::{Aggregation, Context, Direction, RowScore, Scorer, Scores, cells};

/// So many rows are turned into questions at a time: prompts are large.
const AT_ONCE: usize = 4096;

type Progress = dyn Fn(usize, usize) + Send + Sync;

/// A rubric and the model that grades by it.
pub struct Judge {
    rubric: Rubric,
    model: Arc<dyn ChatModel>,
    usage: Arc<Usage>,
    progress: Option<Box<Progress>>,
}

impl Judge {
    /// A judge that grades by `rubric`.
    ///
    /// # Errors
    /// When the rubric has no name, its scale is empty, or an example's score is not on it.
    pub fn new(rubric: Rubric, model: Arc<dyn ChatModel>) -> Result<Self> {
        rubric.check()?;
        Ok(Self { rubric, model, usage: Arc::default(), progress: None })
    }

    /// Which tells how many rows have their reply, of how many: with each reply, and a few times a second.
    #[must_use]
    pub fn with_progress(mut self, progress: impl Fn(usize, usize) + Send + Sync + 'static) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// What it grades by.
    pub fn rubric(&self) -> &Rubric {
        &self.rubric
    }

    /// Which counts what it spends there: several judges can have one counter.
    #[must_use]
    pub fn with_usage(mut self, usage: Arc<Usage>) -> Self {
        self.usage = usage;
        self
    }

    /// Where it counts what it spends: an evaluation takes the judge and leaves this.
    pub fn usage(&self) -> Arc<Usage> {
        Arc::clone(&self.usage)
    }

    /// The columns that it sees, with what it calls them.
    fn columns<'a>(&self, context: &Context<'a>) -> Result<Vec<(&str, &'a [Value])>> {
        let input = self.rubric.sees_input.then_some("inputs");
        let names = input.into_iter().chain(self.rubric.sees.iter().map(String::as_str));
        let cells = |name| match name {
            "targets" => context.targets(),
            name => context.column(name).map_err(|error| {
                let told = format!("{} If it is called otherwise, say so in col_mapping.", error.message());
                Error::new(error.kind(), told)
            }),
        };
        names.map(|name| Ok((name, cells(name)?))).collect()
    }

    fn request(&self, columns: &[(&str, &[Value])], row: usize, answer: &str) -> ChatRequest {
        let seen = columns.iter().map(|(name, cells)| (prompt::title(name), prompt::text(&cells[row])));
        let sections: Vec<Section> = seen.chain([(prompt::title("predictions"), answer.to_owned())]).collect();
        prompt::request(&self.rubric, &sections)
    }

    fn row(&self, request: &ChatRequest, answer: &Answered) -> RowScore {
        let failed = |error: String, raw: Option<String>| RowScore { error: Some(error), raw, ..RowScore::default() };
        let reply = match answer {
            Ok(reply) => reply,
            Err(failure) => return failed(failure.message.clone(), failure.raw.clone()),
        };
        let cut = reply.finish_reason.as_deref() == Some("length");
        let verdict = reply
            .answer()
            .map_err(|failure| (failure.message, failure.raw))
            .and_then(|text| parse(text, &self.rubric.scale, cut).map_err(|why| (why, Some(text.to_owned()))));
        match verdict {
            Ok(verdict) => {
                RowScore { score: verdict.score.into(), justification: verdict.justification, ..RowScore::default() }
            }
            Err((error, raw)) => {
                self.model.forget(request);
                failed(error, raw)
            }
        }
    }
}

impl Scorer for Judge {
    fn name(&self) -> &str {
        &self.rubric.label.name
    }

    fn key(&self) -> String {
        self.rubric.label.key()
    }

    fn direction(&self) -> Direction {
        self.rubric.label.direction
    }

    fn is_counted(&self) -> bool {
        true
    }

    fn check(&self, context: &Context<'_>) -> Result<()> {
        cells::check_predictions(context)?;
        for (name, column) in self.columns(context)? {
            cells::refuse(context, name, column, column.iter().position(Value::is_null), "there for the judge to see")?;
        }
        Ok(())
    }

    fn score(&self, context: &Context<'_>) -> Result<Scores> {
        let columns = self.columns(context)?;
        let mut rows = vec![RowScore::failed(NO_ANSWER); context.rows()];
        let answered: Vec<_> =
            context.predictions.iter().enumerate().filter_map(|(row, cell)| Some((row, cell.as_str()?))).collect();
        let mut done = 0;
        for some in answered.chunks(AT_ONCE) {
            let requests: Vec<_> = some.iter().map(|(row, answer)| self.request(&columns, *row, answer)).collect();
            self.model.each(&requests, &mut |told| {
                if let Told::Answered(at, answer) = told {
                    self.usage.add(&answer);
                    rows[some[at].0] = self.row(&requests[at], &answer);
                    done += 1;
                }
                if let Some(progress) = &self.progress {
                    progress(done, answered.len());
                }
            });
        }
        let aggregates = Aggregation::all_of(&self.rubric.label.aggregations, &numbers(&rows));
        Ok(Scores { rows: Some(rows), aggregates })
    }
}

impl fmt::Debug for Judge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Judge").field("rubric", &self.rubric).field("model", &self.model.name()).finish_non_exhaustive()
    }
}
