//! The page: state and its one way to the screen. Knows the report, and nothing of Exchange.
//!
//! ```text
//! events --actions--> Page --refresh--> diagnose --view--> document
//! ```
//! One value holds the state; every event goes through [`with`]; [`Page::refresh`] alone draws the report.

mod actions;
mod asking;
mod document;
mod dom;
mod export;
mod files;
mod format;
mod handover;
mod view;

use std::cell::RefCell;
use std::net::IpAddr;

use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use crate::intake::{Content, Source};
use crate::question::{Answer, Question};
use crate::report::Report;
use crate::words::{self, PageWords};
use crate::{Input, Language};
use asking::Work;
use dom::Part;
use files::Dropped;
use view::View;

/// Where the answers to questions about the report stand.
const FOLLOW_UPS: [&str; 3] = ["whatif-answer", "command-answer", "compare-answer"];
/// The examples that the page offers.
const EXAMPLES: [&str; 3] = [
    include_str!("../../www/samples/stuck-after-2016.txt"),
    include_str!("../../www/samples/default-edited.txt"),
    include_str!("../../www/samples/own-connector.txt"),
];
/// What the author of the first would answer when asked for addresses.
const EXAMPLE_ADDRESSES: [(&str, &str); 4] = [
    ("EX2010-1", "192.168.10.11"),
    ("EX2010-2", "192.168.10.12"),
    ("EX2016-1", "192.168.10.21"),
    ("EX2016-2", "192.168.10.22"),
];

/// Servers that are asked about at once; the answers to the first may settle the others.
const MOST_QUESTIONS: usize = 60;

thread_local! {
    static PAGE: RefCell<Option<Page>> = const { RefCell::new(None) };
}

/// The state of the page.
#[derive(Debug)]
struct Page {
    /// The page's own source, byte for byte.
    pristine: String,
    work: Work,
    language: Language,
    given: Given,
    /// What "clear" took away.
    cleared: Option<(String, Given)>,
    /// Servers whose addresses are asked for, in the order in which the questions came up.
    asked: Vec<String>,
    report: Option<Report>,
    /// Files that are still being read, and all of this go.
    reading: (usize, usize),
    /// Files of this go that the browser could not read.
    failed: Vec<String>,
    /// The timer that waits for the end of typing.
    timer: Option<i32>,
    /// The text that the report on the screen is about.
    seen: String,
    /// Rows of the landing matrix that are shown.
    rows: usize,
}

/// What the user gave besides the text in the field.
#[derive(Clone, Debug, Default)]
struct Given {
    files: Vec<Dropped>,
    /// Typed answers by server name.
    addresses: Vec<(String, String)>,
}

/// Shows the page.
pub(crate) fn start(pristine: String, work: Work) {
    let tag = web_sys::window().and_then(|w| w.navigator().language()).unwrap_or_default();
    let page = Page {
        pristine,
        work,
        language: Language::from_tag(&tag),
        given: Given::default(),
        cleared: None,
        asked: Vec::new(),
        report: None,
        reading: (0, 0),
        failed: Vec::new(),
        timer: None,
        seen: String::new(),
        rows: view::FIRST_ROWS,
    };
    // A copy that a browser saved may hold a text and its answer.
    for id in ["paste", "later", "command"] {
        if let Some(field) = Part::id(id).cast::<HtmlTextAreaElement>() {
            field.set_value("");
        }
    }
    for id in
        ["command-answer", "compare-answer", "verdict", "report", "ask-rows", "whatif-answer", "recognised", "files"]
    {
        Part::id(id).empty();
    }
    PAGE.with(|cell| cell.replace(Some(page)));
    actions::listen();
    with(Page::speak);
    for id in ["languages", "footer"] {
        Part::id(id).show(true);
    }
}

/// Takes files from dropped folders.
pub(crate) fn take(files: &js_sys::Array, names: &js_sys::Array) {
    Part::id("app").attr("data-dragging", "no");
    let pairs = names.iter().zip(files.iter());
    files::read(pairs.filter_map(|(name, file)| Some((name.as_string()?, file.dyn_into().ok()?))).collect());
}

/// Runs something on the state. Does nothing when an event arrives in the middle of another.
fn with<T>(run: impl FnOnce(&mut Page) -> T) -> Option<T> {
    PAGE.with(|cell| cell.try_borrow_mut().ok().and_then(|mut page| page.as_mut().map(run)))
}

fn field() -> Option<HtmlTextAreaElement> {
    Part::id("paste").cast()
}

fn field_text() -> String {
    field().map(|f| f.value()).unwrap_or_default()
}

