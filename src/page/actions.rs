//! What the user does: one listener per kind of event on the whole document, and what each `data-do` means.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DragEvent, Event, KeyboardEvent};

use super::dom::{self, Part};
use super::{EXAMPLE_ADDRESSES, EXAMPLES, FOLLOW_UPS, Given, Page, addresses_in, field, field_text, files, view, with};
use crate::intake::Content;
use crate::question::{Answer, Pasted, Question};
use crate::report::wire::Remedy;
use crate::{Language, Session};

/// How long the page waits for the end of typing, in milliseconds.
const PAUSE: i32 = 120;
/// A change by more bytes than this at once is a paste, and answered at once.
const PASTED: usize = 24;

/// Hears what happens. Listeners stay as long as the page does.
pub(super) fn listen() {
    on("click", |event| {
        let button = dom::target(event).closest("[data-do]");
        if button.exists() {
            // The one link that acts does not go anywhere: the address of the page never changes.
            event.prevent_default();
            with(|page| page.act(&button));
        }
    });
    on("input", |event| {
        let target = dom::target(event);
        with(|page| page.typed_into(&target));
    });
    on("change", |event| match dom::target(event).get("id").as_str() {
        "file" | "folder" => files::chosen(event),
        "pseudonyms" => {
            with(|page| page.draw_pseudonyms());
        }
        _ => {}
    });
    on("keydown", |event| {
        if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
            keyboard(key);
        }
    });
    on("toggle", |event| {
        let fold = dom::target(event);
        with(|page| page.fill_fold(&fold));
    });
    on("dragover", |event| drag(event, false));
    on("dragleave", |_| dragging(false));
    on("drop", |event| drag(event, true));
    let Some(window) = web_sys::window() else { return };
    let leave = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let holds = with(|page| {
            !page.given.files.is_empty() || {
                let text = field_text();
                !text.is_empty() && !EXAMPLES.contains(&text.as_str())
            }
        });
        if holds == Some(true) {
            event.prevent_default();
        }
    });
    let _ = window.add_event_listener_with_callback("beforeunload", leave.as_ref().unchecked_ref());
    leave.forget();
}

fn on(kind: &str, run: impl Fn(&Event) + 'static) {
    let Some(document) = dom::document() else { return };
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| run(&event));
    // Caught on the way down: "toggle" does not come back up.
    let _ = document.add_event_listener_with_callback_and_bool(kind, listener.as_ref().unchecked_ref(), true);
    listener.forget();
}

fn drag(event: &Event, drop: bool) {
    let Some(drag) = event.dyn_ref::<DragEvent>().filter(|e| files::carries_files(e)) else { return };
    event.prevent_default();
    dragging(!drop);
    if drop {
        files::dropped(drag);
    }
}

fn dragging(now: bool) {
    Part::id("app").attr("data-dragging", if now { "yes" } else { "no" });
}

