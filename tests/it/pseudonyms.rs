//! Pseudonyms: what the engine says about a text with pseudonyms is what it says about the text, with pseudonyms.

use std::collections::BTreeMap;

use mailflow_doctor::intake::Content;
use mailflow_doctor::model::IpRange;
use mailflow_doctor::{Input, Pseudonyms, diagnose};
use proptest::prelude::*;
use serde_json::Value;

use crate::cases::{cases, input};

/// Every text in a report with pseudonyms; what is not a name stays by itself.
fn renamed(value: &Value, pseudonyms: &Pseudonyms) -> Value {
    match value {
        Value::String(text) => Value::String(pseudonyms.apply(text)),
        Value::Array(list) => Value::Array(list.iter().map(|v| renamed(v, pseudonyms)).collect()),
        Value::Object(map) => map.iter().map(|(k, v)| (k.clone(), renamed(v, pseudonyms))).collect(),
        other => other.clone(),
    }
}

/// Without what the length of names changes: blanks, and where lines of scripts end.
fn loosely(text: &str) -> String {
    text.replace("; ", " ").split_whitespace().filter(|word| *word != "#").collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn assert_same(actual: &Value, expected: &Value, path: &str) {
    match (actual, expected) {
        (Value::Object(a), Value::Object(b)) => {
            assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>(), "{path}");
            // How many networks write a region that ends beside a range depends on the addresses, not on who lands where.
            for (key, value) in a.iter().filter(|(key, _)| *key != "cidr") {
                assert_same(value, &b[key], &format!("{path}.{key}"));
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{path}");
            for (index, (a, b)) in a.iter().zip(b).enumerate() {
                assert_same(a, b, &format!("{path}[{index}]"));
            }
        }
        (Value::String(a), Value::String(b)) if a.ends_with('…') && b.ends_with('…') => {
            // An excerpt of a long line holds as much of it as fits, and the length of names decides how much that is.
            let (a, b) = (loosely(a), loosely(b));
            let (a, b): (Vec<_>, Vec<_>) = (a.split(' ').collect(), b.split(' ').collect());
            let both = a.len().min(b.len()).saturating_sub(1);
            assert_eq!(a[..both], b[..both], "{path}");
        }
        (Value::String(a), Value::String(b)) => assert_eq!(loosely(a), loosely(b), "{path}"),
        _ => assert_eq!(actual, expected, "{path}"),
    }
}

#[test]
fn the_diagnosis_of_every_case_is_the_same_but_for_names() {
    for case in cases() {
        for addresses in [case.addresses.clone(), BTreeMap::new()] {
            let input = input(&case.sources, &addresses);
            let original = diagnose(&input);
            let pseudonyms = Pseudonyms::of(&input, &original);
            let other = pseudonyms.rename(&input);
            // A word of our own that is a name in this input as well, such as Internet, is renamed on both sides.
            let actual = renamed(&serde_json::to_value(diagnose(&other)).unwrap(), &pseudonyms);
            let expected = renamed(&serde_json::to_value(&original).unwrap(), &pseudonyms);
            assert_same(&actual, &expected, &case.name());
            for server in original.servers.iter().map(|s| &s.name) {
                for source in &other.sources {
                    let Content::Text(text) = &source.content else { panic!("not text") };
                    assert!(!text.to_lowercase().contains(&server.to_lowercase()), "{}: {server} is left", case.name());
                }
            }
        }
    }
}

fn pseudonyms(text: &str) -> Pseudonyms {
    let input = Input::text(text);
    Pseudonyms::of(&input, &diagnose(&input))
}

#[test]
fn names_addresses_and_what_only_looks_like_them() {
    let text = "\
Identity       : EX2016-1\\Relay for ERP\nName           : Relay for ERP\nServer         : EX2016-1\n\
Bindings       : {0.0.0.0:25, 192.168.10.21:2525}\nRemoteIPRanges : {192.168.10.0/24, 192.168.10.61}\n\
Fqdn           : ex2016-1.corp.example\nAuthMechanism  : Tls\nExchangeVersion : 0.1 (8.0.100.0)\n\
DN             : CN=Relay for ERP,CN=EX2016-1,DC=corp,DC=example\n\n\
Identity       : EX2016-1\\Default EX2016-1\nEnabled        : True\n\n\
Unable to relay for max.muster@corp.example. EX2016-10 is another. Version: 15.0.1.2 schemas.microsoft.com System.String\n\
mask 192.168.0.0(255.255.0.0), loop 127.0.0.1, ::1, 2a02:8108:1::5\n";
    let pseudonyms = pseudonyms(text);
    let other = pseudonyms.apply(text);
    for gone in ["EX2016-1\\", "Relay for ERP", "corp", "muster", "192.168.10.", "2a02"] {
        assert!(!other.contains(gone), "{gone} is left in {other}");
    }
    for kept in
        ["SRV1\\Connector 1\n", "SRV1\\Default SRV1", "srv1.", "Unable to relay for n", "EX2016-10 is", "(8.0.100.0)"]
    {
        assert!(other.to_lowercase().contains(&kept.to_lowercase()), "{kept} is not in {other}");
    }
    for kept in
        ["15.0.1.2", "schemas.microsoft.com", "System.String", "(255.255.0.0)", "127.0.0.1", "::1", "0.0.0.0:25"]
    {
        assert!(other.contains(kept), "{kept} is not in {other}");
    }
    assert_eq!(other.lines().count(), text.lines().count());
    // The same name has the same pseudonym in any other text.
    assert_eq!(pseudonyms.apply("max.muster@corp.example"), {
        let after = other.split("relay for ").nth(1).unwrap();
        after.split(". ").next().unwrap()
    });
}

/// Where mail goes matters, whose tenant it is does not.
#[test]
fn exchange_online_stays_and_its_tenant_does_not() {
    let text = "NextHopDomain : corp-example.mail.protection.outlook.com\nTlsDomainCapabilities : \
        {mail.protection.outlook.com:AcceptCloudServicesMail}\nFrom corpexample.mail.onmicrosoft.com, mail.corp.example\n";
    let other = pseudonyms(text).apply(text);
    for kept in [".mail.protection.outlook.com\n", "{mail.protection.outlook.com:", ".mail.onmicrosoft.com,"] {
        assert!(other.contains(kept), "{kept} is not in {other}");
    }
    assert!(!other.contains("corp"), "{other}");
}

#[test]
fn columns_stay_where_they_are() {
    let text = "\
Identity                Bindings         Enabled\n--------                --------         -------\n\
EX2016-1\\Relay          {192.168.10.1:25} True\nEX2016-1\\Default EX2016-1 {0.0.0.0:25}  True\n";
    let other = pseudonyms(text).apply(text);
    let column = |text: &str| text.lines().nth(2).unwrap().find('{');
    assert_eq!(column(&other), column(text), "{other}");
}

fn range() -> impl Strategy<Value = (u32, u32)> {
    let base =
        prop_oneof![Just(0x0a00_0000_u32), Just(0xc0a8_0000), Just(0xac10_0000), Just(0x5000_0000), any::<u32>()];
    (base, 0_u32..0x0002_0000, prop_oneof![Just(0_u32), 0_u32..1024, Just(255), any::<u32>()])
        .prop_map(|(base, offset, length)| (base.saturating_add(offset), length))
        .prop_map(|(first, length)| (first, first.saturating_add(length)))
}

proptest! {
    /// Sizes, order, who holds whom and who touches whom: nothing that selection looks at changes.
    #[test]
    fn ranges_relate_as_before(ranges in prop::collection::vec(range(), 1..12)) {
        let write = |(first, last): &(u32, u32)| {
            format!("{}-{}", std::net::Ipv4Addr::from(*first), std::net::Ipv4Addr::from(*last))
        };
        let text = ranges.iter().map(write).collect::<Vec<_>>().join("\n");
        let other = pseudonyms(&text).apply(&text);
        let read = |text: &str| text.lines().map(|l| IpRange::parse(l).unwrap()).collect::<Vec<_>>();
        let (before, after) = (read(&text), read(&other));
        for (a, x) in before.iter().zip(&after) {
            prop_assert_eq!(a.size(), x.size());
            for (b, y) in before.iter().zip(&after) {
                prop_assert_eq!(a.holds(*b), x.holds(*y), "{} {} became {} {}", a, b, x, y);
                prop_assert_eq!(a.overlaps(*b), x.overlaps(*y));
                prop_assert_eq!(a.first_bits() < b.first_bits(), x.first_bits() < y.first_bits());
                prop_assert_eq!(a.last_bits().wrapping_add(1) == b.first_bits(), x.last_bits().wrapping_add(1) == y.first_bits());
            }
        }
    }

    /// Any text whatever has an answer, and as many lines.
    #[test]
    fn any_text_is_taken(text in "(?s).{0,200}") {
        let other = pseudonyms(&text).apply(&text);
        prop_assert_eq!(other.lines().count(), text.lines().count());
    }
}
