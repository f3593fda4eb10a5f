//! Who lands where: a matrix of senders and targets that becomes a list on narrow screens, and every candidate's reason.

use super::super::dom::Part;
use super::super::format::whole_words;
use super::{View, badge, table};
use crate::report::wire::{GroupTarget, Landing, LandingFrom, LandingGroup, LandingOutcome, VerdictCode};
use crate::words;
use crate::words::common::short_name;

/// Rows shown at first.
pub(crate) const FIRST_ROWS: usize = 25;
/// Rows that each "show more" adds.
pub(crate) const MORE_ROWS: usize = 200;
/// More target columns than this, and the matrix is shown as a list on every screen.
const MOST_COLUMNS: usize = 5;

/// The matrix and the reasons; `None` where no session was followed.
pub(crate) fn landings(view: View<'_>, shown: usize) -> Option<Part> {
    let groups = &view.report.landings;
    if groups.is_empty() {
        return None;
    }
    let part = Part::template("landings");
    let columns = distinct(groups.iter().map(|group| endpoints(&group.to)));
    let rows = distinct(groups.iter().map(|group| group.from.as_slice()));
    let head = part.slot("head");
    for to in &columns {
        let all: Vec<String> = to.iter().map(|to| target(view, *to)).collect();
        head.add(&members(&Part::template("head"), &targets(view, to), &all));
    }
    let listed = columns.len() > MOST_COLUMNS;
    if listed {
        part.find("table").class("listed");
    }
    for from in rows.iter().take(shown) {
        part.slot("rows").add(&row(view, from, &columns, listed));
    }
    if rows.len() > shown {
        part.set("more-button", &view.words.landing_more(shown, rows.len()));
    } else {
        part.slot("more").remove();
    }
    for (index, group) in groups.iter().enumerate().take(shown) {
        part.slot("reasons").add(&candidates_fold(view, group, &index.to_string()));
    }
    Some(part)
}

/// One landing by itself: the answer of the what-if question.
pub(crate) fn landing(view: View<'_>, landing: &Landing) -> Part {
    let part = Part::template("landing");
    let (kind, sign, word, text) = outcome(view, landing.outcome, landing.contradicted);
    part.slot("badge").add(&badge(kind, sign, word));
    let connector = landing.connector.as_deref().unwrap_or(view.words.landing_none);
    part.slot("connector").add_new("b", "name", connector);
    part.slot("connector").add_text(&format!(": {text} {}", landing.predicted_reply.as_deref().unwrap_or_default()));
    part
}

/// Every connector of the targets of a group with its verdict and reason.
pub(crate) fn fill_group(view: View<'_>, group: &LandingGroup, list: &Part) {
    for candidate in &group.candidates {
        list.add(&reason(view, &candidate.name, candidate.verdict, &candidate.reason));
    }
}

/// Every connector of the target server with its verdict and reason.
pub(crate) fn fill_candidates(view: View<'_>, landing: &Landing, list: &Part) {
    for candidate in &landing.candidates {
        list.add(&reason(view, short_name(&candidate.connector), candidate.verdict, &candidate.reason));
    }
}

fn reason(view: View<'_>, name: &str, verdict: VerdictCode, reason: &str) -> Part {
    let part = Part::template("reason");
    whole_words(&part.slot("name"), name);
    whole_words(&part.slot("reason"), reason);
    let words = view.words;
    let word = match verdict {
        VerdictCode::Chosen => words.verdict_chosen,
        VerdictCode::LessSpecific => words.verdict_less_specific,
        VerdictCode::Tie => words.verdict_tie,
        VerdictCode::NoRangeMatch => words.verdict_no_range_match,
        VerdictCode::OtherFamily => words.verdict_other_family,
        VerdictCode::OtherAddress => words.verdict_other_address,
        VerdictCode::OtherPort => words.verdict_other_port,
        VerdictCode::OtherRole => words.verdict_other_role,
        VerdictCode::Disabled => words.verdict_disabled,
        VerdictCode::Unknown => words.verdict_unknown,
    };
    part.set("verdict", word);
    if verdict == VerdictCode::Chosen {
        part.class("win");
    }
    part
}

/// Colour class, sign, word and sentence of an outcome. What was seen counts more than what follows.
pub(crate) fn outcome(
    view: View<'_>,
    outcome: LandingOutcome,
    contradicted: bool,
) -> (&'static str, &'static str, &'static str, &'static str) {
    let words = view.words;
    if contradicted {
        return ("ask", "≠", words.outcome_contradicted, words.outcome_contradicted_text);
    }
    match outcome {
        LandingOutcome::Works => ("good", "✓", words.outcome_works, words.outcome_works_text),
        LandingOutcome::Refused => ("bad", "✕", words.outcome_refused, words.outcome_refused_text),
        LandingOutcome::NoConnector => ("bad", "✕", words.outcome_no_connector, words.outcome_no_connector_text),
        LandingOutcome::NothingListens => {
            ("bad", "✕", words.outcome_nothing_listens, words.outcome_nothing_listens_text)
        }
        LandingOutcome::Undecidable => ("ask", "?", words.outcome_undecidable, words.outcome_undecidable_text),
    }
}