/// The addresses in a typed answer, and the first word in it that is none.
fn addresses_in(typed: &str) -> (Vec<String>, Option<&str>) {
    let words = typed.split([',', ';', ' ', '\t']).filter(|w| !w.is_empty());
    let (good, bad): (Vec<&str>, Vec<&str>) = words.partition(|w| w.parse::<IpAddr>().is_ok());
    (good.into_iter().map(str::to_owned).collect(), bad.first().copied())
}

impl Page {
    fn words(&self) -> &'static PageWords {
        words::of(self.language).page()
    }

    fn view<'a>(&self, report: &'a Report) -> View<'a> {
        View { report, words: self.words(), language: self.language }
    }

    /// Shows every word in the current language.
    fn speak(&mut self) {
        let tag = self.language.tag();
        if let Some(root) = dom::document().and_then(|d| d.document_element()) {
            let _ = root.set_attribute("lang", tag);
        }
        dom::translate(self.words());
        for button in Part::id("languages").all("button") {
            button.attr("aria-pressed", if button.get("data-arg") == tag { "true" } else { "false" });
        }
        for (id, text) in [
            ("collect-command", export::COLLECT),
            ("collect-file-command", export::COLLECT_FILE),
            ("nothing-command", export::COLLECT),
        ] {
            Part::id(id).empty().add(&view::command(text));
        }
        self.refresh();
    }

    /// The input as the core takes it.
    fn input<'a>(&'a self, text: &'a str) -> Input<'a> {
        let mut input = Input { language: self.language, ..Input::default() };
        if !text.trim().is_empty() {
            input = input.with_text("", text);
        }
        for file in &self.given.files {
            input.sources.push(Source { name: file.name.clone(), content: Content::Bytes((&file.bytes).into()) });
        }
        for (server, typed) in &self.given.addresses {
            let (addresses, _) = addresses_in(typed);
            if !addresses.is_empty() {
                input.addresses.push((server.clone(), addresses));
            }
        }
        input
    }

    /// Reads the input again and draws everything that follows from it.
    fn refresh(&mut self) {
        self.seen = field_text();
        // They were about the input as it was.
        for id in FOLLOW_UPS {
            Part::id(id).empty();
        }
        if self.seen.trim().is_empty() && self.given.files.is_empty() {
            self.forget_question();
            self.draw(None);
            return;
        }
        self.ask(Question::Diagnose, |page, answer| {
            if let Answer::Report(mut report) = answer {
                crate::wasm::keep_exact(&mut report);
                page.draw(Some(report));
            }
        });
    }

    fn draw(&mut self, report: Option<Report>) {
        let text = field_text();
        let opened = open_folds();
        self.report = report;
        self.draw_frame(&text, self.report.is_none());
        let report = self.report.take();
        if let Some(report) = &report {
            self.draw_questions(report);
            self.draw_report(report);
            open_again(&opened);
        } else {
            self.draw_nothing();
        }
        self.report = report;
        self.draw_pseudonyms();
    }

    /// Which parts of the page are there at all.
    fn draw_frame(&mut self, text: &str, empty: bool) {
        let recognised = self.report.as_ref().is_some_and(|r| {
            !(r.inputs.is_empty() && r.queues.is_empty() && r.receive_connectors.is_empty() && r.replies.is_empty())
        });
        let anything = self.report.as_ref().is_some_and(|r| recognised || !r.findings.is_empty());
        if !empty {
            self.cleared = None;
        }
        Part::id("first").show(empty);
        Part::id("nothing").show(!empty && !anything);
        Part::id("recognised").show(recognised);
        Part::id("verdict").show(anything);
        Part::id("report").show(anything);
        Part::id("handover").show(anything);
        Part::id("clear").show(!empty);
        Part::id("undo").show(empty && self.cleared.is_some());
        Part::id("paste").attr("data-filled", if empty { "no" } else { "yes" });
        if !empty && !anything {
            let words = self.words();
            let saw = if text.trim().is_empty() {
                let bytes: usize = self.given.files.iter().map(|f| f.bytes.len()).fold(0, usize::saturating_add);
                words.nothing_saw_bytes(format::grouped(&bytes.to_string(), self.language))
            } else {
                words.nothing_saw(format::grouped(&text.lines().count().to_string(), self.language))
            };
            Part::id("nothing-saw").text(&saw);
        }
    }

    fn draw_nothing(&mut self) {
        self.asked.clear();
        for id in ["verdict", "report", "ask-rows", "nothing-notes", "status"] {
            Part::id(id).empty();
        }
        Part::id("ask").show(false);
        Part::id("whatif").show(false);
        Part::id("compare").show(false);
    }

    fn draw_report(&self, report: &Report) {
        let view = self.view(report);
        view::recognised(view, &Part::id("recognised"));
        let (verdict, body, loose) = (Part::id("verdict"), Part::id("report"), Part::id("nothing-notes"));
        for part in [&verdict, &body, &loose] {
            part.empty();
        }
        verdict.add(&view::verdict(view));
        let why = report.findings.first().map(|finding| {
            let part = Part::template("why");
            part.slot("body").add(&view::reasons(view, finding));
            part
        });
        let parts = [
            view::picture(view),
            view::todo(view, 0),
            why,
            view::further(view),
            view::landings(view, self.rows),
            view::notes(view),
        ];
        for part in parts.into_iter().flatten() {
            body.add(&part);
        }
        // The core may say better what to run.
        Part::id("nothing-own").show(report.notes.iter().all(|n| n.command.is_none()));
        if let Some(notes) = view::notes(view) {
            loose.add(&notes.slot("list"));
        }
        Part::id("status").text(&view::status(view));
        draw_what_if(report);
    }

    /// The questions stay where they are while someone types into them; only new ones are added then.
    fn draw_questions(&mut self, report: &Report) {
        let wanted = report.findings.iter().flat_map(|f| &f.needs).flat_map(|n| &n.servers);
        let wanted = wanted.chain(report.servers.iter().filter(|s| s.address_wanted).map(|s| &s.name));
        let wanted: Vec<&String> = wanted.take(MOST_QUESTIONS).collect();
        let rows = Part::id("ask-rows");
        if !rows.find("input:focus").exists() {
            // Another paste has other questions; what was answered stays.
            let asked = std::mem::take(&mut self.asked);
            self.asked = asked.into_iter().filter(|s| wanted.contains(&s) || !self.typed(s).is_empty()).collect();
            rows.empty();
        }
        for server in wanted {
            if !self.asked.contains(server) {
                self.asked.push(server.clone());
            }
        }
        let there = rows.all("input");
        for server in &self.asked {
            if there.iter().any(|input| &input.get("data-arg") == server) {
                continue;
            }
            let row = Part::template("ask");
            let id = format!("ask-{}", self.asked.iter().position(|s| s == server).unwrap_or(0));
            row.slot("label").text(&self.words().ask_label(server)).attr("for", &id);
            let input = row.slot("input");
            input.attr("id", &id).attr("data-arg", server).attr("aria-describedby", &format!("{id}-hint"));
            input.set_value(self.typed(server));
            row.slot("hint").attr("id", &format!("{id}-hint"));
            rows.add(&row);
        }
        for input in rows.all("input") {
            let server = input.get("data-arg");
            let bad = addresses_in(self.typed(&server)).1.map(|w| self.words().ask_invalid(w));
            let hint = bad.as_deref().unwrap_or_default();
            input.attr("aria-invalid", if bad.is_some() { "true" } else { "false" });
            input.closest(".ask-row").slot("hint").text(hint);
        }
        let text = field_text();
        let example = EXAMPLES.first().is_some_and(|e| *e == text);
        let answered = self.asked.iter().all(|s| !self.typed(s).is_empty());
        Part::id("ask-example").show(example && !answered);
        Part::id("ask").show(!self.asked.is_empty());
        let command = report.findings.iter().flat_map(|f| &f.needs).find(|n| !n.servers.is_empty());
        let fold = Part::id("ask-command");
        fold.closest("details").show(command.is_some());
        if let Some(need) = command {
            fold.empty().add_new("p", "", &need.why);
            fold.add(&view::command(&need.command));
        }
    }

    fn typed(&self, server: &str) -> &str {
        self.given.addresses.iter().find(|(name, _)| name == server).map_or("", |(_, typed)| typed)
    }
}

/// The servers that can be asked about: those whose connectors were pasted.
fn draw_what_if(report: &Report) {
    let mut servers: Vec<&str> = report.receive_connectors.iter().filter_map(|c| c.server.as_deref()).collect();
    servers.sort_unstable();
    servers.dedup();
    Part::id("whatif").show(!servers.is_empty());
    Part::id("compare").show(!servers.is_empty());
    let select = Part::id("whatif-to");
    let there: Vec<String> = select.all("option").iter().map(Part::text_content).collect();
    if there != servers {
        select.empty();
        for server in servers {
            select.add_new("option", "", server);
        }
        Part::id("whatif-answer").empty();
    }
}

/// Folds that are open now, by their key.
fn open_folds() -> Vec<String> {
    Part::id("report").all("details[open][data-key]").iter().map(|fold| fold.get("data-key")).collect()
}

fn open_again(keys: &[String]) {
    if keys.is_empty() {
        return;
    }
    for fold in Part::id("report").all("details[data-key]") {
        if keys.contains(&fold.get("data-key")) {
            fold.open(true);
        }
    }
}
