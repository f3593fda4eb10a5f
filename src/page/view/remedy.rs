//! The fix as numbered steps: what changes, the proof, the lines to run, and the way back. The other ways are folded.

use super::super::dom::Part;
use super::super::format::{mark, names, whole_words};
use super::{View, code, command, fold_rows, go_link};
use crate::model::Identity;
use crate::report::wire::{Certainty, Change, Effect, Finding, Property, Remedy};
use crate::words::common::short_name;

/// Unchanged entries shown around the changed ones; the others are counted.
const MOST_KEPT: usize = 6;
/// Regions shown of one remedy; the report holds them all.
const MOST_EFFECTS: usize = 200;
/// Names in one sentence.
const MOST_NAMES: usize = 3;

/// The recommended fix of a finding, where nothing has to be found out before it is run.
pub(super) fn ready_fix<'a>(view: View<'_>, finding: &'a Finding) -> Option<&'a Remedy> {
    let is_ready = finding.certainty == Certainty::Proven || view.report.next.is_none();
    fix_of(finding).filter(|remedy| remedy.recommended && is_ready)
}

/// The first remedy, where Exchange accepts it.
fn fix_of(finding: &Finding) -> Option<&Remedy> {
    finding.remedies.first().filter(|remedy| is_accepted(remedy))
}

/// Whether no rule of Exchange is known to refuse it, and there is something to run.
fn is_accepted(remedy: &Remedy) -> bool {
    let runs = remedy.same_as.is_some() || !remedy.lines.is_empty() || !remedy.commands.is_empty();
    remedy.acceptance.accepted != Some(false) && runs
}

/// The fix of the finding that is the answer; `None` where there is none to show. Folded while something has to be found
/// out first.
pub(crate) fn fix(view: View<'_>, finding: &Finding) -> Option<Part> {
    if finding.remedies.is_empty() {
        return None;
    }
    let is_ready = ready_fix(view, finding).is_some();
    let part = Part::template(if is_ready { "fix" } else { "fix-fold" });
    let (title, body) = (part.slot("title"), part.slot("body"));
    fix_title(view, finding, &title);
    fix_body(view, finding, 0, &body);
    Some(part)
}

/// The fix of a finding in its opened row.
pub(super) fn fix_below(view: View<'_>, index: usize, body: &Part) {
    let Some(finding) = view.report.findings.get(index) else { return };
    if finding.remedies.is_empty() {
        if !finding.action.is_empty() {
            mark(&body.add_new("p", "", ""), &finding.action, &names(&finding.subject), "name");
        }
        return;
    }
    fix_title(view, finding, &body.add_new("h3", "", ""));
    fix_body(view, finding, index, body);
}

fn fix_title(view: View<'_>, finding: &Finding, title: &Part) {
    let words = view.words;
    let text = match fix_of(finding) {
        Some(remedy) if remedy.recommended => words.fix_title(&remedy.title),
        Some(remedy) => words.fix_maybe_title(&remedy.title),
        None => words.ways(finding.remedies.len()),
    };
    mark(title, &text, &names(&finding.subject), "name");
}

/// Where the lines of a remedy stand that another finding has as well.
fn told_above(view: View<'_>, remedy: Option<&Remedy>, body: &Part) {
    let text = view.words.export_same_lines;
    let told = body.add_new("p", "", "");
    let leads = view.report.findings.first().map(|first| first.code);
    if remedy.is_some_and(|remedy| remedy.same_as == leads) {
        told.add(&go_link("fix", text));
    } else {
        told.add_text(text);
    }
}

fn fix_body(view: View<'_>, finding: &Finding, index: usize, body: &Part) {
    if finding.remedies.first().is_some_and(|remedy| remedy.same_as.is_some()) {
        told_above(view, finding.remedies.first(), body);
        return;
    }
    let fix = fix_of(finding);
    if let Some(fix) = fix {
        body.add(&remedy(view, fix, &format!("{index}.0"), index == 0));
    }
    let first_other = usize::from(fix.is_some());
    let others: Vec<(usize, &Remedy)> = finding.remedies.iter().enumerate().skip(first_other).collect();
    if others.is_empty() {
        if !finding.action.is_empty() {
            mark(&body.add_new("p", "soft", ""), &finding.action, &names(&finding.subject), "name");
        }
        return;
    }
    let fold = Part::template("ways");
    fold.set("summary", &view.words.ways(others.len())).attr("data-key", &format!("ways-{index}"));
    mark(&fold.slot("action"), &finding.action, &names(&finding.subject), "name");
    for (number, other) in others {
        other_way(view, other, &format!("{index}.{number}"), &fold.slot("list"));
    }
    if fix.is_none() {
        fold.open(true);
    }
    body.add(&fold);
}

