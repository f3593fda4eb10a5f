//! Why a connector answers a session, or does not.

use super::Words;
use super::template::templates;
use crate::model::Size;

templates! {
    /// Why a connector answers a session, or does not.
    Reasons {
        chosen(size);
        /// Ranges of one size, decided by the binding.
        loses_by_binding(size);
        less_specific(size, winner);
        tie(size);
        unknown(property);
        no_range_match();
        other_family();
        other_address();
        other_role();
        other_port(ports);
        disabled();
    }
}

/// A verdict with its numbers.
pub(crate) enum Reason {
    /// It answers, by this size; whether the binding decided at equal size.
    Chosen { size: Size },
    /// It matches with this size against the winner's.
    LessSpecific { size: Size, winner: Size },
    /// It matches equally.
    Tie { size: Size },
    /// A hidden value decides: the property as Exchange spells it.
    Unknown { property: &'static str },
    /// No range holds the source.
    NoRangeMatch,
    /// It listens for the other family only.
    OtherFamily,
    /// It listens on other local addresses only.
    OtherAddress,
    /// It belongs to another service.
    OtherRole,
    /// It listens on these ports only.
    OtherPort { ports: Vec<u16> },
    /// It is disabled.
    Disabled,
}

impl Words {
    /// Why a connector won or lost, with numbers.
    pub(crate) fn reason(&self, reason: &Reason) -> String {
        let say = &self.reasons;
        match reason {
            Reason::Chosen { size } => say.chosen(self.addresses(*size)),
            Reason::LessSpecific { size, winner } if size == winner => say.loses_by_binding(self.addresses(*size)),
            Reason::LessSpecific { size, winner } => say.less_specific(self.addresses(*size), self.addresses(*winner)),
            Reason::Tie { size } => say.tie(self.addresses(*size)),
            Reason::Unknown { property } => say.unknown(property),
            Reason::NoRangeMatch => say.no_range_match.to_owned(),
            Reason::OtherFamily => say.other_family.to_owned(),
            Reason::OtherAddress => say.other_address.to_owned(),
            Reason::OtherRole => say.other_role.to_owned(),
            Reason::OtherPort { ports } => say.other_port(self.list(ports.iter().map(ToString::to_string))),
            Reason::Disabled => say.disabled.to_owned(),
        }
    }
}
