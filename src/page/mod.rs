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
mod topics;
mod view;

use std::cell::RefCell;
use std::net::IpAddr;

use js_sys::JsString;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use crate::intake::{Content, Source};
use crate::question::{Answer, Question};
use crate::report::{Report, wire};
use crate::words::{self, PageWords};
use crate::{Input, Language};
use asking::Work;
pub(crate) use asking::{LARGE, to_worker};
use dom::Part;
use files::Dropped;
use view::View;

/// Where the answers to questions about the report stand.
const FOLLOW_UPS: [&str; 2] = ["whatif-answer", "command-answer"];
/// The examples that the page offers.
const EXAMPLES: [&str; 5] = [
    include_str!("../../www/samples/stuck-after-2016.txt"),
    include_str!("../../www/samples/default-edited.txt"),
    include_str!("../../www/samples/own-connector.txt"),
    include_str!("../../www/samples/not-proven.txt"),
    include_str!("../../www/samples/twenty-servers.txt"),
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

/// Addresses of a list that are offered as an answer.
const MOST_KNOWN: usize = 8;

thread_local! {
    static PAGE: RefCell<Option<Page>> = const { RefCell::new(None) };
}

/// The state of the page.
#[derive(Debug)]
struct Page {
    /// The page's own source, byte for byte, left with the browser; empty where this copy is not the published page.
    pristine: JsString,
    work: Work,
    language: Language,
    given: Given,
    /// What "clear" or an example took away.
    cleared: Option<(String, Given)>,
    /// Whether the field folds to one line once its text is answered.
    folds_paste: bool,
    /// Whether what is being put into the field takes the place of all of its text.
    replaces_all: bool,
    /// Whether the answered questions are shown, to be changed.
    changes_answers: bool,
    /// Servers whose addresses are asked for, in the order in which the questions came up.
    asked: Vec<String>,
    report: Option<Report>,
    /// What a later paste says of the change; it stands in the place of the first answer.
    compared: Option<wire::Comparison>,
    /// Files that are still being read, and all of this go.
    reading: (usize, usize),
    /// What is to be said of files that are no part of the answer.
    left_out: Vec<String>,
    /// Whether the question that the other thread works on is that for the report.
    is_diagnosing: bool,
    /// The timer that waits for the end of typing.
    timer: Option<i32>,
    /// The text that the report on the screen is about.
    seen: String,
    /// Rows of the landing matrix that are shown.
    rows: usize,
    /// The help that is shown in place of the answer.
    topic: Option<topics::Place>,
    /// The button from which a line was shown in the field, and how far the page was scrolled.
    came_from: Option<(Part, f64)>,
}

/// What the user gave besides the text in the field.
#[derive(Clone, Debug, Default)]
struct Given {
    files: Vec<Dropped>,
    /// Typed answers by server name.
    addresses: Vec<(String, String)>,
    /// Ranges that a server sends from no address of, by its name.
    denied: Vec<(String, Vec<String>)>,
}

/// Answers the first example, before and after its addresses are known.
pub(crate) fn rehearse() {
    let [example, ..] = EXAMPLES;
    let asked = Input::text(example);
    drop(crate::diagnose(&asked));
    let answered =
        EXAMPLE_ADDRESSES.iter().fold(asked, |input, (server, address)| input.with_addresses(server, &[address]));
    drop(crate::diagnose(&answered));
}

/// Shows the page.
pub(crate) fn start(pristine: JsString, work: Work) {
    let tag = web_sys::window().and_then(|w| w.navigator().language()).unwrap_or_default();
    let page = Page {
        pristine,
        work,
        language: Language::from_tag(&tag),
        given: Given::default(),
        cleared: None,
        folds_paste: false,
        replaces_all: false,
        changes_answers: false,
        asked: Vec::new(),
        report: None,
        compared: None,
        reading: (0, 0),
        left_out: Vec::new(),
        is_diagnosing: false,
        timer: None,
        seen: String::new(),
        rows: view::FIRST_ROWS,
        topic: None,
        came_from: None,
    };
    // A copy that a browser saved may hold a text and its answer.
    for id in ["paste", "later", "command", "rescue-text"] {
        if let Some(field) = Part::id(id).cast::<HtmlTextAreaElement>() {
            field.set_value("");
        }
    }
    for id in [
        "command-answer",
        "verdict",
        "doubt",
        "report",
        "ask-rows",
        "whatif-answer",
        "recognised",
        "files",
        "left-out",
        "rows",
        "topic",
        "topics-list",
    ] {
        Part::id(id).empty();
    }
    Part::id("changed").show(page.pristine.length() == 0);
    PAGE.with(|cell| cell.replace(Some(page)));
    actions::listen();
    with(Page::speak);
    Part::id("whatif-from").set_value("");
    for id in ["languages", "footer"] {
        Part::id(id).show(true);
    }
    with(Page::follow_address);
}

/// Takes text that was pasted outside any field.
pub(crate) fn add(text: &str) {
    with(|page| page.add_text(text));
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

/// The addresses in a typed answer, and the first word in it that is none of a server: no address at all, or one that
/// every machine has.
fn addresses_in(typed: &str) -> (Vec<String>, Option<&str>) {
    let words = typed.split([',', ';', ' ', '\t', '\n']).filter(|w| !w.is_empty());
    let (mut good, mut bad) = (Vec::new(), None);
    for word in words {
        // `[192.168.10.11]` as in a header, `192.168.10.11/24` as on an interface, `fe80::1%12` with its zone.
        let bare = word.trim_matches(['[', ']', '(', ')']);
        let bare = bare.split(['/', '%']).next().unwrap_or_default();
        match bare.parse::<IpAddr>() {
            Ok(address) if is_of_a_server(address) => good.push(bare.to_owned()),
            _ => bad = bad.or(Some(word)),
        }
    }
    (good, bad)
}

/// Whether an address can be that of one server: every machine has a loopback address, and assigns itself one of
/// 169.254.0.0/16 where it gets none.
fn is_of_a_server(address: IpAddr) -> bool {
    let is_self_assigned = matches!(address, IpAddr::V4(four) if four.is_link_local());
    !address.is_loopback() && !address.is_unspecified() && !is_self_assigned
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
            ("short-command", export::COLLECT_SHORT),
            ("collect-command", export::COLLECT),
            ("collect-file-command", export::COLLECT_FILE),
            ("nothing-command", export::COLLECT),
        ] {
            let words = self.words();
            Part::id(id).empty().add(&view::command_in(words, text, words.collect_title));
        }
        let list = Part::id("topics-list");
        if !list.text_content().is_empty() {
            view::fill_topics(self.words(), self.language, list.empty());
        }
        self.refresh();
        self.draw_topic();
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
        input.not_from.clone_from(&self.given.denied);
        input
    }

    /// Reads the input again and draws everything that follows from it.
    fn refresh(&mut self) {
        self.seen = field_text();
        // They were about the input as it was.
        self.compared = None;
        for id in FOLLOW_UPS {
            Part::id(id).empty();
        }
        if self.seen.trim().is_empty() && self.given.files.is_empty() {
            self.forget_question();
            self.draw(None);
            return;
        }
        self.is_diagnosing = true;
        self.ask(Question::Diagnose, |page, answer| {
            page.is_diagnosing = false;
            if let Answer::Report(report) = answer {
                page.draw(Some(report));
            }
        });
    }

    fn draw(&mut self, report: Option<Report>) {
        let text = field_text();
        let opened = open_folds();
        let was_in_field = Part::id("paste-fold").find(":focus").exists();
        self.report = report;
        self.draw_frame(&text, self.report.is_none());
        let report = self.report.take();
        if let Some(report) = &report {
            self.draw_questions(report);
            self.draw_report(report);
            if was_in_field && !Part::id("paste-fold").is_open() {
                Part::id("answer").focus();
            }
        } else {
            self.draw_nothing();
        }
        self.report = report;
        self.open_again(&opened);
        self.draw_pseudonyms();
    }

    /// Which parts of the page are there at all.
    fn draw_frame(&mut self, text: &str, empty: bool) {
        let recognised = self.report.as_ref().is_some_and(|r| {
            !(r.inputs.is_empty() && r.queues.is_empty() && r.receive_connectors.is_empty() && r.replies.is_empty())
        });
        let anything = self.report.as_ref().is_some_and(|r| recognised || !r.findings.is_empty());
        Part::id("first").show(empty);
        Part::id("help").show(!anything);
        Part::id("nothing").show(!empty && !anything);
        for id in ["recognised", "card", "report", "more", "sections"] {
            Part::id(id).show(anything && (id != "recognised" || recognised));
        }
        for id in ["clear", "add-more"] {
            Part::id(id).show(!empty && (id == "clear" || anything));
        }
        Part::id("undo").show(self.cleared.is_some());
        Part::id("intake").attr("data-filled", if anything { "yes" } else { "no" });
        let fold = Part::id("paste-fold");
        if !anything {
            fold.open(true);
        } else if std::mem::take(&mut self.folds_paste) {
            fold.open(false);
        }
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

    /// Opens folds that were open, and fills them: what is filled may have folds of its own.
    fn open_again(&self, keys: &[String]) {
        let closed = || ["report", "rows"].map(|id| Part::id(id).all("details[data-key]:not([open])"));
        while !keys.is_empty() {
            let mut found =
                closed().into_iter().flatten().filter(|fold| keys.contains(&fold.get("data-key"))).peekable();
            if found.peek().is_none() {
                return;
            }
            for fold in found {
                fold.open(true);
                self.fill_fold(&fold);
            }
        }
    }

    fn draw_nothing(&mut self) {
        self.asked.clear();
        bring_compare_home();
        for id in ["verdict", "doubt", "picture", "report", "rows", "ask-rows", "ask-more", "nothing-notes", "status"] {
            Part::id(id).empty();
        }
        for id in ["ask", "doubt", "given", "whatif", "compare-row"] {
            Part::id(id).show(false);
        }
    }

    fn draw_report(&self, report: &Report) {
        let view = self.view(report);
        view::recognised(view, &Part::id("recognised"));
        bring_compare_home();
        let (verdict, picture, body) = (Part::id("verdict"), Part::id("picture"), Part::id("report"));
        let (rows, loose) = (Part::id("rows"), Part::id("nothing-notes"));
        for part in [&verdict, &picture, &body, &rows, &loose] {
            part.empty();
        }
        let kind = match &self.compared {
            Some(answer) => view::compared(view, answer, &verdict),
            None => view::verdict(view, &verdict),
        };
        Part::id("card").attr("class", "sheet verdict").class(kind);
        let doubt = Part::id("doubt");
        let doubted = view::doubt(view, &self.given.denied).filter(|_| self.compared.is_none());
        doubt.empty().show(doubted.is_some());
        if let Some(part) = doubted {
            doubt.add(&part);
        }
        let parts = if let Some(answer) = &self.compared {
            view::compared_parts(view, answer)
        } else {
            if let Some(part) = view::picture(view) {
                picture.add(&part);
            }
            let mut parts = view::answer_parts(view);
            parts.extend(view::further(view));
            parts
        };
        for part in &parts {
            body.add(part);
        }
        if self.compared.is_some() {
            rows.add_new("p", "soft", self.words().rows_of_first);
        }
        for part in view::rows(view) {
            rows.add(&part);
        }
        // The core may say better what to run.
        Part::id("nothing-own").show(report.notes.iter().all(|n| n.command.is_none()));
        if let Some(notes) = view::notes(view) {
            loose.add(&notes.slot("list"));
        }
        Part::id("status").text(&view::status(view));
        draw_what_if(report);
        let step = Part::id("compare-step");
        if step.exists() {
            step.add(&Part::id("compare"));
            Part::id("compare-row").show(false);
        }
        self.draw_sections();
    }

    /// Links to the parts that the answer has.
    fn draw_sections(&self) {
        let words = self.words();
        let list = Part::id("sections").find("ul");
        list.empty();
        for (id, name) in [
            ("answer", words.sec_answer),
            ("changed-values", words.changed_title),
            ("first-answer", words.first_answer_title),
            ("fix", words.sec_fix),
            ("checks", words.sec_checks),
            ("stuck", words.sec_stuck),
            ("look", words.sec_look),
            ("why", words.sec_why),
            ("lands", words.sec_lands),
            ("queues", words.all_queues),
            ("connectors", words.all_connectors),
            ("notes", words.sec_notes),
            ("as-read", words.sec_read),
            ("whatif", words.sec_whatif),
            ("compare", words.sec_after),
            ("handover", words.sec_handover),
        ] {
            let target = Part::id(id);
            let is_there = if id == "compare" {
                Part::id("compare-step").exists() || Part::id("compare-row").is_shown()
            } else {
                target.is_shown()
            };
            // What is folded into the first answer is reached through that.
            let is_folded = target.parent().closest("#first-answer").exists();
            if is_there && !is_folded {
                list.add_new("li", "", "").add(&view::go_link(id, name));
            }
        }
    }

    /// The questions stay where they are while someone types into them; only new ones are added then.
    fn draw_questions(&mut self, report: &Report) {
        let wanted = report.findings.iter().flat_map(|f| &f.needs).flat_map(|n| &n.servers);
        let wanted = wanted.chain(report.servers.iter().filter(|s| s.address_wanted).map(|s| &s.name));
        let wanted: Vec<&String> = wanted.take(MOST_QUESTIONS).collect();
        let rows = Part::id("ask-rows");
        if !rows.find(":focus").exists() {
            // Another paste has other questions; what was answered stays.
            let asked = std::mem::take(&mut self.asked);
            self.asked = asked
                .into_iter()
                .filter(|s| wanted.contains(&s) || !self.typed(s).is_empty() || self.is_denied(s))
                .collect();
            rows.empty();
        }
        let given = self.given.addresses.iter().map(|(server, _)| server);
        let given: Vec<String> = given.chain(self.given.denied.iter().map(|(server, _)| server)).cloned().collect();
        for server in wanted.into_iter().chain(&given) {
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
            self.offer_known(report, server, &row.slot("known"));
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
        let answered = self.asked.iter().all(|s| !self.typed(s).is_empty() || self.is_denied(s));
        Part::id("ask-example").show(example && !answered);
        let is_compared = self.compared.is_some();
        let is_open = self.changes_answers || !answered || rows.find(":focus").exists();
        let ask = Part::id("ask");
        ask.show(!self.asked.is_empty() && is_open && !is_compared);
        // Where a check comes first, the question is folded until the reader wants it.
        let is_next =
            view::lead(report) != view::Lead::Unproven || report.next.as_ref().is_none_or(|n| !n.servers.is_empty());
        let about = format!("{is_next} {}", self.asked.join(" "));
        if ask.get("data-about") != about {
            ask.attr("data-about", &about).attr("data-next", if is_next { "yes" } else { "no" });
            ask.open(is_next || self.changes_answers);
        }
        self.draw_given(is_open);
        // Every command that prints addresses, each once.
        let commands = Part::id("ask-command");
        commands.empty();
        let mut shown: Vec<&str> = Vec::new();
        for need in report.findings.iter().flat_map(|f| &f.needs).chain(&report.next).filter(|n| !n.servers.is_empty())
        {
            if need.command.is_empty() || shown.contains(&need.command.as_str()) {
                continue;
            }
            if shown.is_empty() {
                commands.add_new("h3", "", self.words().ask_run);
            }
            shown.push(&need.command);
            commands.add(&view::command_in(self.words(), &need.command, &need.what));
        }
        let decides = Part::id("ask-decides");
        decides.empty();
        let mut needs = report.findings.iter().flat_map(|f| &f.needs).filter(|n| !n.servers.is_empty());
        if let Some(need) = needs.find(|need| !need.outcomes.is_empty()) {
            decides.add_new("h3", "", self.words().ask_decides);
            view::outcomes(self.words(), need, &decides);
        }
        let more = Part::id("ask-more");
        if !more.find("textarea").exists() {
            more.add(&view::more_box("more-addresses"));
        }
        // A change of the language writes the usual label.
        more.find("label").text(self.words().more_paste_any);
    }

    /// What is on the list of the connector in question: the user may recognise the server's address among it, or know that
    /// the server has none of these.
    fn offer_known(&self, report: &Report, server: &String, target: &Part) {
        let words = self.words();
        if self.is_denied(server) {
            target.add_new("span", "soft", words.ask_denied);
            act_button(target, "recognise", server, words.ask_denied_undo);
            return;
        }
        let asks = |f: &&wire::Finding| f.needs.iter().any(|n| n.servers.contains(server));
        let Some(finding) = report.findings.iter().find(asks) else { return target.remove() };
        let named =
            |c: &&wire::ReceiveConnector| c.identity.as_ref().is_some_and(|i| finding.subject.connectors.contains(i));
        let connectors: Vec<_> = report.receive_connectors.iter().filter(named).collect();
        let Some(first) = connectors.first().and_then(|c| c.name.as_deref()) else { return target.remove() };
        let (mut addresses, mut ranges): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        let mut is_whole = true;
        for range in connectors.iter().filter_map(|c| c.remote_ip_ranges.as_ref()).flatten() {
            let is_single = range.first.is_some() && range.first == range.last;
            let (list, text) = match range.first.as_deref().filter(|_| is_single) {
                Some(address) => (&mut addresses, address),
                None => (&mut ranges, range.as_written.as_str()),
            };
            if list.contains(&text) {
                continue;
            }
            is_whole &= list.len() < MOST_KNOWN;
            if list.len() < MOST_KNOWN {
                list.push(text);
            }
        }
        let question = match ranges.as_slice() {
            [] if addresses.is_empty() => return target.remove(),
            [] => words.ask_known(first),
            ranges if addresses.is_empty() => words.ask_in(ranges.join(", "), first),
            ranges => words.ask_known_or_in(ranges.join(", "), first),
        };
        target.attr("aria-label", &format!("{server}: {question}")).add_new("span", "soft", &question);
        for address in addresses {
            act_button(target, "choose", address, address);
        }
        // Who has not seen the whole list cannot say that.
        if is_whole && connectors.iter().all(|c| c.cut.is_empty()) {
            act_button(target, "deny", server, words.ask_none_of_these);
            let all: Vec<&str> = connectors
                .iter()
                .filter_map(|c| c.remote_ip_ranges.as_ref())
                .flatten()
                .map(|range| range.as_written.as_str())
                .collect();
            target.find("[data-do=deny]").attr("data-ranges", &all.join("\n"));
        }
    }

    /// The answers that the report rests on, where they can be seen and changed.
    fn draw_given(&self, questions_shown: bool) {
        let words = self.words();
        let line = Part::id("given");
        line.empty();
        let given: Vec<&(String, String)> =
            self.given.addresses.iter().filter(|(_, typed)| !typed.trim().is_empty()).collect();
        let is_any = !given.is_empty() || !self.given.denied.is_empty();
        line.show(is_any && !questions_shown);
        line.add_new("span", "soft", words.given_title);
        for (server, typed) in given {
            let one = line.add_new("span", "", "");
            one.add_new("b", "name", server);
            one.add_text(" ").add_new("span", "mono", typed.trim());
        }
        for (server, _) in &self.given.denied {
            let one = line.add_new("span", "", "");
            one.add_new("b", "name", server);
            one.add_text(" ").add_text(words.given_none);
        }
        let change = line.add_new("button", "link", words.given_change);
        change.attr("type", "button").attr("data-do", "change-answers");
    }

    /// Whether the user said that a server has none of the addresses on the list in question.
    fn is_denied(&self, server: &str) -> bool {
        self.given.denied.iter().any(|(name, _)| name == server)
    }

    fn typed(&self, server: &str) -> &str {
        self.given.addresses.iter().find(|(name, _)| name == server).map_or("", |(_, typed)| typed)
    }
}

/// Adds a button that does this with that.
fn act_button(target: &Part, act: &str, argument: &str, text: &str) {
    target.add_new("button", "", text).attr("type", "button").attr("data-do", act).attr("data-arg", argument);
}

/// Takes the form of "compare" out of the answer, before the answer goes.
fn bring_compare_home() {
    Part::id("compare-home").add(&Part::id("compare"));
}

/// The servers that can be asked about: those whose connectors were pasted.
fn draw_what_if(report: &Report) {
    let is_any = report.receive_connectors.iter().any(|c| c.server.is_some());
    Part::id("whatif").show(is_any);
    Part::id("compare-row").show(is_any);
    if Part::id("whatif").is_open() {
        fill_what_if(report);
    } else {
        Part::id("whatif-to").empty();
    }
}

/// The servers that the what-if question offers. Thousands of them are made only for who asks.
fn fill_what_if(report: &Report) {
    let servers = servers_with_connectors(report);
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

fn servers_with_connectors(report: &Report) -> Vec<&str> {
    let mut servers: Vec<&str> = report.receive_connectors.iter().filter_map(|c| c.server.as_deref()).collect();
    servers.sort_unstable();
    servers.dedup();
    servers
}

/// Folds that are open now, by their key.
fn open_folds() -> Vec<String> {
    let all = ["report", "rows"].map(|id| Part::id(id).all("details[open][data-key]"));
    all.iter().flatten().map(|fold| fold.get("data-key")).collect()
}
