//! Asking the engine: at once, or on another thread where the input is large, so that the page stays usable.

use js_sys::Function;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::dom::Part;
use super::{Page, field_text, format, with};
use crate::Input;
use crate::question::{Answer, Asked, Question};

/// Inputs of this many bytes and more go to the other thread, and make a field slow that shows them. The other thread
/// takes a while to start, so smaller ones are answered faster here.
pub(crate) const LARGE: usize = 400_000;

/// After a question of this many bytes the other thread ends: its memory never shrinks.
const VERY_LARGE: usize = 8_000_000;

impl Page {
    /// Asks about the input as it is now. Only the newest question is answered.
    pub(super) fn ask(&mut self, question: Question, then: impl FnOnce(&mut Page, Answer) + 'static) {
        let text = field_text();
        let input = self.input(&text).into_owned();
        self.ask_about(input, question, then);
    }

    /// Asks about another input. Only the newest question is answered.
    pub(super) fn ask_about(
        &mut self,
        input: Input<'static>,
        question: Question,
        then: impl FnOnce(&mut Page, Answer) + 'static,
    ) {
        let asked = Asked { input, question };
        let size = asked.size();
        if size < LARGE {
            self.forget_question();
            then(self, asked.answer());
            return;
        }
        // What cannot be handed over is answered here.
        let Ok(handed_over) = asked.serialize(&to_worker()) else {
            self.forget_question();
            then(self, asked.answer());
            return;
        };
        let told = format::grouped(&size.div_euclid(1000).to_string(), self.language);
        Part::id("busy").show(true).set("text", &self.words().working(told));
        Part::id("app").attr("aria-busy", "true");
        let done = Closure::once_into_js(move |answer: JsValue| {
            with(|page| {
                page.not_busy();
                if answer.as_bool() == Some(false) {
                    return page.could_not_answer();
                }
                // Where there is no other thread, this one has to do.
                let answer = serde_wasm_bindgen::from_value(answer).unwrap_or_else(|_| asked.answer());
                then(page, answer);
            });
        });
        let _ = self.work.call3(&JsValue::NULL, &handed_over, &JsValue::from(size >= VERY_LARGE), &done);
    }

    /// Lets the other thread stop.
    pub(super) fn forget_question(&self) {
        if Part::id("app").get("aria-busy") == "true" {
            let _ = self.work.call0(&JsValue::NULL);
        }
        self.not_busy();
    }

    /// Stops what is being read, as the user wishes. What was read before stays where that was another question.
    pub(super) fn cancel(&mut self) {
        self.forget_question();
        if std::mem::take(&mut self.is_diagnosing) {
            self.draw(None);
        }
        say(self.words().cancelled);
        Part::id("paste").focus();
    }

    /// The other thread stopped at this question, most often because its memory was used up. This one would fare no better,
    /// and stop the whole page.
    fn could_not_answer(&mut self) {
        if std::mem::take(&mut self.is_diagnosing) {
            self.draw(None);
        }
        say(self.words().too_large);
    }

    fn not_busy(&self) {
        Part::id("busy").show(self.reading.0 > 0);
        Part::id("app").attr("aria-busy", "false");
    }
}

/// Says something in the place of progress; it stays until the next answer.
fn say(text: &str) {
    Part::id("busy").show(true).set("text", text);
}

/// How questions and answers cross to the other thread and back: as plain objects, which the browser copies.
pub(crate) const fn to_worker() -> Serializer {
    Serializer::new().serialize_maps_as_objects(true)
}

/// Runs on another thread: `work(question, last, done)`, where `last` says that the thread ends afterwards; `work()` to
/// stop. `done` gets the answer; `null` where there is no other thread; `false` where it stopped at the question.
pub(super) type Work = Function;
