//! Help about a finding, in place of the answer. The fragment of the page's address holds its code, so that the browser's
//! own "back" works, and a colleague can be sent to it. The fragment is read and never written: links lead to it.

use super::dom::{self, Part};
use super::{Page, view};

/// Where the reader was when the help was opened.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// The code that is shown.
    pub(super) code: String,
    /// The code that the answer linked to.
    first: String,
    /// How far the page was scrolled.
    scrolled: f64,
}

/// The code that the address of the page asks for; empty where it asks for none.
pub(super) fn asked_for() -> String {
    let address = dom::document().and_then(|document| document.url().ok()).unwrap_or_default();
    address.split_once('#').map(|(_, fragment)| fragment.to_owned()).unwrap_or_default()
}

impl Page {
    /// Shows the help that the address of the page asks for, or the answer again.
    pub(super) fn follow_address(&mut self) {
        let code = asked_for();
        if code.is_empty() { self.leave_topic() } else { self.show_topic(&code) }
    }

    /// Shows the help about a code, where there is one.
    pub(super) fn show_topic(&mut self, code: &str) {
        if self.topic.as_ref().is_some_and(|place| place.code == code) {
            return;
        }
        let page = Part::id("topic");
        if !view::topic(self.words(), self.language, code, self.report.as_ref(), &page) {
            return;
        }
        // From one help page to the next: the way back is still the one to the answer.
        let place = self.topic.take().unwrap_or_else(|| Place {
            first: code.to_owned(),
            scrolled: dom::scrolled(),
            ..Place::default()
        });
        self.topic = Some(Place { code: code.to_owned(), ..place });
        Part::id("app").attr("data-topic", code);
        page.show(true);
        dom::scroll_to(0.0);
        Part::id("topic-title").focus();
    }

    /// Shows the answer again, at the same place.
    pub(super) fn leave_topic(&mut self) {
        let Some(place) = self.topic.take() else { return };
        self.close_topic();
        // The keyboard goes on from the link that led to the help.
        let link = Part::id("app").find(&format!("[data-topic=\"{}\"]", place.first));
        link.focus();
        dom::scroll_to(place.scrolled);
    }

    /// Takes the help away, because there is a new answer.
    pub(super) fn close_topic(&mut self) {
        self.topic = None;
        Part::id("app").drop_attr("data-topic");
        Part::id("topic").show(false).empty();
    }

    /// The help in another language.
    pub(super) fn draw_topic(&self) {
        if let Some(place) = &self.topic {
            view::topic(self.words(), self.language, &place.code, self.report.as_ref(), &Part::id("topic"));
        }
    }
}
