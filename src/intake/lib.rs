//! Text to records. Knows how PowerShell lays objects out, and nothing of what they mean.
//!
//! ```text
//! bytes --Texts::decode--> text --read--> records, one after the other + prose
//! ```
//! Two steps, because records borrow from the decoded text. A record is handed over as soon as it is complete, so that
//! those of a large input never exist side by side.
//! A crate of its own, because the page is compiled for size and this part of it for speed.
//! Reading never fails. Every physical line of the input ends up either in a record or in the prose, and every value
//! keeps its line. One file per layout: `list` (its lines in `label`, wrapped values in `join`), `table` (its `columns`,
//! wrapped rows in `wrapped`), `csv` (logs too), `custom`, `json`, `clixml`, `html` and `pipes` (their `cells`), `pairs`; `paste`
//! finds where each begins and ends. What programs that passed the text on left in it goes first: `clean` the characters,
//! `links`, `quoted_printable`, `surround` what stands around every line, `chopped` the breaks of a narrow window.
//! `leftover` finds the lines that have the form of data and that no layout read.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize};

pub mod blanks;
mod cells;
pub mod characters;
mod chopped;
mod clean;
mod clixml;
mod collapsed;
mod columns;
mod csv;
mod custom;
mod decode;
mod grid;
mod html;
mod join;
mod json;
mod label;
mod leftover;
mod lines;
mod links;
mod list;
mod pairs;
mod parts;
mod paste;
mod pipes;
mod prompt;
mod quoted_printable;
mod surround;
mod table;
mod vocabulary;
mod wrapped;

pub use decode::{LeftOut, Text, Texts};
pub use prompt::without_prompts;
pub use vocabulary::{Kinds, Known, Nothing, Vocabulary};

/// A position in the input. The default is none of the input: line 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the source in the input.
    pub source: usize,
    /// Line, starting at 1.
    pub line: u32,
}

/// What reading gives besides records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The lines that belong to no record, blank ones left out, in the order of the input.
    pub prose: Vec<ProseLine<'a>>,
    /// Where a structured layout stops being one; what stands before it was read.
    pub broken: Vec<Broken>,
    /// The lines that have the form of data and are not read.
    pub unread: Vec<Unread>,
}

/// Lines with the form of data that were not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The first of them.
    pub place: Place,
    /// The last of them.
    pub last_line: u32,
    /// The reason.
    pub why: Why,
}

/// Why lines with the form of data were not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// A row that does not fit the columns of its table.
    NoFit,
    /// Labels that may belong to the record above them or to the one below.
    OfTwoRecords,
    /// A label of a known property outside any record.
    OutsideRecord,
    /// A row whose table has no titles that could be read.
    NoTitles,
    /// The titles of a table or a file without any row.
    HeaderOnly,
    /// A record that names an object, and no property shows of which kind the object is.
    NoKind,
}

/// A structured layout that ends in the middle or is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Where it stops.
    pub place: Place,
    /// What it was so far.
    pub layout: Layout,
}

/// Takes the records, in the order of the input.
pub type Take<'t, 'a> = &'t mut dyn FnMut(Record<'a>);

/// Reads decoded sources: records go to `take`, the rest is given back. Never fails; time is linear in the text.
pub fn read<'t>(texts: &'t Texts<'_>, words: &dyn Vocabulary, take: Take<'_, 't>) -> Reading<'t> {
    let mut reading = Reading::default();
    // An object may be the value of another one's property.
    let mut take = |record: Record<'t>| {
        let inner = pairs::inside(&record);
        take(record);
        inner.into_iter().for_each(&mut *take);
    };
    for (source, text) in texts.iter().enumerate() {
        paste::read(source, text.as_str(), words, &mut reading, &mut take);
    }
    reading
}

/// One pasted text or file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Source<'a> {
    /// File name; empty for pasted text.
    pub name: String,
    /// What it holds.
    pub content: Content<'a>,
}

/// Text, or bytes that are still to be decoded.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Content<'a> {
    /// Text, as pasted.
    Text(Cow<'a, str>),
    /// Bytes of a file.
    #[serde(serialize_with = "serde_bytes::serialize", deserialize_with = "owned_bytes")]
    Bytes(Cow<'a, [u8]>),
}

fn owned_bytes<'a, 'from, D: Deserializer<'from>>(from: D) -> Result<Cow<'a, [u8]>, D::Error> {
    serde_bytes::deserialize(from).map(Cow::Owned)
}

impl Source<'_> {
    /// The same source with a copy of what it borrows.
    #[must_use]
    pub fn into_owned(self) -> Source<'static> {
        let content = match self.content {
            Content::Text(text) => Content::Text(Cow::Owned(text.into_owned())),
            Content::Bytes(bytes) => Content::Bytes(Cow::Owned(bytes.into_owned())),
        };
        Source { name: self.name, content }
    }
}

impl Content<'_> {
    /// The number of bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Content::Text(text) => text.len(),
            Content::Bytes(bytes) => bytes.len(),
        }
    }
}

/// How records are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// Format-List.
    List,
    /// Format-Table.
    Table,
    /// Export-Csv, ConvertTo-Csv, Queue Viewer export.
    Csv,
    /// ConvertTo-Json.
    Json,
    /// Export-Clixml.
    Clixml,
    /// A table of a page, mail, wiki or chat: HTML, Markdown and their like.
    Cells,
    /// `name=value` on one line.
    Pairs,
    /// Protocol logs.
    Log,
    /// Plain text.
    Text,
}

/// One object as it was laid out: names and values as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// Where it starts.
    pub place: Place,
    /// Its last line.
    pub last_line: u32,
    /// How it is laid out.
    pub layout: Layout,
    /// The output that it belongs to.
    pub scope: Scope<'a>,
    /// Its fields, in order.
    pub fields: Vec<Field<'a>>,
}

/// The output that a record belongs to, and what stands above that output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope<'a> {
    /// The command that printed it, prompt removed, and its line. Its scope ends with its output.
    pub command: Option<(&'a str, u32)>,
    /// The number of the output: a prompt and a line of prose begin a new one, a line that ends in a colon does not
    /// (`ipconfig` prints the names of its adapters so).
    pub output: u32,
    /// Name and value of the group heading above it (`Format-Table -GroupBy`).
    pub heading: Option<(&'a str, &'a str)>,
}

/// One name with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// The label or column title, as written.
    pub name: Cow<'a, str>,
    /// The value.
    pub value: Value<'a>,
    /// The line on which it starts.
    pub line: u32,
    /// What the layout hides of it.
    pub cut: Cut,
}

/// A value as the layout shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Text; collections of lists and tables are text in braces (`{a, b}`).
    Text(Cow<'a, str>),
    /// A collection of a structured layout (JSON, CLIXML), element by element.
    List(Vec<Cow<'a, str>>),
    /// No value (null).
    Null,
}

/// What the layout hides of a value. (A list that ends in `...` inside its braces is left to the model.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Nothing.
    No,
    /// Its end: a left-aligned cell, or a record that the paste cuts off.
    End,
    /// Its beginning: a right-aligned cell.
    Start,
    /// All of it: a type name stands in its place, or the layout lost it.
    All,
}

/// A line that belongs to no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProseLine<'a> {
    /// Where it stands.
    pub place: Place,
    /// The line without its end.
    pub text: &'a str,
}