/// Server, local address and port of each target.
type Endpoints<'a> = Vec<(&'a str, Option<&'a str>, u16)>;

fn endpoints(targets: &[GroupTarget]) -> Endpoints<'_> {
    targets.iter().map(|to| (to.server.as_str(), to.local.as_deref(), to.port)).collect()
}

fn row(view: View<'_>, from: &[LandingFrom], columns: &[Endpoints<'_>], listed: bool) -> Part {
    let row = Part::template("row");
    let all: Vec<String> = from.iter().map(|from| sender(view, from)).collect();
    members(&row.find("th"), &senders(view, from), &all);
    for to in columns {
        let found = view.report.landings.iter().find(|group| group.from == from && endpoints(&group.to) == *to);
        let cell = Part::template("cell");
        let Some(group) = found else {
            if !listed {
                cell.class("none").set("where", "–");
                row.add(&cell);
            }
            continue;
        };
        let one = Part::template("landing");
        let (kind, sign, word, _) = outcome(view, group.outcome, group.contradicted);
        one.slot("badge").add(&badge(kind, sign, word));
        one.set("connector", &connectors(group));
        cell.add(&one);
        cell.set("where", &targets(view, to));
        row.add(&cell);
    }
    row
}

/// The name of the connector that answers at the targets of a group, or empty.
fn connectors(group: &LandingGroup) -> String {
    let chosen = group.candidates.iter().find(|c| c.verdict == VerdictCode::Chosen);
    chosen.filter(|_| group.to.iter().any(|to| to.connector.is_some())).map_or_else(String::new, |c| c.name.clone())
}

/// `EX1 (10.0.0.1)`.
pub(super) fn sender(view: View<'_>, from: &LandingFrom) -> String {
    format!("{} ({})", from.server.as_deref().unwrap_or(view.words.landing_unknown), from.address)
}

fn target(view: View<'_>, (server, local, port): (&str, Option<&str>, u16)) -> String {
    let server = match local {
        Some(local) => format!("{server} ({local})"),
        None => server.to_owned(),
    };
    view.words.landing_to(server, port)
}

/// Endpoints of one port in few words: `to EX07–EX20, port 25`; others one by one.
fn targets(view: View<'_>, all: &Endpoints<'_>) -> String {
    match all.first() {
        Some((_, None, port)) if all.iter().all(|(_, local, other)| local.is_none() && other == port) => {
            let names: Vec<String> = all.iter().map(|(server, ..)| (*server).to_owned()).collect();
            view.words.landing_to(servers(view, &names), *port)
        }
        _ => few(view, &all.iter().map(|to| target(view, *to)).collect::<Vec<_>>()),
    }
}

/// Senders in few words: `EX01–EX06 (10.10.0.1, 10.10.0.2 and 4 more)`.
fn senders(view: View<'_>, all: &[LandingFrom]) -> String {
    let known: Option<Vec<String>> = all.iter().map(|from| from.server.clone()).collect();
    match known {
        Some(names) if all.len() > 1 => {
            let addresses: Vec<String> = all.iter().map(|from| from.address.clone()).collect();
            format!("{} ({})", servers(view, &names), few(view, &addresses))
        }
        _ => few(view, &all.iter().map(|from| sender(view, from)).collect::<Vec<_>>()),
    }
}

/// Names of servers in few words: `EX1 and EX2`, `EX01–EX06`, `14 servers`.
pub(super) fn servers(view: View<'_>, names: &[String]) -> String {
    words::of(view.language).servers(names).to_string()
}

/// The members of a group: one as it is, several behind a fold that names them in few words.
fn members(part: &Part, short: &str, names: &[String]) -> Part {
    if let [name] = names {
        whole_words(&part.add_new("span", "", ""), name);
    } else {
        table::members(part, short, names);
    }
    part.clone()
}

/// Up to three names; of more, the first two and how many more there are.
pub(super) fn few(view: View<'_>, names: &[String]) -> String {
    match names {
        [first, second, _, _, ..] => {
            view.words.names_and_more(format!("{first}, {second}"), names.len().saturating_sub(2))
        }
        _ => names.join(", "),
    }
}

fn candidates_fold(view: View<'_>, group: &LandingGroup, key: &str) -> Part {
    let fold = Part::template("candidates");
    let from: Vec<String> = group.from.iter().map(|from| sender(view, from)).collect();
    let to: Vec<String> = group.to.iter().map(|to| to.server.clone()).collect();
    let port = group.to.first().map_or(0, |to| to.port);
    whole_words(&fold.slot("summary"), &view.words.reasons_for(few(view, &from), servers(view, &to), port));
    fold.attr("data-key", &format!("landing-{key}")).attr("data-landing", key);
    fold
}

/// Values in order of first appearance.
fn distinct<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut all = Vec::new();
    for value in values {
        if !all.contains(&value) {
            all.push(value);
        }
    }
    all
}
