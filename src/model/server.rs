//! Exchange servers and other hosts, with their addresses and versions as far as the input tells.
//!
//! This module does not know which connectors a server has.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display};

use super::Place;
use super::address::Address;
use super::range::IpRange;

/// One server that the input names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Short name, in the letter case of its first appearance.
    pub name: String,
    /// The version that the input states, and where.
    pub version: Option<StatedVersion>,
    /// AD site, as `Get-ExchangeServer` prints it.
    pub site: Option<String>,
    /// ServerRole, as printed.
    pub role: Option<String>,
    /// Addresses in order of appearance, without repeats.
    pub addresses: Vec<ServerAddress>,
    /// Ranges that it sends from no address of, as the user says.
    pub not_from: Vec<IpRange>,
    /// The domains behind its name in the input, in small letters, without repeats: more than one may be two servers.
    pub domains: Vec<String>,
    /// Where the server is first named; `None` for one that only the options name.
    pub place: Option<Place>,
}

impl Server {
    /// A server of which only the name is known.
    #[must_use]
    pub fn named(name: &str, place: Option<Place>) -> Self {
        Self {
            name: name.to_owned(),
            version: None,
            site: None,
            role: None,
            addresses: Vec::new(),
            not_from: Vec::new(),
            domains: Vec::new(),
            place,
        }
    }
}

/// A machine with a name and an address of which nothing in the input says that it is an Exchange server: a printer, a
/// gateway, a workstation. It is no sender and no target of mail between Exchange servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// Its name as printed.
    pub name: String,
    /// Addresses in order of appearance, without repeats.
    pub addresses: Vec<ServerAddress>,
}

/// The version of a server as stated by the input, with the place where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatedVersion {
    /// The version.
    pub version: Version,
    /// Where; `None` for one that the user gave as an answer.
    pub place: Option<Place>,
}

/// One address of a server or host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerAddress {
    /// The address.
    pub address: Address,
    /// How it is known.
    pub origin: AddressOrigin,
    /// Where it stands; `None` for one that the user gave as an answer.
    pub place: Option<Place>,
}

/// How the address of a server or host is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, AsRefStr, Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum AddressOrigin {
    /// The user's answer to the question.
    Given,
    /// A line `NAME ADDRESS`.
    AddressLine,
    /// A LastError that names host and address.
    LastError,
    /// A binding of one of its receive connectors to one address.
    Binding,
    /// Output of a command that prints addresses (`ipconfig`, `Get-NetIPAddress`, `nslookup`, ..).
    Command,
    /// A protocol log.
    ProtocolLog,
}

/// Exchange version, as far as mail flow between servers tells versions apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// Exchange 2007 (8.x).
    V2007,
    /// Exchange 2010 (14.x).
    V2010,
    /// 2007 or 2010, which of them is not known.
    Legacy,
    /// Exchange 2013 (15.0).
    V2013,
    /// Exchange 2016 (15.1).
    V2016,
    /// Exchange 2019 (15.2, up to 15.2.1748).
    V2019,
    /// Exchange Server Subscription Edition (15.2 from build 2562).
    Se,
    /// 2013 or later (major version 15), which of them is not known.
    Modern,
}

impl Version {
    /// Reads `2016`, `SE`, `Exchange 2016`, `Version 15.1 (Build 2507.6)`, `15.01.2507.006` or `15.1`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let lower = text.to_ascii_lowercase();
        if lower == "se" || lower.ends_with(" se") || lower.contains("subscription edition") {
            return Some(Self::Se);
        }
        let years = [
            ("2007", Self::V2007),
            ("2010", Self::V2010),
            ("2013", Self::V2013),
            ("2016", Self::V2016),
            ("2019", Self::V2019),
        ];
        // A build number may hold the digits of a year, so a dotted version is looked for first.
        let mut numbers = lower.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).map(str::parse::<u32>);
        if let (Some(Ok(major @ (8 | 14 | 15))), minor, build) = (numbers.next(), numbers.next(), numbers.next()) {
            let build = build.and_then(Result::ok);
            return Some(match (major, minor.and_then(Result::ok)) {
                (8, _) => Self::V2007,
                (14, _) => Self::V2010,
                (_, Some(0)) => Self::V2013,
                (_, Some(1)) => Self::V2016,
                (_, Some(2)) if build.is_some_and(|b| b >= 2562) => Self::Se,
                (_, Some(2)) => Self::V2019,
                _ => Self::Modern,
            });
        }
        years.into_iter().find(|(year, _)| lower.contains(year)).map(|(_, version)| version)
    }

    /// Reads the visible beginning of a version whose end is cut: `Version 15.1 (Bu` is 2016. A number at its end may go
    /// on, and 15.2 without its build is 2019 or SE.
    #[must_use]
    pub fn parse_cut(text: &str) -> Option<Self> {
        let whole = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let numbers = whole.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).count();
        match Self::parse(whole)? {
            Self::V2019 if numbers < 3 => Some(Self::Modern),
            version => Some(version),
        }
    }

    /// 2007 or 2010: one Transport service, one port, no transport roles.
    #[must_use]
    pub const fn is_legacy(self) -> bool {
        matches!(self, Self::V2007 | Self::V2010 | Self::Legacy)
    }

    /// The major version that NextHopDomain prints: 8, 14 or 15; `None` for "2007 or 2010".
    #[must_use]
    pub const fn major(self) -> Option<u32> {
        match self {
            Self::V2007 => Some(8),
            Self::V2010 => Some(14),
            Self::Legacy => None,
            _ => Some(15),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V2007 => "2007",
            Self::V2010 => "2010",
            Self::Legacy => "2007/2010",
            Self::V2013 => "2013",
            Self::V2016 => "2016",
            Self::V2019 => "2019",
            Self::Se => "SE",
            Self::Modern => "2013+",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_version_says_what_is_visible() {
        for (text, version) in [
            ("Version 14.3 (Bu", Some(Version::V2010)),
            ("Version 15.0 (Bu", Some(Version::V2013)),
            ("Version 15.1 (Build 25", Some(Version::V2016)),
            ("Version 15.2 (Bu", Some(Version::Modern)),
            // 25 may be 2562, which is SE, or 258.
            ("Version 15.2 (Build 25", Some(Version::Modern)),
            ("Version 15.2 (Build 2562.", Some(Version::Se)),
            ("Version 15.", Some(Version::Modern)),
            ("Version 15.1", Some(Version::Modern)),
            ("Version 15", None),
            ("Version 1", None),
            ("Vers", None),
        ] {
            assert_eq!(Version::parse_cut(text), version, "{text}");
        }
    }

    #[test]
    fn reads_versions_in_every_form() {
        for (text, version) in [
            ("2010", Version::V2010),
            ("Exchange 2016", Version::V2016),
            ("Exchange Server SE", Version::Se),
            ("Version 15.1 (Build 2507.6)", Version::V2016),
            ("Version 14.3 (Build 123.4)", Version::V2010),
            ("15.02.2562.017", Version::Se),
            ("Version 15.2 (Build 1118.7)", Version::V2019),
            ("15.0", Version::V2013),
            ("15", Version::Modern),
        ] {
            assert_eq!(Version::parse(text), Some(version), "{text}");
        }
        assert_eq!(Version::parse("soon"), None);
    }
}
