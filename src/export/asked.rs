//! The report as JSON with what was asked, and such a file opened: its input is diagnosed anew. What else a file says,
//! findings and commands above all, is never read: anybody may have written it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::Input;
use crate::intake::{Content, Source, Text, Texts};
use crate::report::Report;

/// What was asked: the text of every source, and the answers.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    sources: Vec<AskedSource>,
    addresses: Vec<(String, Vec<String>)>,
    versions: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    not_from: Vec<(String, Vec<String>)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct AskedSource {
    name: String,
    text: String,
}

/// A file as it is written.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    report: &'a Report,
    asked: Asked,
}

/// A file as it is read: nothing but what was asked. `schema` tells it from the JSON of others.
#[derive(Deserialize)]
struct Opened {
    #[serde(rename = "schema")]
    _schema: u32,
    asked: Asked,
}

/// The report with what was asked, as JSON.
#[must_use]
pub fn json(report: &Report, input: &Input<'_>) -> String {
    let input = opened(input);
    let texts = Texts::decode(&input.sources);
    let source = |text: &Text<'_>| AskedSource { name: text.name().to_owned(), text: text.as_str().to_owned() };
    let asked = Asked {
        sources: texts.iter().map(source).collect(),
        addresses: input.addresses.clone(),
        versions: input.versions.clone(),
        not_from: input.not_from.clone(),
    };
    // Text and numbers can always be written. If that ever fails, the reason is better than an empty text.
    serde_json::to_string_pretty(&Written { report, asked }).unwrap_or_else(|error| error.to_string())
}

/// What was asked in a file that [`json`] wrote; `None` for every other text.
#[must_use]
pub fn open(text: &str) -> Option<Input<'static>> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if !text.starts_with('{') || !text.contains("\"asked\"") {
        return None;
    }
    let asked = serde_json::from_str::<Opened>(text).ok()?.asked;
    let source = |source: AskedSource| Source { name: source.name, content: Content::Text(Cow::Owned(source.text)) };
    Some(Input {
        sources: asked.sources.into_iter().map(source).collect(),
        addresses: asked.addresses,
        versions: asked.versions,
        not_from: asked.not_from,
        ..Input::default()
    })
}

/// The input with what was asked in the place of each file that [`json`] wrote. An answer of the user counts more than
/// one in a file.
pub(crate) fn opened<'i, 'a>(input: &'i Input<'a>) -> Cow<'i, Input<'a>> {
    let texts = input.sources.iter().map(|source| match &source.content {
        Content::Text(text) => open(text),
        Content::Bytes(bytes) => std::str::from_utf8(bytes).ok().and_then(open),
    });
    let files: Vec<Option<Input<'static>>> = texts.collect();
    if files.iter().all(Option::is_none) {
        return Cow::Borrowed(input);
    }
    let mut whole = Input { sources: Vec::new(), ..input.clone() };
    for (source, file) in input.sources.iter().zip(files) {
        let Some(file) = file else {
            whole.sources.push(source.clone());
            continue;
        };
        whole.sources.extend(file.sources);
        let is_new = |known: &[(String, Vec<String>)], name: &str| known.iter().all(|(n, _)| n != name);
        for (name, addresses) in file.addresses {
            if is_new(&whole.addresses, &name) {
                whole.addresses.push((name, addresses));
            }
        }
        for (name, ranges) in file.not_from {
            if is_new(&whole.not_from, &name) && is_new(&whole.addresses, &name) {
                whole.not_from.push((name, ranges));
            }
        }
        for (name, version) in file.versions {
            if whole.versions.iter().all(|(known, _)| *known != name) {
                whole.versions.push((name, version));
            }
        }
    }
    Cow::Owned(whole)
}
