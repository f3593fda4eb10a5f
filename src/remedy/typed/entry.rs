//! One typed entry of RemoteIPRanges or Bindings, read as strictly as the cmdlets read it.
//!
//! A paste may hold what a person retyped; a command may not. Observed behaviour (2013 CU23).

use super::Unclear;
use crate::model::{Address, Binding, Family, IpRange, Property, RemoteIpRange};
use crate::remedy::Rule;

/// What Exchange finds wrong with an entry of RemoteIPRanges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RangeFault {
    /// The first address is above the last one.
    StartAboveEnd {
        /// The first address.
        first: String,
        /// The last address.
        last: String,
    },
    /// The two ends are of different families.
    Families,
    /// What stands behind the slash is no length.
    Length {
        /// The text behind the slash.
        length: String,
    },
    /// The length is above that of the family's addresses.
    LengthAbove {
        /// The length.
        length: String,
        /// The most that the family allows.
        most: u8,
    },
    /// What stands in brackets is no contiguous mask.
    Mask {
        /// The text in brackets.
        mask: String,
    },
    /// It is no address.
    Address {
        /// The text.
        text: String,
    },
}

/// Why an entry is not taken.
pub(super) enum Problem {
    /// Exchange would refuse it.
    Refused(Box<Rule>),
    /// It is not known what Exchange would make of it.
    Unclear(Unclear),
}

impl From<Unclear> for Problem {
    fn from(unclear: Unclear) -> Self {
        Self::Unclear(unclear)
    }
}

/// One entry of RemoteIPRanges.
pub(super) fn range(text: &str) -> Result<RemoteIpRange, Problem> {
    if IpRange::parse(text).is_some() {
        return Ok(RemoteIpRange::read(text));
    }
    let refused = |fault| Problem::Refused(Box::new(Rule::InvalidRange { entry: text.to_owned(), fault }));
    let address = |part: &str| {
        let part = part.trim();
        Address::parse(part).ok_or_else(|| {
            if is_short_form(part) {
                Problem::Unclear(Unclear::Value(Property::RemoteIPRanges.spelling(), text.to_owned()))
            } else {
                refused(RangeFault::Address { text: part.to_owned() })
            }
        })
    };
    let separator = text.char_indices().skip(1).find(|(_, c)| matches!(c, '-' | '/' | '('));
    let parts = separator.and_then(|(at, sign)| Some((sign, text.get(..at)?, text.get(at.saturating_add(1)..)?)));
    let Some((sign, before, behind)) = parts else {
        address(text)?;
        return Err(refused(RangeFault::Address { text: text.trim().to_owned() }));
    };
    let (first, behind) = (address(before)?, behind.trim());
    let fault = match sign {
        '-' if first.family() != address(behind)?.family() => RangeFault::Families,
        '-' => RangeFault::StartAboveEnd { first: first.to_string(), last: address(behind)?.to_string() },
        '/' => {
            let most = if first.family() == Family::V4 { 32 } else { 128 };
            let length = behind.to_owned();
            if behind.parse::<u32>().is_ok() {
                RangeFault::LengthAbove { length, most }
            } else {
                RangeFault::Length { length }
            }
        }
        _ => RangeFault::Mask { mask: behind.trim_end_matches(')').to_owned() },
    };
    Err(refused(fault))
}

/// One entry of Bindings.
pub(super) fn binding(text: &str) -> Result<Binding, Problem> {
    let binding = Binding::read(text);
    if binding.endpoint.is_some() {
        return Ok(binding);
    }
    let address = text.trim().rsplit_once(':').map(|(address, _)| address);
    if address.is_some_and(|address| Address::parse(address).is_none() && is_short_form(address)) {
        return Err(Unclear::Value(Property::Bindings.spelling(), text.to_owned()).into());
    }
    Err(Problem::Refused(Box::new(Rule::InvalidBinding { entry: text.to_owned() })))
}

/// Whether .NET reads this as an IPv4 address although it is not written as four decimal numbers: `10`, `192.168.1`,
/// `010.0.0.1`, `0x0a.0.0.1`. What is meant by it is not known.
fn is_short_form(text: &str) -> bool {
    let number = |part: &str| {
        let lower = part.to_ascii_lowercase();
        if let Some(digits) = lower.strip_prefix("0x") {
            return u64::from_str_radix(digits, 16).ok();
        }
        let digits = lower.trim_start_matches('0');
        let radix = if digits.len() < lower.len() && !digits.is_empty() { 8 } else { 10 };
        if digits.is_empty() && !lower.is_empty() { Some(0) } else { u64::from_str_radix(digits, radix).ok() }
    };
    let parts: Vec<Option<u64>> = text.split('.').map(number).collect();
    let Some((last, heads)) = parts.split_last().filter(|(_, heads)| heads.len() < 4) else { return false };
    let room = u64::from(u32::MAX) >> (8 * heads.len());
    heads.iter().all(|part| part.is_some_and(|n| n <= 255)) && last.is_some_and(|n| n <= room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = match range(text) {
            Ok(range) => format!("{:?}", range.range()),
            Err(Problem::Refused(rule)) => match *rule {
                Rule::InvalidRange { fault, .. } => format!("{fault:?}"),
                other => format!("{other:?}"),
            },
            Err(Problem::Unclear(unclear)) => format!("{unclear:?}"),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn an_entry_that_is_no_range_is_refused_with_the_reason() {
        check("10.1.1.0/24", "Some(10.1.1.0-10.1.1.255)");
        check("10.1.1.0(255.255.255.0)", "Some(10.1.1.0-10.1.1.255)");
        check("10.1.1.0/255.255.255.0", "Length { length: \"255.255.255.0\" }");
        check("10.1.1.0/33", "LengthAbove { length: \"33\", most: 32 }");
        check("10.1.1.0/300", "LengthAbove { length: \"300\", most: 32 }");
        check("fd00::/129", "LengthAbove { length: \"129\", most: 128 }");
        check("10.1.1.0(255.0.255.0)", "Mask { mask: \"255.0.255.0\" }");
        check("10.0.0.9-10.0.0.1", "StartAboveEnd { first: \"10.0.0.9\", last: \"10.0.0.1\" }");
        check("10.0.0.9-fd00::1", "Families");
        check("10.0.0.300", "Address { text: \"10.0.0.300\" }");
        check("10.0.0.1, 10.0.0.2", "Address { text: \"10.0.0.1, 10.0.0.2\" }");
        check("10.0.0.1\u{2013}10.0.0.9", "Address { text: \"10.0.0.1\u{2013}10.0.0.9\" }");
        check("", "Address { text: \"\" }");
    }

    #[test]
    fn what_dotnet_reads_in_its_own_way_is_not_guessed() {
        for text in ["10", "192.168.1", "010.0.0.1", "0x0a.0.0.1"] {
            assert!(is_short_form(text), "{text}");
            check(text, &format!("Value(\"RemoteIPRanges\", \"{text}\")"));
        }
        for text in ["10.0.0.300", "10.0.0.1.2", "10.x.0.1", "relay", "", "10..1"] {
            assert!(!is_short_form(text), "{text}");
        }
    }

    #[test]
    fn a_binding_needs_an_address_and_a_port() {
        assert!(binding("0.0.0.0:25").is_ok() && binding(":25").is_ok());
        for text in ["10.0.0.1", "10.0.0.1:70000", "mail.example:25"] {
            assert!(matches!(binding(text), Err(Problem::Refused(_))), "{text}");
        }
        assert!(matches!(binding("10.1:25"), Err(Problem::Unclear(_))));
    }
}
