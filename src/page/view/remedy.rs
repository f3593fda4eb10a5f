//! What to do: the recommended fix with before and after, the proof, and its steps; the other ways folded.

use super::super::dom::Part;
use super::super::format::{mark, names, short};
use super::{View, code, needs};
use crate::report::wire::{Change, Effect, Remedy};

/// Unchanged entries shown around the changed ones; the others are counted.
const MOST_KEPT: usize = 6;
/// Regions shown of one remedy; the report holds them all.
const MOST_EFFECTS: usize = 200;

/// What to do about the finding with this index; `None` where there is nothing to say.
pub(crate) fn todo(view: View<'_>, index: usize) -> Option<Part> {
    let finding = view.report.findings.get(index)?;
    let part = Part::template("todo");
    if index > 0 {
        // Only the first finding's heading has the id that names its section.
        part.attr("aria-labelledby", "").find("h2").attr("id", "");
    }
    let action = part.slot("action");
    mark(&action, &finding.action, &names(&finding.subject), "name");
    let list = part.slot("remedies");
    if let Some(first) = finding.remedies.first() {
        list.add(&remedy(view, first, &format!("{index}.0")));
    }
    let others = finding.remedies.get(1..).unwrap_or_default();
    if !others.is_empty() {
        let fold = Part::template("other-remedies");
        fold.set("summary", &view.words.other_remedies(others.len()));
        fold.attr("data-key", &format!("others-{index}"));
        for (number, other) in others.iter().enumerate() {
            fold.slot("list").add(&remedy(view, other, &format!("{index}.{}", number.saturating_add(1))));
        }
        list.add(&fold);
    }
    needs(view, finding, &part.slot("needs"));
    let something = !finding.action.is_empty() || !finding.remedies.is_empty() || !finding.needs.is_empty();
    something.then_some(part)
}

/// The text of a step of a remedy: 0 change, 1 verify, 2 retry, 3 undo.
pub(crate) fn step_text(remedy: &Remedy, step: usize) -> String {
    let lines = match step {
        0 => &remedy.commands,
        1 => &remedy.verify,
        2 => &remedy.retry,
        _ => &remedy.rollback,
    };
    lines.join("\n")
}

fn remedy(view: View<'_>, remedy: &Remedy, key: &str) -> Part {
    let words = view.words;
    let part = Part::template("remedy");
    part.attr("data-remedy", key).set("title", &remedy.title);
    if !remedy.recommended {
        part.slot("recommended").remove();
    }
    for text in &remedy.consequences {
        part.slot("consequences").add_new("li", "", text);
    }
    for one in &remedy.changes {
        part.slot("changes").add(&change(view, one));
    }
    match &remedy.proof {
        Some(text) => {
            part.slot("proof").text(&checked(view, text));
        }
        None => part.slot("proof").remove(),
    }
    let acceptance = part.slot("acceptance");
    let is_refused = remedy.acceptance.accepted == Some(false);
    acceptance.text(if is_refused { words.refused_by_exchange } else { "" });
    acceptance.add_text(&remedy.acceptance.reason);
    if is_refused {
        acceptance.class("warn");
    }
    effects(view, &part, &remedy.effects, key);
    steps(view, &part, remedy, key);
    part
}

/// A proof as a sentence that says that it is one; some begin with the word.
pub(crate) fn checked(view: View<'_>, proof: &str) -> String {
    let word = view.words.checked;
    let says_so = proof.starts_with(word.trim_end_matches(": "));
    [if says_so { "" } else { word }, proof].concat()
}

fn steps(view: View<'_>, part: &Part, remedy: &Remedy, key: &str) {
    let words = view.words;
    let tabs = part.slot("tabs");
    let panel = part.slot("panel");
    let panel_id = format!("panel-{key}");
    panel.attr("id", &panel_id);
    let names = [words.step_change, words.step_verify, words.step_retry, words.step_undo];
    let mut first = true;
    for (step, name) in names.into_iter().enumerate() {
        let text = step_text(remedy, step);
        if text.is_empty() {
            continue;
        }
        let tab = Part::template("tab");
        let id = format!("tab-{key}-{step}");
        tab.text(name).attr("data-arg", &step.to_string()).attr("id", &id).attr("aria-controls", &panel_id);
        tab.attr("aria-selected", if first { "true" } else { "false" })
            .attr("tabindex", if first { "0" } else { "-1" });
        tabs.add(&tab);
        if first {
            code(&part.slot("script"), &text);
            panel.attr("aria-labelledby", &id);
        }
        first = false;
    }
    if first {
        tabs.remove();
        panel.remove();
        part.find("[data-do=copy-step]").remove();
    }
    if remedy.script.is_empty() {
        part.slot("download").remove();
    }
}

/// Before and after of one list: what goes, what comes, and a few of those that stay.
pub(super) fn change(view: View<'_>, change: &Change) -> Part {
    let part = Part::template("change");
    part.slot("title").add_new("code", "", &change.property);
    part.slot("title").add_text(" ").add_new("b", "name", short(&change.connector));
    let server = change.connector.split_once('\\').map_or("", |(server, _)| server);
    if !server.is_empty() {
        part.slot("title").add_new("span", "soft", &format!(" {server}"));
    }
    let (before, after) = (part.slot("before"), part.slot("after"));
    for entry in &change.removed {
        before.add_new("li", "out", "").add_new("del", "", entry);
    }
    for entry in &change.added {
        after.add_new("li", "in", "").add_new("ins", "", entry);
    }
    for entry in change.kept.iter().take(MOST_KEPT) {
        before.add_new("li", "", entry);
        after.add_new("li", "", entry);
    }
    let more = change.kept.len().saturating_sub(MOST_KEPT);
    if more > 0 {
        let text = view.words.unchanged(more);
        before.add_new("li", "soft", &text);
        after.add_new("li", "soft", &text);
    }
    part
}

pub(super) fn effects(view: View<'_>, part: &Part, effects: &[Effect], key: &str) {
    let fold = part.slot("effects-fold");
    if effects.is_empty() {
        fold.remove();
        return;
    }
    fold.attr("data-key", &format!("effects-{key}"));
    part.set("effects-title", &view.words.effects(effects.len()));
    let table = Part::template("effects");
    let rows = table.slot("rows");
    for effect in effects.iter().take(MOST_EFFECTS) {
        let row = Part::template("effect");
        let local = effect.local.as_deref().map(|l| format!(" {l}")).unwrap_or_default();
        let on_port = view.words.picture_port(effect.port);
        row.set("where", &format!("{}{local}, {on_port}", effect.server));
        let region = if effect.first == effect.last {
            effect.first.clone()
        } else {
            format!("{}-{}", effect.first, effect.last)
        };
        row.set("addresses", &region);
        row.slot("addresses").attr("title", &effect.cidr.join(", "));
        row.set("from", effect.from.as_deref().map_or(view.words.effect_none, short));
        row.set("to", effect.to.as_deref().map_or(view.words.effect_none, short));
        rows.add(&row);
    }
    part.slot("effects").add(&table).attr("aria-label", &part.slot("effects-title").text_content());
}
