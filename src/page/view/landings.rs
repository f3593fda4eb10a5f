//! Who lands where: a matrix of senders and targets that becomes a list on narrow screens, and every candidate's reason.

use super::super::dom::Part;
use super::super::format::short;
use super::{View, badge};
use crate::report::wire::{Landing, LandingFrom, LandingTo};

/// Rows shown at first.
pub(crate) const FIRST_ROWS: usize = 25;
/// Rows that each "show more" adds.
pub(crate) const MORE_ROWS: usize = 200;
/// More target columns than this, and the matrix is shown as a list on every screen.
const MOST_COLUMNS: usize = 5;

/// The matrix and the reasons; `None` where no session was followed.
pub(crate) fn landings(view: View<'_>, shown: usize) -> Option<Part> {
    let landings = &view.report.landings;
    if landings.is_empty() {
        return None;
    }
    let part = Part::template("landings");
    let columns = distinct(landings.iter().map(|l| &l.to));
    let rows = distinct(landings.iter().map(|l| &l.from));
    let head = part.slot("head");
    for to in &columns {
        let cell = Part::template("head");
        head.add(cell.text(&target(view, to)));
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
    let whole: Vec<_> = landings.iter().enumerate().filter(|(_, l)| !l.candidates.is_empty()).take(shown).collect();
    for &(index, landing) in &whole {
        part.slot("reasons").add(&candidates_fold(view, landing, &index.to_string()));
    }
    if whole.is_empty() {
        part.slot("reasons-fold").remove();
    }
    Some(part)
}

/// One landing by itself: the answer of the what-if question.
pub(crate) fn landing(view: View<'_>, landing: &Landing) -> Part {
    let part = Part::template("landing");
    let (kind, sign, word, text) = outcome(view, outcome_of(landing));
    part.slot("badge").add(&badge(kind, sign, word));
    let connector = landing.connector.as_deref().unwrap_or(view.words.landing_none);
    part.slot("connector").add_new("b", "name", connector);
    part.slot("connector").add_text(&format!(": {text} {}", landing.predicted_reply.as_deref().unwrap_or_default()));
    part
}

/// Every connector of the target server with its verdict and reason.
pub(crate) fn fill_candidates(view: View<'_>, landing: &Landing, list: &Part) {
    for candidate in &landing.candidates {
        let reason = Part::template("reason");
        reason.set("name", short(&candidate.connector)).set("reason", &candidate.reason);
        let words = view.words;
        let verdict = match candidate.verdict {
            "chosen" => words.verdict_chosen,
            "less-specific" => words.verdict_less_specific,
            "tie" => words.verdict_tie,
            "no-range-match" => words.verdict_no_range_match,
            "other-family" => words.verdict_other_family,
            "other-address" => words.verdict_other_address,
            "other-port" => words.verdict_other_port,
            "other-role" => words.verdict_other_role,
            "disabled" => words.verdict_disabled,
            _ => words.verdict_unknown,
        };
        reason.set("verdict", verdict);
        if candidate.verdict == "chosen" {
            reason.class("win");
        }
        list.add(&reason);
    }
}

/// Colour class, sign, word and sentence of an outcome.
pub(crate) fn outcome(view: View<'_>, outcome: &str) -> (&'static str, &'static str, &'static str, &'static str) {
    let words = view.words;
    match outcome {
        "works" => ("good", "✓", words.outcome_works, words.outcome_works_text),
        "refused" => ("bad", "✕", words.outcome_refused, words.outcome_refused_text),
        "no-connector" => ("bad", "✕", words.outcome_no_connector, words.outcome_no_connector_text),
        CONTRADICTED => ("ask", "≠", words.outcome_contradicted, words.outcome_contradicted_text),
        "nothing-listens" => ("bad", "✕", words.outcome_nothing_listens, words.outcome_nothing_listens_text),
        _ => ("ask", "?", words.outcome_undecidable, words.outcome_undecidable_text),
    }
}

/// The word of an outcome.
pub(crate) fn outcome_word(view: View<'_>, landing: &Landing) -> &'static str {
    outcome(view, outcome_of(landing)).2
}

const CONTRADICTED: &str = "contradicted";

/// What was seen counts more than what follows.
fn outcome_of(landing: &Landing) -> &'static str {
    if landing.contradicted { CONTRADICTED } else { landing.outcome }
}

fn row(view: View<'_>, from: &LandingFrom, columns: &[&LandingTo], listed: bool) -> Part {
    let row = Part::template("row");
    row.set("server", from.server.as_deref().unwrap_or(view.words.landing_unknown)).set("address", &from.address);
    let own: Vec<&Landing> = view.report.landings.iter().filter(|l| &l.from == from).collect();
    for to in columns {
        let mut landings = own.iter().filter(|l| &&l.to == to).peekable();
        let empty = landings.peek().is_none();
        if empty && listed {
            continue;
        }
        let cell = Part::template("cell");
        for landing in landings {
            let one = Part::template("landing");
            let (kind, sign, word, _) = outcome(view, outcome_of(landing));
            one.slot("badge").add(&badge(kind, sign, word));
            one.set("connector", landing.connector.as_deref().map_or("", short));
            cell.add(&one);
        }
        if empty {
            cell.class("none").set("where", "–");
        } else {
            cell.set("where", &target(view, to));
        }
        row.add(&cell);
    }
    row
}

fn target(view: View<'_>, to: &LandingTo) -> String {
    let server = match &to.local {
        Some(local) => format!("{} ({local})", to.server),
        None => to.server.clone(),
    };
    view.words.landing_to(server, to.port)
}

fn candidates_fold(view: View<'_>, landing: &Landing, key: &str) -> Part {
    let fold = Part::template("candidates");
    let who = landing
        .from
        .server
        .as_ref()
        .map_or_else(|| landing.from.address.clone(), |server| format!("{server} ({})", landing.from.address));
    fold.set("summary", &view.words.reasons_for(who, &landing.to.server, landing.to.port));
    fold.attr("data-key", &format!("landing-{key}")).attr("data-landing", key);
    fold
}

/// Values in order of first appearance.
fn distinct<'a, T: Ord>(values: impl Iterator<Item = &'a T>) -> Vec<&'a T> {
    let mut all: Vec<(usize, &T)> = values.enumerate().collect();
    all.sort_by(|a, b| a.1.cmp(b.1).then(a.0.cmp(&b.0)));
    all.dedup_by(|later, first| later.1 == first.1);
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, value)| value).collect()
}
