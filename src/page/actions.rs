//! What the user does: one listener per kind of event on the whole document, and what each `data-do` means.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DragEvent, Event, KeyboardEvent};

use super::dom::{self, Part};
use super::{EXAMPLE_ADDRESSES, EXAMPLES, FOLLOW_UPS, Given, Page, addresses_in, field, field_text, files, view, with};
use crate::intake::Content;
use crate::intake::Texts;
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
            // A link that acts does not go anywhere: only links to help change the address of the page.
            event.prevent_default();
            with(|page| page.act(&button));
            return;
        }
        // The browser follows the link, which changes the address; where it holds this code already, nothing would happen.
        let code = dom::target(event).closest("a[data-topic]").get("data-topic");
        if !code.is_empty() {
            with(|page| page.show_topic(&code));
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
    on("beforeinput", |event| {
        let target = dom::target(event);
        if target.get("id") == "paste" {
            with(|page| page.replaces_all = selects_all());
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
    let moved = Closure::<dyn Fn(Event)>::new(|_: Event| {
        with(Page::follow_address);
    });
    let _ = window.add_event_listener_with_callback("hashchange", moved.as_ref().unchecked_ref());
    moved.forget();
    for (kind, run) in [("beforeprint", Page::open_for_print as fn(&Page)), ("afterprint", |_| close_after_print())] {
        let listener = Closure::<dyn Fn(Event)>::new(move |_: Event| {
            with(|page| run(page));
        });
        let _ = window.add_event_listener_with_callback(kind, listener.as_ref().unchecked_ref());
        listener.forget();
    }
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

/// Enter in the what-if fields; Ctrl+Enter in the fields of several lines.
fn keyboard(event: &KeyboardEvent) {
    if event.key() != "Enter" {
        return;
    }
    let id = dom::target(event).get("id");
    let is_with_control = event.ctrl_key() || event.meta_key();
    let run: fn(&mut Page) = match id.as_str() {
        "command" if is_with_control => Page::try_command,
        "later" if is_with_control => Page::compare,
        id if id.starts_with("whatif-") => Page::what_if,
        _ => return,
    };
    event.prevent_default();
    with(run);
}

/// Whether the whole text of the field is selected, so that what comes replaces it.
fn selects_all() -> bool {
    let Some(field) = field() else { return false };
    let length = field.text_length();
    let (start, end) = (field.selection_start().ok().flatten(), field.selection_end().ok().flatten());
    length > 0 && start == Some(0) && end == Some(length)
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
                let was_compared = self.compared.is_some();
                self.speak();
                if was_compared {
                    self.compare();
                    button.focus();
                }
            }
            "open" => Part::id("file").click(),
            "open-folder" => Part::id("folder").click(),
            "example" => {
                let example = EXAMPLES.get(argument.parse::<usize>().unwrap_or(0)).copied();
                let kept = self.own_input();
                self.load(example.unwrap_or_default(), Given::default());
                self.offer_undo(kept);
                focus_answer();
            }
            "example-addresses" => self.answer_example(),
            "clear" => self.clear(),
            "undo" => {
                if let Some((text, given)) = self.cleared.take() {
                    self.load(&text, given);
                    focus_answer();
                }
            }
            "add-more" => {
                Part::id("paste-fold").open(true);
                if let Some(field) = field() {
                    let end = field.text_length();
                    let _ = field.focus();
                    let _ = field.set_selection_range(end, end);
                    field.set_scroll_top(field.scroll_height());
                }
            }
            "change-answers" => {
                self.changes_answers = true;
                let report = self.report.take();
                self.draw(report);
                Part::id("ask").open(true);
                Part::id("ask-rows").find("input").focus();
            }
            "choose" => {
                let row = button.closest(".ask-row");
                let input = row.find("input");
                input.set_value(&argument);
                self.answer(&input.get("data-arg"), argument);
                self.refresh();
            }
            "deny" => self.deny(&argument, Some(button.get("data-ranges").lines().map(str::to_owned).collect())),
            "recognise" => self.deny(&argument, None),
            "add-output" => {
                let field = button.closest(".more").find("textarea");
                self.add_output(&field);
            }
            "skip" => {
                if Part::id("card").is_shown() {
                    focus_answer();
                } else {
                    Part::id("paste").focus();
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
            "go" => self.go(&argument),
            "jump" => self.jump(button),
            "way-back" => self.go_back(),
            "cancel" => self.cancel(),
            "sort" => view::sort(button),
            "more-landings" => {
                self.rows = self.rows.saturating_add(view::MORE_ROWS);
                let report = self.report.take();
                self.draw(report);
            }
            "whatif" => self.what_if(),
            "command" => self.try_command(),
            "compare" => self.compare(),
            "back-to-first" => {
                self.compared = None;
                let report = self.report.take();
                self.draw(report);
                focus_answer();
            }
            "use-as-first" => {
                let later = Part::id("later").value();
                let kept = (field_text(), std::mem::take(&mut self.given));
                self.load(&later, Given { files: Vec::new(), ..kept.1.clone() });
                self.offer_undo(Some(kept));
                focus_answer();
            }
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
            let replaces_all = std::mem::take(&mut self.replaces_all);
            if text == self.seen && !replaces_all {
                // Some browsers tell of a paste twice; drawing again would close what was opened meanwhile.
                return;
            }
            let (removed, inserted) = replaced(&self.seen, &text);
            now = removed.max(inserted) > PASTED || replaces_all;
            self.folds_paste = now;
            // A change that takes away more than half of the text is another paste.
            let is_first = self.seen.trim().is_empty() && self.given.files.is_empty();
            if is_first || replaces_all || removed.saturating_mul(2) > self.seen.len() {
                self.forget_answers();
            }
            self.cleared = None;
        } else if target.closest(".more").exists() {
            // What is pasted there is answered at once; what is typed, when the button says so.
            if target.value().len() > PASTED {
                self.add_output(target);
            }
            return;
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

    /// Says that a server sends from no address of these ranges, or takes that back.
    fn deny(&mut self, server: &str, denied: Option<Vec<String>>) {
        self.given.denied.retain(|(name, _)| name != server);
        if let Some(ranges) = denied {
            self.answer(server, String::new());
            self.given.denied.push((server.to_owned(), ranges));
        }
        Part::id("ask-rows").empty();
        self.refresh();
        let rows = Part::id("ask-rows").all("input");
        if let Some(input) = rows.iter().find(|input| input.get("data-arg") == server) {
            input.focus();
        }
    }

    /// Adds the output of a check to the paste.
    fn add_output(&mut self, field: &Part) {
        let text = field.value();
        if text.trim().is_empty() {
            field.focus();
            return;
        }
        if let Some(field) = field.cast::<web_sys::HtmlTextAreaElement>() {
            field.set_value("");
        }
        self.add_text(&text);
    }

    fn answer(&mut self, server: &str, typed: String) {
        if !typed.trim().is_empty() {
            self.given.denied.retain(|(name, _)| name != server);
        }
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
        focus_answer();
    }

    /// Another paste has other answers, and other questions were asked about it.
    fn forget_answers(&mut self) {
        self.close_topic();
        self.came_from = None;
        Part::id("way-back").show(false);
        self.given.addresses.clear();
        self.given.denied.clear();
        self.asked.clear();
        self.changes_answers = false;
        Part::id("ask-rows").empty();
        for id in ["report", "rows"] {
            for fold in Part::id(id).all("details[open]") {
                fold.open(false);
            }
        }
        for id in ["later", "command"] {
            if let Some(field) = Part::id(id).cast::<web_sys::HtmlTextAreaElement>() {
                field.set_value("");
            }
        }
        Part::id("whatif-from").set_value("");
    }

    /// Adds text below what is there, as another output of the same organisation.
    pub(super) fn add_text(&mut self, text: &str) {
        let Some(field) = field() else { return };
        self.close_topic();
        let before = field.value();
        let gap = if before.trim().is_empty() { "" } else { "\n\n" };
        field.set_value(&[before.trim_end(), gap, text].concat());
        self.cleared = None;
        self.folds_paste = true;
        self.refresh();
        focus_answer();
    }

    /// What the user gave, where it is more than an example.
    fn own_input(&self) -> Option<(String, Given)> {
        let text = field_text();
        let is_own = !text.trim().is_empty() && !EXAMPLES.contains(&text.as_str()) || !self.given.files.is_empty();
        is_own.then(|| (text, self.given.clone()))
    }

    fn offer_undo(&mut self, kept: Option<(String, Given)>) {
        self.cleared = kept;
        Part::id("undo").show(self.cleared.is_some());
    }

    fn load(&mut self, text: &str, given: Given) {
        if let Some(field) = field() {
            field.set_value(text);
            field.set_scroll_top(0);
        }
        self.forget_answers();
        self.left_out.clear();
        self.draw_left_out();
        self.given = given;
        self.folds_paste = true;
        self.draw_files();
        self.refresh();
    }

    fn clear(&mut self) {
        let kept = (field_text(), std::mem::take(&mut self.given));
        self.load("", Given::default());
        self.offer_undo(Some(kept));
        Part::id("undo").focus();
        Part::id("status").text(self.words().cleared);
    }

    /// Goes to a part of the page: opens what it is folded in, fills that, and moves the keyboard there.
    fn go(&self, id: &str) {
        let target = Part::id(id);
        let mut fold = target.closest("details");
        let own = fold.get("id") == id;
        // Help steps back once there is an answer.
        target.closest("#help").show(true);
        while fold.exists() {
            fold.open(true);
            self.fill_fold(&fold);
            fold = fold.parent().closest("details");
        }
        target.reveal();
        if own {
            target.find("summary").focus();
        } else {
            if target.get("tabindex").is_empty() {
                target.attr("tabindex", "-1");
            }
            target.focus();
        }
    }

    /// Opens what is folded, so that paper has all of it; scripts that only guard stay folded, and so do the tools.
    fn open_for_print(&self) {
        for id in ["report", "rows"] {
            let mut more = true;
            // What is filled may have folds of its own.
            while std::mem::take(&mut more) {
                for fold in Part::id(id).all("details:not([open]):not(.no-print)") {
                    fold.attr("data-closed", "").open(true);
                    self.fill_fold(&fold);
                    more = true;
                }
            }
        }
    }

    fn try_command(&mut self) {
        let command = Part::id("command").value();
        self.ask(Question::WhatIf(command), |page, answer| {
            if let Answer::WhatIf(answer) = answer {
                page.draw_follow_up("command-answer", |view| view::what_if(view, &answer));
            }
        });
    }

    pub(super) fn remedy(&self, key: &str) -> Option<&Remedy> {
        view::remedy(self.report.as_ref()?, key)
    }

    /// Folds are filled when they are opened: a large report has thousands of reasons.
    pub(super) fn fill_fold(&self, fold: &Part) {
        if fold.get("id") == "topics" {
            let list = Part::id("topics-list");
            if list.text_content().is_empty() {
                view::fill_topics(self.words(), self.language, &list);
            }
        }
        if let Ok(line) = fold.get("data-quote").parse::<usize>() {
            let body = fold.slot("body");
            if body.text_content().is_empty() {
                let source = fold.get("data-source");
                self.with_source(&source, |text| view::fill_quote(self.words(), &source, line, text, &body));
            }
            return;
        }
        let Some(report) = &self.report else { return };
        let view = self.view(report);
        if fold.get("id") == "as-read" {
            let body = fold.slot("body");
            if body.text_content().is_empty() {
                body.add_new("p", "soft", view.words.read_legend);
                for source in view::sources(report) {
                    self.with_source(source, |text| view::as_read(view, source, text, &body));
                }
            }
            return;
        }
        let overview = fold.get("id");
        if matches!(overview.as_str(), "queues" | "connectors") {
            let body = fold.slot("body");
            if body.text_content().is_empty() {
                view::fill_overview(view, &overview, &body);
            }
        } else if overview == "lands" {
            let body = fold.slot("body");
            if body.text_content().is_empty()
                && let Some(landings) = view::landings(view, self.rows)
            {
                body.add(&landings);
            }
        } else if overview == "whatif" {
            super::fill_what_if(report);
        } else if let Some(remedy) = self.remedy(&fold.get("data-effects")) {
            let body = fold.slot("effects");
            if body.text_content().is_empty() {
                view::fill_effects(view, &remedy.effects, &body);
            }
        } else if let Ok(index) = fold.get("data-landing").parse::<usize>() {
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

    /// Does something with the text of a source, as its lines are counted.
    fn with_source(&self, name: &str, run: impl FnOnce(&str)) {
        let text = field_text();
        let mut sources = self.input(&text).sources;
        sources.retain(|source| source.name == name);
        if let Some(text) = Texts::decode(&sources).get(0) {
            run(text.shown());
        }
    }

    /// Shows a line in the field, and offers a way back.
    fn jump(&mut self, button: &Part) {
        self.came_from = Some((button.clone(), dom::scrolled()));
        jump(&button.get("data-arg"));
        Part::id("way-back").show(true);
    }

    /// Goes back to where a line was shown from.
    fn go_back(&mut self) {
        let Some((button, scrolled)) = self.came_from.take() else { return };
        Part::id("way-back").show(false);
        Part::id("paste-fold").open(false);
        button.focus();
        dom::scroll_to(scrolled);
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
                page.compared = Some(answer);
                let report = page.report.take();
                page.draw(report);
                focus_answer();
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
    Part::id("paste-fold").open(true);
    let height = field.scroll_height().checked_div(lines).unwrap_or(0);
    let _ = field.focus();
    let start = u32::try_from(start).unwrap_or(0);
    let _ = field.set_selection_range(start, start.saturating_add(u32::try_from(length).unwrap_or(0)));
    field.set_scroll_top(height.saturating_mul(above).max(0));
    field.set_scroll_left(0);
    Part::id("intake").reveal();
}

/// Closes what was opened for print.
fn close_after_print() {
    for fold in Part::id("app").all("[data-closed]") {
        fold.open(false).drop_attr("data-closed");
    }
}

/// Moves the keyboard, and a screen reader with it, to the headline of the answer.
fn focus_answer() {
    Part::id("answer").focus();
}

/// How many bytes of a text were replaced, and by how many: all between what the two begin and end with alike.
fn replaced(before: &str, after: &str) -> (usize, usize) {
    let (before, after) = (before.as_bytes(), after.as_bytes());
    let alike = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let shorter = before.len().min(after.len()).saturating_sub(alike);
    let end = before.iter().rev().zip(after.iter().rev()).take(shorter).take_while(|(a, b)| a == b).count();
    let same = alike.saturating_add(end);
    (before.len().saturating_sub(same), after.len().saturating_sub(same))
}
