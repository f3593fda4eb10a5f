//! What leaves the page, by the user's hand only: clipboard, downloads, print. And the commands that collect the data.

use js_sys::{Array, JsString};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlDocument, Url};

use super::actions::later;
use super::dom::{self, Part};
use super::view::View;
use crate::export::{self, Form};
pub(super) use crate::report::collect::{COLLECT, COLLECT_FILE, COLLECT_SHORT};
use crate::words::PageWords;

/// The report in eight lines.
pub(super) fn summary(view: View<'_>) -> String {
    export::summary(view.report, view.language).join("\n")
}

/// The report as text for a ticket.
pub(super) fn text(view: View<'_>) -> String {
    export::whole(view.report, view.language, Form::Text, true)
}

/// The report as Markdown.
pub(super) fn markdown(view: View<'_>) -> String {
    export::whole(view.report, view.language, Form::Markdown, true)
}

/// Copies text and says so on the button.
pub(super) fn copy(text: &str, button: &Part, words: &'static PageWords) {
    let Some(window) = web_sys::window() else { return };
    let clipboard = window.navigator().clipboard();
    let (done, failed) = (button.clone(), button.clone());
    if text.is_empty() {
        say(button, words.copy_failed);
        return;
    }
    if AsRef::<JsValue>::as_ref(&clipboard).is_undefined() {
        // A page from plain HTTP has no clipboard; the old way works there.
        say(button, if copy_selected(text) { words.copied } else { words.copy_failed });
        return;
    }
    let promise = clipboard.write_text(text);
    let done = Closure::once(move |_: JsValue| say(&done, words.copied));
    let failed = Closure::once(move |_: JsValue| say(&failed, words.copy_failed));
    let _ = promise.then2(&done, &failed);
    done.forget();
    failed.forget();
}

fn copy_selected(text: &str) -> bool {
    let Some(document) = dom::document() else { return false };
    let holder = Part::id("handover").add_new("pre", "sr-only", text);
    let selected = document.get_selection().ok().flatten().zip(holder.cast::<web_sys::Node>());
    let copied = selected.is_some_and(|(selection, node)| {
        let _ = selection.select_all_children(&node);
        let old: Result<HtmlDocument, _> = wasm_bindgen::JsCast::dyn_into(document);
        old.is_ok_and(|d| d.exec_command("copy").unwrap_or(false))
    });
    holder.remove();
    copied
}

/// Shows a word on a button for a moment, and tells it to screen readers.
fn say(button: &Part, word: &str) {
    let before = button.text_content();
    if before == word {
        return;
    }
    button.text(word);
    Part::id("status").text(word);
    let button = button.clone();
    let _ = later(1600, move || {
        button.text(&before);
    });
}

/// Hands a file to the browser's download, and says it on the button where that fails.
pub(super) fn download(name: &str, kind: &str, text: impl Into<JsString>, button: &Part, words: &'static PageWords) {
    let text = text.into();
    let make = || -> Result<(), JsValue> {
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text), &options)?;
        let address = Url::create_object_url_with_blob(&blob)?;
        let link = Part::id("footer").add_new("a", "sr-only", "");
        if let Some(anchor) = link.cast::<HtmlAnchorElement>() {
            anchor.set_href(&address);
            anchor.set_download(name);
            anchor.click();
        }
        link.remove();
        // The browser reads the blob after the click; give it time.
        let _ = later(30_000, move || {
            let _ = Url::revoke_object_url(&address);
        });
        Ok(())
    };
    if text.length() == 0 || make().is_err() {
        say(button, words.download_failed);
    }
}

/// Prints; what is folded is opened for it (see `actions`).
pub(super) fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}
