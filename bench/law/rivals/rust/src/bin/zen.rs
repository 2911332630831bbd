//! GoRules ZEN, native, the decision compiled (bytecode and table indexes).

use licet_rivals::{serve, Engine, Question, WORD_FACTS};
use serde_json::{Map, Value};
use std::time::Instant;
use zen_engine::model::{DecisionContent, GraphContent};
use zen_engine::{Decision, Variable};

struct Zen {
    decision: Decision,
    runtime: tokio::runtime::Runtime,
}

impl Engine for Zen {
    type Asked = Variable;

    fn prepare(&self, question: &Question) -> Variable {
        let mut facts = Map::new();
        for (name, word) in WORD_FACTS.iter().zip(&question.words) {
            if let Some(word) = word {
                facts.insert((*name).to_owned(), Value::from(word.as_str()));
            }
        }
        if let Some(value) = question.value {
            facts.insert("value".to_owned(), Value::from(value));
        }
        if let Some(military) = question.military {
            facts.insert("military".to_owned(), Value::from(military));
        }
        if let Some(certificate) = question.certificate {
            facts.insert("certificate".to_owned(), Value::from(certificate));
        }
        facts.insert("day".to_owned(), Value::from(question.day));
        Value::Object(facts).into()
    }

    fn decide(&self, asked: &Variable) -> char {
        let answered = self.runtime.block_on(self.decision.evaluate(asked.shallow_clone()));
        match answered.ok().and_then(|response| response.result.dot("allow")) {
            Some(Variable::Bool(true)) => 'A',
            Some(Variable::Bool(false)) => 'L',
            _ => 'E',
        }
    }
}

fn main() {
    let path = std::env::args().nth(1).expect("the decision's file");
    let text = std::fs::read_to_string(path).expect("the decision");
    let start = Instant::now();
    let content: DecisionContent = serde_json::from_str(&text).expect("a decision");
    let graph: std::sync::Arc<GraphContent> = match content {
        DecisionContent::Graph(graph) => graph,
        _ => panic!("not a graph"),
    };
    let mut decision = Decision::from(graph);
    decision.compile();
    let load = start.elapsed();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    serve(Zen { decision, runtime }, load);
}
