//! Everything that can be asked of the engine, as one value: so that another thread can answer, and as bytes ([`packed`])
//! on the way there and back.

mod packed;

use crate::intake::{Content, Source};
use crate::report::{Language, Report, wire};
use crate::{Input, Session, compare, diagnose, land, what_if};
pub use packed::Packed;

/// A question about an input.
#[derive(Clone, Debug)]
pub enum Question {
    /// What follows from it?
    Diagnose,
    /// Where would these sessions land?
    Land(Vec<Session>),
    /// What would this command change?
    WhatIf(String),
    /// What has changed in this other input, taken later?
    Compare(Vec<Pasted>),
}

/// A source that belongs to nobody else.
pub type Pasted = Source<'static>;

/// The answer to a question of the same name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Of [`Question::Diagnose`].
    Report(Report),
    /// Of [`Question::Land`].
    Landings(Vec<wire::Landing>),
    /// Of [`Question::WhatIf`].
    WhatIf(wire::WhatIf),
    /// Of [`Question::Compare`].
    Comparison(wire::Comparison),
}

/// Answers a question.
#[must_use]
pub fn answer(input: &Input<'_>, question: &Question) -> Answer {
    match question {
        Question::Diagnose => Answer::Report(diagnose(input)),
        Question::Land(sessions) => Answer::Landings(land(input, sessions)),
        Question::WhatIf(command) => Answer::WhatIf(what_if(input, command)),
        Question::Compare(sources) => {
            let after = Input {
                sources: sources.clone(),
                addresses: input.addresses.clone(),
                versions: input.versions.clone(),
                language: input.language,
            };
            Answer::Comparison(compare(input, &after))
        }
    }
}

/// A question with its input, as bytes.
#[must_use]
pub fn ask(input: &Input<'_>, question: &Question) -> Vec<u8> {
    let mut bytes = Vec::new();
    let sources = input.sources.iter().map(|s| Source { name: s.name.clone(), content: owned(&s.content) });
    sources.collect::<Vec<_>>().pack(&mut bytes);
    input.addresses.pack(&mut bytes);
    input.versions.pack(&mut bytes);
    input.language.tag().to_owned().pack(&mut bytes);
    question.pack(&mut bytes);
    bytes
}

/// The answer to a question in bytes, in bytes; empty where they are not a question.
#[must_use]
pub fn answer_bytes(mut question: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some((input, question)) = read(&mut question) {
        answer(&input, &question).pack(&mut bytes);
    }
    bytes
}

fn read(from: &mut &[u8]) -> Option<(Input<'static>, Question)> {
    let input = Input {
        sources: Packed::unpack(from)?,
        addresses: Packed::unpack(from)?,
        versions: Packed::unpack(from)?,
        language: Language::from_tag(&String::unpack(from)?),
    };
    Some((input, Packed::unpack(from)?))
}

fn owned(content: &Content<'_>) -> Content<'static> {
    match content {
        Content::Text(text) => Content::Text(text.clone().into_owned().into()),
        Content::Bytes(bytes) => Content::Bytes(bytes.clone().into_owned().into()),
    }
}
