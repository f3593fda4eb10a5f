//! Receive connectors pasted without Identity and Server, as `Format-List Name,..` prints them on the server itself.
//!
//! Setup names its connectors after their server (documented: "Receive connectors", default Receive connectors created
//! during setup). If those names speak of only one server in a source, every connector of that source that lacks a
//! server is taken to be on it. It is marked, and no conclusion from it is ever proven.

use std::collections::BTreeSet;

use super::out_of_box::{SetUpAs, names_of_setup};
use super::receive_connector::ReceiveConnector;
use super::{Note, NoteKind};

/// Gives connectors without a server the one that the names of their neighbours speak of.
pub(super) fn assume(connectors: &mut [ReceiveConnector], notes: &mut Vec<Note>) {
    let sources: BTreeSet<usize> = connectors.iter().filter(|c| c.server.is_empty()).map(|c| c.place.source).collect();
    for source in sources {
        let lacks = |c: &&ReceiveConnector| c.server.is_empty() && !c.server_cut && c.place.source == source;
        let names: Vec<&str> = connectors.iter().filter(lacks).map(|c| c.name.as_str()).collect();
        let Some(server) = only_server(&names) else { continue };
        let is_known = |name: &str| {
            let same =
                |c: &ReceiveConnector| c.server.eq_ignore_ascii_case(&server) && c.name.eq_ignore_ascii_case(name);
            connectors.iter().any(same)
        };
        // Another record of the same name on that server, which this one contradicts, or two rows of one name, which are on
        // two servers: no assumption mends that.
        let mut seen = BTreeSet::new();
        if names.iter().any(|name| is_known(name) || !seen.insert(name.to_ascii_lowercase())) {
            continue;
        }
        let (mut count, mut first) = (0_usize, None);
        for connector in connectors.iter_mut().filter(|c| lacks(&&**c)) {
            connector.server.clone_from(&server);
            connector.server_assumed = true;
            first = first.or(Some(connector.place));
            count = count.saturating_add(1);
        }
        notes.push(Note { kind: NoteKind::ServerAssumed { server, count }, place: first });
    }
}

/// The server that a name speaks of, if setup gave it. "Default" and "Client" are words that people use too.
pub(super) fn server_in_name(name: &str) -> Option<&str> {
    let certain = names_of_setup().filter(|(is, _)| !matches!(is, SetUpAs::Default | SetUpAs::Client));
    certain.into_iter().find_map(|(_, prefix)| server_after(prefix, name))
}

/// The one server that names of setup speak of.
fn only_server(names: &[&str]) -> Option<String> {
    let tails = |counts: fn(SetUpAs) -> bool| {
        let mut found: Vec<&str> = Vec::new();
        for name in names {
            let tail =
                names_of_setup().filter(|(is, _)| counts(*is)).find_map(|(_, prefix)| server_after(prefix, name));
            if let Some(tail) = tail.filter(|t| !found.iter().any(|f| f.eq_ignore_ascii_case(t))) {
                found.push(tail);
            }
        }
        found
    };
    // "Default" and "Client" are words that people use too, but setup of 2007 and 2010 gives both to one server. The name of
    // the hub's connector, and of the only one before Exchange 2013, still says something where no other does.
    let of = |wanted: SetUpAs| {
        let prefixes: Vec<_> = names_of_setup().filter(|(is, _)| *is == wanted).map(|(_, prefix)| prefix).collect();
        names
            .iter()
            .filter_map(|name| prefixes.iter().find_map(|prefix| server_after(prefix, name)))
            .collect::<Vec<_>>()
    };
    let clients = of(SetUpAs::Client);
    let both = of(SetUpAs::Default).into_iter().filter(|tail| clients.iter().any(|c| c.eq_ignore_ascii_case(tail)));
    let mut certain = tails(|is| !matches!(is, SetUpAs::Default | SetUpAs::Client));
    for tail in both {
        if !certain.iter().any(|known| known.eq_ignore_ascii_case(tail)) {
            certain.push(tail);
        }
    }
    let servers = if certain.is_empty() { tails(|is| is == SetUpAs::Default) } else { certain };
    match servers[..] {
        [server] => Some(server.to_owned()),
        _ => None,
    }
}

/// What follows the prefix and a blank, where it can be the name of a computer.
fn server_after<'n>(prefix: &str, name: &'n str) -> Option<&'n str> {
    let (head, tail) = (name.get(..prefix.len())?, name.get(prefix.len()..)?.strip_prefix(' ')?);
    let is_name = !tail.is_empty() && tail.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    (head.eq_ignore_ascii_case(prefix) && is_name).then_some(tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    fn named(names: &[&str]) -> Vec<ReceiveConnector> {
        let place = Place { source: 0, line: 1 };
        let connector =
            |name: &&str| ReceiveConnector { name: (*name).to_owned(), ..ReceiveConnector::unknown_at(place) };
        names.iter().map(connector).collect()
    }

    fn servers(names: &[&str]) -> Vec<String> {
        let mut connectors = named(names);
        assume(&mut connectors, &mut Vec::new());
        connectors.into_iter().map(|c| c.server).collect()
    }

    #[test]
    fn names_of_setup_speak_of_one_server() {
        assert_eq!(servers(&["Default EX1", "Default Frontend EX1", "Scanner"]), ["EX1", "EX1", "EX1"]);
        assert_eq!(servers(&["Default EX1", "Scanner"]), ["EX1", "EX1"]);
        assert_eq!(servers(&["Default Relay", "Default Frontend EX1"]), ["EX1", "EX1"]);
    }

    #[test]
    fn two_servers_or_none_decide_nothing() {
        assert_eq!(servers(&["Default Frontend EX1", "Scanner", "Default Frontend EX2"]), ["", "", ""]);
        assert_eq!(servers(&["Scanner", "Default Frontend of the branch"]), ["", ""]);
        // A server of 2010 beside one of 2016.
        assert_eq!(servers(&["Default EX1", "Client EX1", "Default EX2", "Default Frontend EX2"]), ["", "", "", ""]);
        assert_eq!(servers(&["Default EX1", "Client EX1", "Scanner"]), ["EX1", "EX1", "EX1"]);
    }

    #[test]
    fn a_connector_that_contradicts_one_with_a_server_stays_without() {
        let mut connectors = named(&["Default Frontend EX1", "Relay", "Relay"]);
        connectors[2].server = "EX1".to_owned();
        assume(&mut connectors, &mut Vec::new());
        assert_eq!(connectors[0].server, "");
    }
}
