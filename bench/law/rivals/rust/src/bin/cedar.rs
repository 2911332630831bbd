//! Cedar, native: one policy set, one entity hierarchy, requests made beforehand.

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityUid, PolicySet, Request,
    RestrictedExpression,
};
use licet_rivals::{serve, Engine, Question, WORD_FACTS};
use std::collections::{HashMap, HashSet};
use std::time::Instant;

struct Cedar {
    authorizer: Authorizer,
    policies: PolicySet,
    entities: Entities,
}

fn uid(kind: &str, id: &str) -> EntityUid {
    format!("{kind}::\"{id}\"").parse().expect("an entity")
}

const MEMBER: [&str; 4] = ["Item", "Place", "Use", "Role"];

impl Engine for Cedar {
    type Asked = Request;

    fn prepare(&self, question: &Question) -> Request {
        let mut facts = vec![("day".to_owned(), RestrictedExpression::new_long(question.day))];
        for i in 1..4 {
            if let Some(word) = &question.words[i] {
                let value = RestrictedExpression::new_entity_uid(uid(MEMBER[i], word));
                facts.push((WORD_FACTS[i].to_owned(), value));
            }
        }
        if let Some(value) = question.value {
            facts.push(("value".to_owned(), RestrictedExpression::new_long(value)));
        }
        if let Some(military) = question.military {
            facts.push(("military".to_owned(), RestrictedExpression::new_bool(military)));
        }
        if let Some(certificate) = question.certificate {
            facts.push(("certificate".to_owned(), RestrictedExpression::new_bool(certificate)));
        }
        let item = question.words[0].as_deref().unwrap_or("unknown");
        let context = Context::from_pairs(facts).expect("a context");
        Request::new(uid("Party", "exporter"), uid("Action", "export"), uid("Item", item), context,
                     None).expect("a request")
    }

    fn decide(&self, asked: &Request) -> char {
        match self.authorizer.is_authorized(asked, &self.policies, &self.entities).decision() {
            Decision::Allow => 'A',
            Decision::Deny => 'L',
        }
    }
}

/// Lines of: type of the member, member, type of its groups, groups.
fn read_entities(path: &str) -> Entities {
    let text = std::fs::read_to_string(path).expect("the entities");
    let mut parents: HashMap<EntityUid, HashSet<EntityUid>> = HashMap::new();
    let mut groups: HashSet<EntityUid> = HashSet::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let own = parents.entry(uid(cells[0], cells[1])).or_default();
        for group in cells[3].split(',') {
            own.insert(uid(cells[2], group));
            groups.insert(uid(cells[2], group));
        }
    }
    let members = parents.into_iter().map(|(id, up)| Entity::new_no_attrs(id, up));
    let groups = groups.into_iter().map(|id| Entity::new_no_attrs(id, HashSet::new()));
    Entities::from_entities(members.chain(groups), None).expect("a hierarchy")
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let policies = arguments.next().expect("the policies' file");
    let entities = arguments.next().expect("the entities' file");
    let text = std::fs::read_to_string(policies).expect("the policies");
    let start = Instant::now();
    let policies: PolicySet = text.parse().expect("policies");
    let entities = read_entities(&entities);
    let load = start.elapsed();
    serve(Cedar { authorizer: Authorizer::new(), policies, entities }, load);
}
