//! Kinds of models, which decide the metrics that an evaluation has without being asked.

use runlore_domain::{Error, Result};

use crate::Scorer;
use crate::readability::Edition;
use crate::scorers::{
    ExactMatch, Toxicity, ari_grade_level, flesch_kincaid_grade_level, ndcg_at_k, precision_at_k, recall_at_k, rouge_l,
    rouge_lsum, rouge1, rouge2, token_count,
};
use crate::token_count::Encoding;

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

/// What the metrics of model types can be told.
#[derive(Debug, Clone)]
pub struct Defaults {
    /// How many documents of a search count: 1 or more, 3 by default.
    pub retriever_k: usize,
    /// Whose tokens are counted: `cl100k_base` by default.
    pub encoding: Encoding,
    /// Whose readability it is: textstat 0.7.13's by default.
    pub edition: Edition,
    /// With a model that says how hateful a text is; unavailable by default.
    pub toxicity: Toxicity,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            retriever_k: 3,
            encoding: Encoding::Cl100k,
            edition: Edition::Textstat0_7_13,
            toxicity: Toxicity::default(),
        }
    }
}

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

    /// Its metrics, in MLflow's order, which is that of the table.
    ///
    /// # Errors
    /// When no document of a search would count.
    pub fn scorers(self, defaults: &Defaults) -> Result<Vec<Box<dyn Scorer>>> {
        Ok(match self {
            Self::QuestionAnswering => [text(defaults), vec![Box::new(ExactMatch)]].into_iter().flatten().collect(),
            Self::TextSummarization => {
                let rouge: [Box<dyn Scorer>; 4] =
                    [Box::new(rouge1()), Box::new(rouge2()), Box::new(rouge_l()), Box::new(rouge_lsum())];
                text(defaults).into_iter().chain(rouge).collect()
            }
            Self::Text => text(defaults),
            Self::Retriever => match defaults.retriever_k {
                0 => {
                    let told = "The number of documents that count, retriever_k, must be 1 or more; it is 0.";
                    return Err(Error::invalid(told));
                }
                k => vec![Box::new(precision_at_k(k)), Box::new(recall_at_k(k)), Box::new(ndcg_at_k(k))],
            },
        })
    }
}

/// The metrics of every text.
fn text(defaults: &Defaults) -> Vec<Box<dyn Scorer>> {
    vec![
        Box::new(token_count(defaults.encoding)),
        Box::new(defaults.toxicity.clone()),
        Box::new(flesch_kincaid_grade_level(defaults.edition)),
        Box::new(ari_grade_level(defaults.edition)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_are_mlflows_in_its_order() {
        let keys = |one: ModelType| {
            let scorers = one.scorers(&Defaults::default()).unwrap();
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
        let none = Defaults { retriever_k: 0, ..Defaults::default() };
        assert!(ModelType::Retriever.scorers(&none).is_err());
    }
}
