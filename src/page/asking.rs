//! Asking the engine: at once, or on another thread where the input is large, so that the page stays usable.

use js_sys::{Function, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::dom::Part;
use super::{Page, field_text, format, with};
use crate::intake::Content;
use crate::question::{Answer, Packed, Pasted, Question, answer, ask};

/// Inputs of more bytes than this go to the other thread. It takes a while to start, so smaller ones are faster here.
const LARGE: usize = 400_000;

/// What happens with an answer.
pub(super) type Then = fn(&mut Page, Answer);

impl Page {
    /// Asks about the input as it is now. Only the newest question is answered.
    pub(super) fn ask(&mut self, question: Question, then: Then) {
        let text = field_text();
        let more = match &question {
            Question::Compare(sources) => sources.iter().map(size_of).fold(0, usize::saturating_add),
            _ => 0,
        };
        let files = self.given.files.iter().map(|f| f.bytes.len()).fold(more, usize::saturating_add);
        let size = text.len().saturating_add(files);
        if size <= LARGE {
            self.forget_question();
            let answer = answer(&self.input(&text), &question);
            then(self, answer);
            return;
        }
        let size = format::grouped(&size.div_euclid(1000).to_string(), self.language);
        Part::id("busy").show(true).set("text", &self.words().working(size));
        Part::id("app").attr("aria-busy", "true");
        let bytes = Uint8Array::from(ask(&self.input(&text), &question).as_slice());
        let done = Closure::once_into_js(move |bytes: JsValue| {
            with(|page| page.answered(&bytes, &question, then));
        });
        let _ = self.work.call2(&JsValue::NULL, &bytes, &done);
    }

    /// Lets the other thread stop.
    pub(super) fn forget_question(&self) {
        if Part::id("app").get("aria-busy") == "true" {
            let _ = self.work.call0(&JsValue::NULL);
        }
        self.not_busy();
    }

    fn not_busy(&self) {
        Part::id("busy").show(self.reading.0 > 0);
        Part::id("app").attr("aria-busy", "false");
    }

    fn answered(&mut self, bytes: &JsValue, question: &Question, then: Then) {
        self.not_busy();
        let bytes = bytes.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default();
        // Where there is no other thread, this one has to do.
        let answer =
            Answer::unpack(&mut bytes.as_slice()).unwrap_or_else(|| answer(&self.input(&field_text()), question));
        then(self, answer);
    }
}

fn size_of(source: &Pasted) -> usize {
    match &source.content {
        Content::Text(text) => text.len(),
        Content::Bytes(bytes) => bytes.len(),
    }
}

/// Runs on another thread: `work(bytes, done)`, `work()` to stop.
pub(super) type Work = Function;
