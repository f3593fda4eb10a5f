//! Lets the enums of the report be compared with their text, as whoever reads the JSON would compare them.

use super::{
    AddressOrigin, Certainty, Code, CommandState, ConnectorFate, FindingFate, LandingOutcome, Layout, NeedCode,
    NoteCode, ObjectKind, Progress, QueueFate, RemedyId, Severity, VerdictCode,
};

macro_rules! compare_with_text {
    ($($word:ty)*) => { $(
        impl PartialEq<str> for $word {
            fn eq(&self, text: &str) -> bool {
                self.as_ref() == text
            }
        }

        impl PartialEq<&str> for $word {
            fn eq(&self, text: &&str) -> bool {
                self.as_ref() == *text
            }
        }
    )* };
}

compare_with_text! {
    AddressOrigin Certainty Code CommandState ConnectorFate FindingFate LandingOutcome Layout NeedCode NoteCode ObjectKind
    Progress QueueFate RemedyId Severity VerdictCode
}