/// Another way in short: why not, or what it costs and its lines.
fn other_way(view: View<'_>, remedy: &Remedy, key: &str, list: &Part) {
    list.add_new("dt", "", &remedy.title);
    let part = list.add_new("dd", "", "");
    if !is_accepted(remedy) {
        part.add_new("p", "", &remedy.acceptance.reason);
    }
    for text in &remedy.consequences {
        part.add_new("p", "", text);
    }
    if remedy.same_as.is_some() {
        told_above(view, Some(remedy), &part);
    } else if is_accepted(remedy) {
        let typed = if remedy.lines.is_empty() { &remedy.commands } else { &remedy.lines };
        part.add(&command(view, typed.join("\n").trim_end(), &remedy.title));
    }
    part.attr("data-remedy", key);
}

/// The number of lines in these pieces of text.
pub(super) fn text_lines(texts: &[String]) -> usize {
    texts.iter().map(|text| text.lines().count()).fold(0, usize::saturating_add)
}

/// The text of a step of a remedy: 0 change, 1 verify, 2 retry, 3 undo.
fn step_text(remedy: &Remedy, step: usize) -> String {
    let lines = match step {
        0 => &remedy.commands,
        1 => &remedy.verify,
        2 => &remedy.retry,
        _ => &remedy.rollback,
    };
    lines.join("\n")
}

fn remedy(view: View<'_>, remedy: &Remedy, key: &str, is_answer: bool) -> Part {
    let part = Part::template("remedy");
    part.attr("data-remedy", key);
    part.slot("refused").remove();
    changes(view, &remedy.changes, &part.slot("changes"));
    let proof = part.slot("proof");
    match &remedy.proof {
        Some(text) => whole_words(&proof, &[text, " ", &remedy.acceptance.reason].concat()),
        None => whole_words(&proof, &remedy.acceptance.reason),
    }
    for text in &remedy.consequences {
        whole_words(&part.slot("consequences").add_new("li", "", ""), text);
    }
    steps(view, &part.slot("steps"), remedy, key, is_answer);
    part
}

fn steps(view: View<'_>, list: &Part, remedy: &Remedy, key: &str, is_answer: bool) {
    let words = view.words;
    let step = |title: &str, hint: &str| {
        let step = Part::template("step");
        step.set("title", title).set_or_drop("hint", hint);
        list.add(&step);
        step
    };
    change_step(view, &step(words.step_change, &where_to_run(view, remedy)).slot("body"), remedy, key);
    for (title, text) in [(words.step_verify, step_text(remedy, 1)), (words.step_retry, step_text(remedy, 2))] {
        if !text.is_empty() {
            step(title, "").slot("body").add(&command(view, text.trim_end(), title));
        }
    }
    if is_answer {
        // The form of "compare" is moved here: what is typed in it outlives the answer.
        let compare = step(words.step_compare, "");
        compare.class("no-print").slot("body").attr("id", "compare-step");
    }
    let undo = step_text(remedy, 3);
    if !undo.is_empty() {
        let body = command(view, undo.trim_end(), words.step_undo);
        let fold = fold_rows(&words.undo_fold(undo.trim_end().lines().count()), &body, &format!("undo-{key}"));
        // The heading is the fold's own line.
        let part = step("", "");
        part.slot("title").remove();
        part.class("undo").slot("body").add(&fold);
    }
}

fn change_step(view: View<'_>, body: &Part, remedy: &Remedy, key: &str) {
    let words = view.words;
    let part = Part::template("change-step");
    let lines = remedy.lines.join("\n");
    let script = step_text(remedy, 0);
    let count = text_lines(&remedy.lines);
    if lines.is_empty() {
        part.slot("lines").remove();
        part.slot("copy-lines").remove();
        part.slot("copy-script").class("primary");
    } else {
        code(&part.slot("lines"), &lines);
        part.slot("lines").attr("aria-label", words.step_change);
        part.set("copy-lines", &words.copy_lines(count));
    }
    if script.is_empty() {
        part.slot("guard").remove();
        part.slot("copy-script").remove();
    } else {
        part.set("guard-title", &words.guard_title(script.trim_end().lines().count()));
        part.slot("guard").attr("data-key", &format!("guard-{key}"));
        code(&part.slot("script"), script.trim_end());
        part.slot("script").attr("aria-label", words.copy_script);
        if lines.is_empty() {
            part.slot("guard").open(true);
        }
    }
    if remedy.script.is_empty() {
        part.slot("download").remove();
    }
    prove(view, &part, remedy, key);
    admin_center(view, &part, remedy, key);
    let fold = part.slot("effects-fold");
    fold.attr("data-effects", key);
    effects_fold(view, &part, &remedy.effects, key);
    body.add(&part);
}

/// What the remedy rests on, checked on the servers before anything changes.
fn prove(view: View<'_>, part: &Part, remedy: &Remedy, key: &str) {
    let fold = part.slot("prove");
    let text = remedy.prove.join("\n");
    if text.trim().is_empty() {
        fold.remove();
        return;
    }
    fold.attr("data-key", &format!("prove-{key}"));
    part.slot("prove-command").add(&command(view, text.trim_end(), view.words.prove_title));
}

