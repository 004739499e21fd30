//! Kinds of models, which decide the metrics that an evaluation has without being asked.

use runlore_domain::{Error, Result};

use crate::Scorer;
use crate::scorers::{Options, by_name};

/// What a model does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelType {
    /// It answers questions.
    QuestionAnswering,
    /// It shortens texts.
    TextSummarization,
    /// It writes.
    Text,
    /// It finds documents.
    Retriever,
}

/// The metrics of every text.
const TEXT: [&str; 4] = ["token_count", "toxicity", "flesch_kincaid_grade_level", "ari_grade_level"];

impl ModelType {
    /// Those that there are.
    pub const ALL: [Self; 4] = [Self::QuestionAnswering, Self::TextSummarization, Self::Text, Self::Retriever];

    /// MLflow's name: `question-answering`, `text-summarization`, `text` or `retriever`.
    pub fn name(self) -> &'static str {
        match self {
            Self::QuestionAnswering => "question-answering",
            Self::TextSummarization => "text-summarization",
            Self::Text => "text",
            Self::Retriever => "retriever",
        }
    }

    /// The one of a name.
    ///
    /// # Errors
    /// When there is none; the error lists those that there are. MLflow's `classifier` and `regressor` have one of
    /// their own: Runlore evaluates texts and searches.
    pub fn from_name(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            Error::invalid(match name {
                "classifier" | "regressor" => format!(
                    "Runlore does not evaluate a model of type {name}: its metrics are of texts and searches. It \
                     evaluates: {names}."
                ),
                _ => format!("There is no model type {name}; there are: {names}."),
            })
        })
    }

    /// The names of its metrics, in MLflow's order, which is that of the table.
    pub fn metrics(self, options: &Options) -> Vec<String> {
        let mut names: Vec<String> = match self {
            Self::Retriever => Vec::new(),
            _ => TEXT.map(str::to_owned).into(),
        };
        match self {
            Self::QuestionAnswering => names.push("exact_match".to_owned()),
            Self::TextSummarization => names.extend(["rouge1", "rouge2", "rougeL", "rougeLsum"].map(str::to_owned)),
            Self::Text => {}
            Self::Retriever => {
                names.extend(["precision", "recall", "ndcg"].map(|name| format!("{name}_at_{}", options.retriever_k)));
            }
        }
        names
    }

    /// Its metrics.
    ///
    /// # Errors
    /// When no document of a search would count.
    pub fn scorers(self, options: &Options) -> Result<Vec<Box<dyn Scorer>>> {
        if options.retriever_k == 0 {
            return Err(Error::invalid("The number of documents that count, retriever_k, must be 1 or more; it is 0."));
        }
        self.metrics(options).iter().map(|name| by_name(name, options)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_are_mlflows_in_its_order() {
        let keys = |one: ModelType| {
            let scorers = one.scorers(&Options::default()).unwrap();
            scorers.iter().map(|scorer| scorer.key()).collect::<Vec<_>>()
        };
        let text = ["token_count", "toxicity/v1", "flesch_kincaid_grade_level/v1", "ari_grade_level/v1"];
        assert_eq!(keys(ModelType::Text), text);
        assert_eq!(keys(ModelType::QuestionAnswering)[..4], text);
        assert_eq!(keys(ModelType::QuestionAnswering)[4..], ["exact_match/v1"]);
        assert_eq!(keys(ModelType::TextSummarization)[4..], ["rouge1/v1", "rouge2/v1", "rougeL/v1", "rougeLsum/v1"]);
        assert_eq!(keys(ModelType::Retriever), ["precision_at_3", "recall_at_3", "ndcg_at_3"]);
    }

    #[test]
    fn names_go_both_ways_and_others_are_refused() {
        for one in ModelType::ALL {
            assert_eq!(ModelType::from_name(one.name()).unwrap(), one);
        }
        let told = |name| ModelType::from_name(name).unwrap_err().message().to_owned();
        assert!(told("qa").ends_with("there are: question-answering, text-summarization, text, retriever."));
        assert!(told("classifier").starts_with("Runlore does not evaluate a model of type classifier"));
        let none = Options { retriever_k: 0, ..Options::default() };
        assert!(ModelType::Retriever.scorers(&none).is_err());
    }
}