/// Arrow keys among tabs; Enter in the what-if fields.
fn keyboard(event: &KeyboardEvent) {
    let target = dom::target(event);
    let key = event.key();
    if target.get("role") == "tab" {
        let tabs = target.closest("[role=tablist]").all("[role=tab]");
        let Some(here) = tabs.iter().position(|tab| tab.get("id") == target.get("id")) else { return };
        let last = tabs.len().saturating_sub(1);
        let next = match key.as_str() {
            "ArrowRight" => {
                if here == last {
                    0
                } else {
                    here.saturating_add(1)
                }
            }
            "ArrowLeft" => here.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        if let Some(tab) = tabs.get(next) {
            tab.focus().click();
        }
    } else if key == "Enter" && target.get("id").starts_with("whatif-") {
        event.prevent_default();
        with(Page::what_if);
    }
}

/// Runs something after a while, once.
pub(super) fn later(milliseconds: i32, run: impl FnOnce() + 'static) -> Option<i32> {
    let run = Closure::once_into_js(run);
    let window = web_sys::window()?;
    window.set_timeout_with_callback_and_timeout_and_arguments_0(run.unchecked_ref(), milliseconds).ok()
}

impl Page {
    fn act(&mut self, button: &Part) {
        let argument = button.get("data-arg");
        match button.get("data-do").as_str() {
            "language" => {
                self.language = Language::from_tag(&argument);
                self.draw_files();
                Part::id("ask-rows").empty();
                for id in FOLLOW_UPS {
                    Part::id(id).empty();
                }
                self.speak();
            }
            "open" => Part::id("file").click(),
            "open-folder" => Part::id("folder").click(),
            "example" => {
                let example = EXAMPLES.get(argument.parse::<usize>().unwrap_or(0)).copied();
                self.load(example.unwrap_or_default(), Given::default());
            }
            "example-addresses" => self.answer_example(),
            "clear" => self.clear(),
            "undo" => {
                if let Some((text, given)) = self.cleared.take() {
                    self.load(&text, given);
                }
            }
            "remove-file" => {
                if let Ok(index) = argument.parse::<usize>()
                    && index < self.given.files.len()
                {
                    self.given.files.remove(index);
                    self.draw_files();
                    self.refresh();
                    Part::id("paste").focus();
                }
            }
            "reveal" => {
                let fold = Part::id(&argument);
                fold.open(true).reveal().find("summary").focus();
            }
            "jump" => jump(&argument),
            "step" => self.choose_step(button),
            "more-landings" => {
                self.rows = self.rows.saturating_add(view::MORE_ROWS);
                let report = self.report.take();
                self.draw(report);
            }
            "whatif" => self.what_if(),
            "command" => {
                let command = Part::id("command").value();
                self.ask(Question::WhatIf(command), |page, answer| {
                    if let Answer::WhatIf(answer) = answer {
                        page.draw_follow_up("command-answer", |view| view::what_if(view, &answer));
                    }
                });
            }
            "compare" => self.compare(),
            _ => self.hand_over(button),
        }
    }

    fn typed_into(&mut self, target: &Part) {
        if let Some(id) = self.timer.take()
            && let Some(window) = web_sys::window()
        {
            window.clear_timeout_with_handle(id);
        }
        let mut now = false;
        if target.get("id") == "paste" {
            let text = field_text();
            if text == self.seen {
                // Some browsers tell of a paste twice; drawing again would close what was opened meanwhile.
                return;
            }
            now = text.len().abs_diff(self.seen.len()) > PASTED;
        } else if target.closest("#ask-rows").exists() {
            self.answer(&target.get("data-arg"), target.value());
        } else {
            return;
        }
        if now {
            self.refresh();
        } else {
            self.timer = later(PAUSE, || {
                with(Page::refresh);
            });
        }
    }

    fn answer(&mut self, server: &str, typed: String) {
        self.given.addresses.retain(|(name, _)| name != server);
        self.given.addresses.push((server.to_owned(), typed));
    }

    fn answer_example(&mut self) {
        for (server, address) in EXAMPLE_ADDRESSES {
            self.answer(server, address.to_owned());
        }
        for input in Part::id("ask-rows").all("input") {
            input.set_value(self.typed(&input.get("data-arg")));
        }
        self.refresh();
        Part::id("verdict").find("h2").attr("tabindex", "-1").focus();
    }

    fn load(&mut self, text: &str, given: Given) {
        if let Some(field) = field() {
            field.set_value(text);
            field.set_scroll_top(0);
        }
        self.given = given;
        self.asked.clear();
        Part::id("ask-rows").empty();
        self.draw_files();
        self.refresh();
    }

    fn clear(&mut self) {
        let kept = (field_text(), std::mem::take(&mut self.given));
        self.load("", Given::default());
        self.cleared = Some(kept);
        Part::id("undo").show(true).focus();
    }

    pub(super) fn remedy(&self, key: &str) -> Option<&Remedy> {
        let (finding, remedy) = key.split_once('.')?;
        let finding = self.report.as_ref()?.findings.get(finding.parse::<usize>().ok()?)?;
        finding.remedies.get(remedy.parse::<usize>().ok()?)
    }

    fn choose_step(&self, tab: &Part) {
        let part = tab.closest("[data-remedy]");
        let Some(remedy) = self.remedy(&part.get("data-remedy")) else { return };
        for other in tab.closest("[role=tablist]").all("[role=tab]") {
            let chosen = other.get("id") == tab.get("id");
            other.attr("aria-selected", if chosen { "true" } else { "false" });
            other.attr("tabindex", if chosen { "0" } else { "-1" });
        }
        part.slot("panel").attr("aria-labelledby", &tab.get("id"));
        let step = tab.get("data-arg").parse::<usize>().unwrap_or(0);
        view::code(&part.slot("script"), &view::step_text(remedy, step));
    }

    /// Folds are filled when they are opened: a large report has thousands of reasons.
    fn fill_fold(&self, fold: &Part) {
        let Some(report) = &self.report else { return };
        let view = self.view(report);
        if let Ok(index) = fold.get("data-landing").parse::<usize>() {
            let list = fold.slot("list");
            if list.text_content().is_empty()
                && let Some(group) = report.landings.get(index)
            {
                view::fill_group(view, group, &list);
            }
        } else if let Ok(index) = fold.get("data-finding").parse::<usize>() {
            let body = fold.slot("body");
            if body.text_content().is_empty() {
                view::finding_body(view, index, &body);
            }
        }
    }

    /// Compares with what is pasted below; files that were dropped before are not part of it.
    fn compare(&mut self) {
        let later = Part::id("later").value();
        if later.trim().is_empty() {
            Part::id("later").focus();
            return;
        }
        let pasted = Pasted { name: String::new(), content: Content::Text(later.into()) };
        self.ask(Question::Compare(vec![pasted]), |page, answer| {
            if let Answer::Comparison(answer) = answer {
                page.draw_follow_up("compare-answer", |view| view::comparison(view, &answer));
            }
        });
    }

    fn draw_follow_up(&self, id: &str, draw: impl Fn(view::View<'_>) -> Part) {
        if let Some(report) = &self.report {
            Part::id(id).empty().add(&draw(self.view(report)));
        }
    }

    fn what_if(&mut self) {
        let typed = Part::id("whatif-from").value();
        let (addresses, wrong) = addresses_in(&typed);
        let port = Part::id("whatif-port").value().trim().parse::<u16>().ok().filter(|p| *p > 0);
        let ([from], None, Some(port)) = (addresses.as_slice(), wrong, port) else {
            Part::id("whatif-answer").empty().add_new("p", "warn", self.words().whatif_wrong);
            return;
        };
        let session = Session { from: from.clone(), to: Part::id("whatif-to").value(), local: None, port };
        self.ask(Question::Land(vec![session]), |page, answer| {
            let (Some(report), Answer::Landings(landings)) = (&page.report, answer) else { return };
            let (view, answer) = (page.view(report), Part::id("whatif-answer"));
            answer.empty();
            for landing in &landings {
                answer.add(&view::landing(view, landing));
                let list = answer.add_new("ul", "candidates", "");
                view::fill_candidates(view, landing, &list);
            }
        });
    }
}

/// Selects a line of the field and shows it.
fn jump(line: &str) {
    let (Some(field), Ok(line)) = (field(), line.parse::<usize>()) else { return };
    let text = field.value();
    let mut start = 0_usize;
    let mut length = 0_usize;
    for (index, one) in text.split('\n').enumerate() {
        length = one.encode_utf16().count();
        if index.saturating_add(1) >= line {
            break;
        }
        start = start.saturating_add(length).saturating_add(1);
    }
    let lines = i32::try_from(text.split('\n').count()).unwrap_or(i32::MAX).max(1);
    let above = i32::try_from(line).unwrap_or(0).saturating_sub(3);
    let height = field.scroll_height().checked_div(lines).unwrap_or(0);
    let _ = field.focus();
    let start = u32::try_from(start).unwrap_or(0);
    let _ = field.set_selection_range(start, start.saturating_add(u32::try_from(length).unwrap_or(0)));
    field.set_scroll_top(height.saturating_mul(above).max(0));
    field.set_scroll_left(0);
    Part::id("intake").reveal();
}
