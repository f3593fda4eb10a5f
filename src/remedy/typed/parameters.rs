//! Names of parameters, typed in full or as far as they are unambiguous.
//!
//! Documented: Set-ReceiveConnector, New-ReceiveConnector, "about_CommonParameters"; "about_Parameters" for abbreviations.

use super::Unclear;
use crate::model::Property;

/// Parameters that are no properties of a receive connector.
const OF_SET: &[&str] = &["DomainController", "Confirm", "WhatIf"];
const OF_NEW: &[&str] =
    &["Usage", "Client", "Custom", "Internal", "Internet", "Partner", "DomainController", "Confirm", "WhatIf"];
const OF_GET: &[&str] = &["DomainController"];
const COMMON: &[&str] = &[
    "Verbose",
    "Debug",
    "ErrorAction",
    "WarningAction",
    "InformationAction",
    "ErrorVariable",
    "WarningVariable",
    "InformationVariable",
    "OutVariable",
    "OutBuffer",
    "PipelineVariable",
];
const ALIASES: &[(&str, &str)] = &[
    ("wi", "WhatIf"),
    ("cf", "Confirm"),
    ("vb", "Verbose"),
    ("db", "Debug"),
    ("ea", "ErrorAction"),
    ("wa", "WarningAction"),
    ("infa", "InformationAction"),
    ("ev", "ErrorVariable"),
    ("wv", "WarningVariable"),
    ("iv", "InformationVariable"),
    ("ov", "OutVariable"),
    ("ob", "OutBuffer"),
    ("pv", "PipelineVariable"),
];
/// The cmdlets that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cmdlet {
    Get,
    Set,
    New,
    Remove,
}

impl Cmdlet {
    pub(super) fn read(name: &str) -> Result<Self, Unclear> {
        let all = [("Get", Self::Get), ("Set", Self::Set), ("New", Self::New), ("Remove", Self::Remove)];
        let verb = name
            .split_once('-')
            .filter(|(_, noun)| noun.eq_ignore_ascii_case("ReceiveConnector"))
            .map_or("", |(verb, _)| verb);
        let known = all.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(verb));
        known.map(|(_, cmdlet)| cmdlet).ok_or_else(|| Unclear::Cmdlet(name.to_owned()))
    }

    fn parameters(self) -> impl Iterator<Item = &'static str> {
        let (own, has_properties) = match self {
            Self::Get => (OF_GET, false),
            Self::Set => (OF_SET, true),
            Self::New => (OF_NEW, true),
            Self::Remove => (OF_SET, false),
        };
        let is_taken = move |property: &&Property| {
            has_properties && property.is_settable() && (self == Self::New || **property != Property::Server)
        };
        let properties = Property::ALL.iter().filter(is_taken).map(|property| property.spelling());
        let identity = (self != Self::New).then_some(Property::Identity);
        let server = (self == Self::Get).then_some(Property::Server);
        let names = identity.into_iter().chain(server).map(Property::spelling);
        names.chain(own.iter().chain(COMMON).copied()).chain(properties)
    }

    /// The whole name of a parameter.
    pub(super) fn parameter(self, typed: &str) -> Result<&'static str, Unclear> {
        let is = |name: &str| name.eq_ignore_ascii_case(typed);
        if let Some(name) = self.parameters().find(|name| is(name)) {
            return Ok(name);
        }
        if let Some((_, name)) = ALIASES.iter().find(|(alias, _)| is(alias)) {
            return Ok(name);
        }
        let starts = |name: &&str| name.get(..typed.len()).is_some_and(is);
        let fits: Vec<_> = self.parameters().filter(starts).collect();
        match fits.as_slice() {
            [one] => Ok(one),
            [] => Err(Unclear::Parameter(typed.to_owned())),
            _ => Err(Unclear::Ambiguous(typed.to_owned(), fits)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cmdlet: Cmdlet, typed: &str, expected: &str) {
        let found = match cmdlet.parameter(typed) {
            Ok(name) => name.to_owned(),
            Err(Unclear::Ambiguous(_, names)) => names.join(" "),
            Err(other) => format!("{other:?}"),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_count_while_they_are_unambiguous() {
        check(Cmdlet::Set, "remoteipranges", "RemoteIPRanges");
        check(Cmdlet::Set, "rem", "RemoteIPRanges");
        check(Cmdlet::Set, "id", "Identity");
        check(Cmdlet::Set, "Enabled", "Enabled");
        check(Cmdlet::Set, "enable", "Enabled EnableAuthGSSAPI");
        check(Cmdlet::Set, "Auth", "AuthMechanism AuthTarpitInterval");
        check(Cmdlet::Set, "wi", "WhatIf");
        check(Cmdlet::Set, "Server", "Parameter(\"Server\")");
        check(Cmdlet::Set, "Guid", "Parameter(\"Guid\")");
        check(Cmdlet::New, "serv", "ServiceDiscoveryFqdn Server");
        check(Cmdlet::Get, "Enabled", "Parameter(\"Enabled\")");
    }

    #[test]
    fn only_cmdlets_that_exist_are_known() {
        assert_eq!(Cmdlet::read("set-receiveconnector"), Ok(Cmdlet::Set));
        for name in ["Disable-ReceiveConnector", "Set-SendConnector", "Set", ""] {
            assert_eq!(Cmdlet::read(name), Err(Unclear::Cmdlet(name.to_owned())));
        }
    }
}
