//! Files: chosen or dropped, read as bytes. What their bytes mean is the core's affair.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DragEvent, Event, File, FileList, FileReader, HtmlInputElement};

use super::dom::{self, Part};
use super::format::grouped;
use super::{Page, with};
use crate::Input;
use crate::intake::Content;

/// Larger files are refused: the field of work is text that a person collected.
const MOST_BYTES: f64 = 64.0 * 1024.0 * 1024.0;

/// What is read of a folder; `www/boot.js` has the same list for folders that are dropped.
const KINDS: [&str; 5] = [".txt", ".xml", ".csv", ".json", ".log"];

/// A file that was read.
#[derive(Clone, Debug)]
pub(super) struct Dropped {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// The file input changed.
pub(super) fn chosen(event: &Event) {
    if let Some(input) = dom::target(event).cast::<HtmlInputElement>() {
        if let Some(files) = input.files() {
            read_list(&files);
        }
        // The same file may be chosen again after it changed.
        input.set_value("");
    }
}

/// Whether a drag carries files; text goes the browser's own way into the field.
pub(super) fn carries_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.iter().any(|t| t.as_string().as_deref() == Some("Files")))
}

/// Files were dropped.
pub(super) fn dropped(event: &DragEvent) {
    if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
        read_list(&files);
    }
}

fn read_list(files: &FileList) {
    let files = (0..files.length()).filter_map(|i| files.get(i)).filter_map(|file| {
        // Of a folder, with the way to each file; and only those that may be text.
        let path = js_sys::Reflect::get(&file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
        let path = path.filter(|path| !path.is_empty());
        let wanted = path.as_ref().is_none_or(|path| KINDS.iter().any(|kind| path.to_lowercase().ends_with(kind)));
        wanted.then(|| (path.unwrap_or_else(|| file.name()), file))
    });
    read(files.collect());
}

/// Reads files; the smallest first, up to so many bytes with those that are held already.
pub(super) fn read(mut files: Vec<(String, File)>) {
    files.sort_by(|a, b| a.1.size().total_cmp(&b.1.size()));
    let mut bytes = 0.0;
    with(|page| {
        // A newer copy takes the place of the older one.
        let stays = |held: &&Dropped| !files.iter().any(|(name, _)| *name == held.name);
        let held = page.given.files.iter().filter(stays).map(|file| file.bytes.len()).fold(0, usize::saturating_add);
        bytes = f64::from(u32::try_from(held).unwrap_or(u32::MAX));
    });
    let (good, large): (Vec<_>, Vec<_>) = files.into_iter().partition(|(_, file)| {
        bytes += file.size();
        bytes <= MOST_BYTES
    });
    with(|page| {
        page.reading = (page.reading.0.saturating_add(good.len()), page.reading.1.saturating_add(good.len()));
        page.draw_reading();
        page.left_out.clear();
        if let Some((name, _)) = large.first() {
            let words = page.words();
            page.left_out.push(match large.len() {
                1 => words.file_too_large(name),
                many => words.files_left_out(many),
            });
        }
        page.draw_left_out();
    });
    for (name, file) in good {
        read_one(name, &file);
    }
}

fn read_one(name: String, file: &File) {
    let Ok(reader) = FileReader::new() else {
        with(|page| page.file_read(name, None));
        return;
    };
    let own = reader.clone();
    let again = name.clone();
    let done = Closure::once_into_js(move || {
        let result = own.result().ok().and_then(|value| value.dyn_into::<ArrayBuffer>().ok());
        with(|page| page.file_read(name, result.map(|buffer| Uint8Array::new(&buffer).to_vec())));
    });
    reader.set_onloadend(Some(done.unchecked_ref()));
    if reader.read_as_array_buffer(file).is_err() {
        with(|page| page.file_read(again, None));
    }
}

impl Page {
    fn file_read(&mut self, name: String, bytes: Option<Vec<u8>>) {
        self.reading.0 = self.reading.0.saturating_sub(1);
        let text = bytes.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
        let saved = text.and_then(crate::export::open).filter(|saved| saved.versions.is_empty());
        match bytes {
            _ if saved.is_some() => saved.into_iter().for_each(|saved| self.open_saved(saved)),
            Some(bytes) => {
                // A newer copy of the same file takes the place of the older.
                self.given.files.retain(|file| file.name != name);
                self.given.files.push(Dropped { name, bytes });
            }
            None => self.left_out.push(self.words().files_unreadable(name)),
        }
        self.draw_reading();
        if self.reading.0 == 0 {
            self.reading = (0, 0);
            // Files arrive in the order in which they were read; the report must not depend on that.
            self.given.files.sort_by(|a, b| a.name.cmp(&b.name));
            self.draw_files();
            self.cleared = None;
            self.close_topic();
            self.folds_paste = true;
            self.refresh();
            self.draw_left_out();
        }
    }

    /// Takes what was asked in a saved report: its texts and answers, and nothing else of it.
    fn open_saved(&mut self, saved: Input<'static>) {
        for source in saved.sources {
            let Content::Text(text) = source.content else { continue };
            if source.name.is_empty() {
                self.add_text(&text);
                continue;
            }
            self.given.files.retain(|file| file.name != source.name);
            self.given.files.push(Dropped { name: source.name, bytes: text.into_owned().into_bytes() });
        }
        for (server, ranges) in saved.not_from {
            if !self.is_denied(&server) && self.typed(&server).is_empty() {
                self.given.denied.push((server, ranges));
            }
        }
        for (server, addresses) in saved.addresses {
            if self.given.addresses.iter().all(|(known, _)| *known != server) {
                self.given.addresses.push((server, addresses.join(" ")));
            }
        }
    }

    fn draw_reading(&self) {
        let (left, all) = self.reading;
        let done = all.saturating_sub(left);
        Part::id("busy").show(left > 0).set("text", &self.words().reading(done, all));
    }

    /// Says which files are no part of the answer, for as long as the input stays.
    pub(super) fn draw_left_out(&self) {
        let list = Part::id("left-out");
        list.empty().show(!self.left_out.is_empty());
        for text in &self.left_out {
            list.add_new("li", "", text);
        }
    }

    /// The list of files below the field.
    pub(super) fn draw_files(&self) {
        let list = Part::id("files");
        list.empty().show(!self.given.files.is_empty());
        for (index, file) in self.given.files.iter().enumerate() {
            let one = Part::template("file");
            let size = grouped(&file.bytes.len().div_ceil(1000).to_string(), self.language);
            one.set("name", &file.name).set("size", &format!("{size} kB"));
            let label = self.words().file_remove(&file.name);
            one.slot("remove").attr("data-arg", &index.to_string()).attr("aria-label", &label);
            list.add(&one);
        }
    }
}