/// Where to run the lines: on one of the servers that they name.
fn where_to_run(view: View<'_>, remedy: &Remedy) -> String {
    let mut servers: Vec<&str> = Vec::new();
    for connector in remedy.changes.iter().flat_map(|change| &change.connectors) {
        let server = server_of(connector);
        if !server.is_empty() && !servers.contains(&server) {
            servers.push(server);
        }
    }
    let words = view.words;
    let place = match servers.as_slice() {
        [server] => words.change_hint(server),
        _ => words.change_hint_any.to_owned(),
    };
    if remedy.lines.is_empty() {
        return place;
    }
    // ForEach-Object has a -WhatIf of its own, which does not reach what it runs.
    let is_loop = remedy.lines.iter().any(|line| line.contains("ForEach-Object"));
    [place.as_str(), " ", if is_loop { words.rehearse_loop } else { words.rehearse_lines }].concat()
}

/// The server of a connector by its identity.
fn server_of(connector: &str) -> &str {
    Identity::or_name(connector).server
}

/// The same change by hand in the Exchange admin center.
fn admin_center(view: View<'_>, part: &Part, remedy: &Remedy, key: &str) {
    let words = view.words;
    let fold = part.slot("center");
    if remedy.changes.is_empty() {
        fold.remove();
        return;
    }
    fold.attr("data-key", &format!("center-{key}"));
    part.set("center-where", words.center_where);
    for change in &remedy.changes {
        let names = connectors(view, &change.connectors);
        let item = part.slot("center-list").add_new(
            "li",
            "",
            &match Property::named(&change.property) {
                Some(Property::RemoteIPRanges) => words.center_scoping(names),
                Some(Property::Bindings) => words.center_bindings(names),
                Some(Property::AuthMechanism | Property::PermissionGroups) => words.center_security(names),
                _ => words.center_other(names, &change.property),
            },
        );
        for (entries, sign) in [(&change.removed, "− "), (&change.added, "+ ")] {
            for entry in entries {
                item.add_text(" ").add_new("code", "", &[sign, entry].concat());
            }
        }
    }
}

/// Connectors in few words: `Relay on EX1 and EX2`, `Relay on 14 servers`.
fn connectors(view: View<'_>, identities: &[String]) -> String {
    crate::words::of(view.language).connectors(identities).to_string()
}

/// Names in a list; of many, a few and their number.
fn some_names(connectors: &[&str]) -> String {
    let shown: Vec<&str> = connectors.iter().take(MOST_NAMES).copied().collect();
    let more = connectors.len().saturating_sub(MOST_NAMES);
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    shown.join(", ") + &more
}

/// The changed lists, alike ones in one row.
pub(super) fn changes(view: View<'_>, changes: &[Change], target: &Part) {
    for change in changes {
        let part = Part::template("change");
        let title = part.slot("title");
        title.add_new("code", "", &change.property);
        title.add_text(" ");
        whole_words(&title.add_new("b", "name", ""), &connectors(view, &change.connectors));
        let entries = part.slot("entries");
        entries.attr("aria-label", &title.text_content());
        for entry in &change.removed {
            entries.add_new("li", "out", "").add_new("del", "", entry);
        }
        for entry in &change.added {
            entries.add_new("li", "in", "").add_new("ins", "", entry);
        }
        for entry in change.kept.iter().take(MOST_KEPT) {
            entries.add_new("li", "", entry);
        }
        for listed in [true, false] {
            let own = change.own.iter().filter(|own| own.listed == listed);
            let own: Vec<String> = own.map(|own| format!("{} {}", server_of(&own.connector), own.address)).collect();
            if own.is_empty() {
                continue;
            }
            let own = some_names(&own.iter().map(String::as_str).collect::<Vec<_>>());
            let words = view.words;
            entries.add_new("li", "soft", &if listed { words.own_listed(own) } else { words.own_not_listed(own) });
        }
        let more = change.kept.len().saturating_sub(MOST_KEPT);
        if more > 0 {
            entries.add_new("li", "soft", &view.words.unchanged(more));
        }
        target.add(&part);
    }
}

/// The fold with the addresses that change connector, which it names by their number.
fn effects_fold(view: View<'_>, part: &Part, effects: &[Effect], key: &str) {
    let fold = part.slot("effects-fold");
    if effects.is_empty() {
        fold.remove();
        return;
    }
    fold.attr("data-key", &format!("effects-{key}"));
    let title = view.words.effects(effects.len());
    part.set("effects-title", &title);
    part.slot("effects").attr("aria-label", &title);
}

/// The same with the table in it.
pub(super) fn effects(view: View<'_>, part: &Part, effects: &[Effect], key: &str) {
    effects_fold(view, part, effects, key);
    if !effects.is_empty() {
        fill_effects(view, effects, &part.slot("effects"));
    }
}

/// Fills the opened fold with the addresses that change connector.
pub(crate) fn fill_effects(view: View<'_>, effects: &[Effect], body: &Part) {
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
        row.set("from", effect.from.as_deref().map_or(view.words.effect_none, short_name));
        row.set("to", effect.to.as_deref().map_or(view.words.effect_none, short_name));
        rows.add(&row);
    }
    body.add(&table);
}
