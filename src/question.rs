//! Every question to the engine and every answer, as values that serde writes and reads.
//!
//! So another thread can answer. This module does not know what is asked for.

use serde::{Deserialize, Serialize};

use crate::intake::Source;
use crate::report::{Report, wire};
use crate::{Input, Session, compare, diagnose, land, what_if};

/// A question about an input.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// A question with the input that it is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// The input.
    pub input: Input<'static>,
    /// The question.
    pub question: Question,
}

impl Asked {
    /// The number of bytes of all sources, those to compare with too.
    #[must_use]
    pub fn size(&self) -> usize {
        let later: &[Pasted] = if let Question::Compare(sources) = &self.question { sources } else { &[] };
        let sources = self.input.sources.iter().chain(later);
        sources.map(|source| source.content.size()).fold(0, usize::saturating_add)
    }

    /// Answers the question.
    #[must_use]
    pub fn answer(&self) -> Answer {
        let input = &self.input;
        match &self.question {
            Question::Diagnose => Answer::Report(diagnose(input)),
            Question::Land(sessions) => Answer::Landings(land(input, sessions)),
            Question::WhatIf(command) => Answer::WhatIf(what_if(input, command)),
            Question::Compare(sources) => {
                let after = Input { sources: sources.clone(), ..input.clone() };
                Answer::Comparison(compare(input, &after))
            }
        }
    }
}
