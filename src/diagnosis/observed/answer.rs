//! The connector that answered, as receive logs name it, set against the one that selection predicts.
//!
//! Source: documented (protocol logging: connector-id). This module knows sessions of logs. It does not know queues.

use std::collections::BTreeMap;

use crate::model::observation::LoggedSession;
use crate::model::{ServerId, Snapshot, same_server};
use crate::selection::{Doubt, Selection, Session};

/// The connector that answered, by the newest session of one source at one endpoint in a receive log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<'a> {
    /// The session.
    pub session: &'a LoggedSession,
    /// Index of the connector; `None` where the paste does not hold it.
    pub connector: Option<usize>,
    /// The newest session in which Exchange itself speaks, and not a person or a probe, where the same connector answered.
    pub of_exchange: Option<&'a LoggedSession>,
}

/// The newest session of each source at each endpoint.
#[must_use]
pub fn answers(snapshot: &Snapshot) -> Vec<Answer<'_>> {
    let mut answers: Vec<Answer<'_>> = Vec::new();
    let mut known_at = BTreeMap::new();
    for session in &snapshot.observations.sessions {
        let Some((local, remote)) = session.local.zip(session.remote) else { continue };
        let Some(named) = session.receive_connector() else { continue };
        let connector = snapshot.receive_connectors.iter().position(|c| c.is(named));
        let of_exchange = Some(session).filter(|s| !s.is_typed);
        let next = answers.len();
        let at = *known_at.entry((ServerId::of(named.server), local, remote.address)).or_insert(next);
        let Some(known) = answers.get_mut(at) else {
            answers.push(Answer { session, connector, of_exchange });
            continue;
        };
        if is_newer(session, known.session) {
            (known.session, known.connector) = (session, connector);
        }
        if known.of_exchange.is_none_or(|older| is_newer(session, older)) {
            known.of_exchange = of_exchange.or(known.of_exchange);
        }
    }
    for answer in &mut answers {
        let connector = &answer.session.connector;
        answer.of_exchange = answer.of_exchange.filter(|s| s.connector.eq_ignore_ascii_case(connector));
    }
    answers
}

fn is_newer(session: &LoggedSession, than: &LoggedSession) -> bool {
    (&than.time, than.place) < (&session.time, session.place)
}

/// The server whose receive log shows a session.
pub(super) fn server_of(session: &LoggedSession) -> &str {
    session.receive_connector().map_or("", |named| named.server)
}

/// Whether the client of a session is an Exchange server that went away after the answer to EHLO, as it does when it is
/// offered no authentication (field reports; observed behaviour of the sending side, 2013 CU23).
pub(super) fn gave_up(session: &LoggedSession) -> bool {
    let commands = session.commands.iter().map(String::as_str);
    session.is_gapless && !session.is_typed && commands.eq(["EHLO", "QUIT"])
}

impl<'a> Answer<'a> {
    /// The server that answered.
    #[must_use]
    pub fn server(&self) -> &'a str {
        server_of(self.session)
    }

    /// What the log says of a session.
    #[must_use]
    pub fn find(answers: &[Self], snapshot: &Snapshot, asked: &Session) -> Option<Self> {
        let fits = |a: &&Self| {
            let (Some(local), Some(remote)) = (a.session.local, a.session.remote) else { return false };
            remote.address == asked.source
                && local.port == asked.port
                && same_server(a.server(), &asked.server)
                && (local.address.is_wildcard()
                    || asked.local.map_or_else(|| !is_bound(snapshot, a.server(), local), |l| l == local.address))
        };
        answers.iter().filter(fits).max_by_key(|a| (&a.session.time, a.session.place)).cloned()
    }

    /// Whether this server itself gave up in its newest session; see `gave_up`.
    #[must_use]
    pub fn shows_giving_up(&self, server: &str) -> bool {
        self.of_exchange.is_some_and(|session| gave_up(session) && is_of(session, server))
    }
}

/// Whether the client of a session called itself by the server's name.
pub(super) fn is_of(session: &LoggedSession, server: &str) -> bool {
    session.remote_host.as_deref().is_some_and(|host| same_server(host, server))
}

/// Whether a connector binds the endpoint by itself, and not as one of all addresses.
fn is_bound(snapshot: &Snapshot, server: &str, local: crate::model::Endpoint) -> bool {
    snapshot.receive_connectors.iter().any(|c| {
        same_server(&c.server, server)
            && c.bindings.visible().is_some_and(|list| list.iter().any(|b| b.endpoint == Some(local)))
    })
}

/// How a log stands to a prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// No log speaks of the session.
    Silent,
    /// The log names this connector, which is the predicted one, or one of those that the paste leaves open.
    Confirms(usize),
    /// The log names a connector that cannot have answered by what is pasted.
    Contradicts,
}

impl Agreement {
    /// Sets an answer against a prediction.
    #[must_use]
    pub fn of(answer: Option<&Answer<'_>>, selection: &Selection<'_>) -> Self {
        let Some(answer) = answer else { return Self::Silent };
        let predicted = &selection.outcome;
        let best = predicted.best().map(|d| d.connector);
        let Some(named) = answer.connector else {
            // Where the paste holds no connector of the server, nothing was predicted.
            let nothing = predicted.doubts().contains(&Doubt::NoConnectorsShown);
            return if nothing { Self::Silent } else { Self::Contradicts };
        };
        let is_open = predicted.doubts().iter().any(|doubt| match doubt {
            Doubt::NoConnectorsShown | Doubt::RoleConflict { .. } => true,
            Doubt::Hidden { connector, .. } | Doubt::Tie { connector } => *connector == named,
        });
        if best == Some(named) || is_open || selection.crossing.contains(&named) {
            Self::Confirms(named)
        } else {
            Self::Contradicts
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Address, Binding, Place, fixture};
    use crate::selection;

    fn session(connector: &str, local: &str, remote: &str, time: &str, commands: &[&str]) -> LoggedSession {
        LoggedSession {
            connector: connector.to_owned(),
            is_receive: true,
            id: time.to_owned(),
            time: Some(time.to_owned()),
            local: Binding::read(local).endpoint,
            remote: Binding::read(remote).endpoint,
            remote_host: Some("hub10.corp.example".to_owned()),
            own_host: None,
            ehlo: None,
            commands: commands.iter().map(|&c| c.to_owned()).collect(),
            used: Vec::new(),
            rights: None,
            has_submitted: false,
            is_gapless: true,
            is_typed: false,
            failures: Vec::new(),
            place: Place { source: 0, line: 1 },
        }
    }

    const CONNECTORS: [&str; 3] = [
        "EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | 0.0.0.0-255.255.255.255 | ExchangeServer | -",
        "EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24 | Tls | AnonymousUsers",
        "EX1\\Cut | FrontendTransport | 0.0.0.0:25 | 10.9.0.1... | Tls | AnonymousUsers",
    ];

    /// What a log of `named` for `logged` says of a session from 10.0.0.5 to port 25 of EX1.
    #[track_caller]
    fn check(connectors: &[&str], named: &str, logged: (&str, &str), expected: Agreement) {
        let mut snapshot = fixture::snapshot(connectors);
        snapshot.observations.sessions.push(session(
            named,
            logged.0,
            logged.1,
            "2026-01-01T00:00:00Z",
            &["EHLO", "QUIT"],
        ));
        let source = Address::parse("10.0.0.5").unwrap();
        let asked = Session { source, server: "EX1".to_owned(), local: None, port: 25 };
        let answer = Answer::find(&answers(&snapshot), &snapshot, &asked);
        assert_eq!(
            Agreement::of(answer.as_ref(), &selection::select(&snapshot, &asked)),
            expected,
            "{named} {logged:?}"
        );
    }

    #[test]
    fn a_log_confirms_decides_or_contradicts() {
        let here = ("10.0.0.1:25", "10.0.0.5:40000");
        check(&CONNECTORS[..2], "EX1\\Relay", here, Agreement::Confirms(1));
        check(&CONNECTORS[..2], "ex1\\relay", here, Agreement::Confirms(1));
        check(&CONNECTORS[..2], "EX1\\Default Frontend EX1", here, Agreement::Contradicts);
        check(&CONNECTORS[..2], "EX1\\Scanner", here, Agreement::Contradicts);
        // A cut list leaves open whether it is the relay connector or the one with the list.
        check(&CONNECTORS, "EX1\\Cut", here, Agreement::Confirms(2));
        check(&CONNECTORS, "EX1\\Default Frontend EX1", here, Agreement::Contradicts);
        // Nothing was predicted of a server without connectors.
        check(
            &["EX2\\Relay | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24 | Tls | -"],
            "EX1\\Relay",
            here,
            Agreement::Silent,
        );
    }

    #[test]
    fn a_log_of_another_session_says_nothing() {
        for logged in [("10.0.0.1:587", "10.0.0.5:40000"), ("10.0.0.1:25", "10.0.0.6:40000")] {
            check(&CONNECTORS[..2], "EX1\\Relay", logged, Agreement::Silent);
        }
        check(&CONNECTORS[..2], "EX2\\Relay", ("10.0.0.1:25", "10.0.0.5:40000"), Agreement::Silent);
    }

    #[test]
    fn the_newest_session_counts_wherever_it_stands() {
        let mut snapshot = fixture::snapshot(&CONNECTORS[..2]);
        let (local, remote) = ("10.0.0.1:25", "10.0.0.5:40000");
        snapshot.observations.sessions = vec![
            session("EX1\\Default Frontend EX1", local, remote, "2026-02-01T00:00:00Z", &["EHLO"]),
            session("EX1\\Relay", local, "10.0.0.5:40001", "2026-01-01T00:00:00Z", &["EHLO"]),
        ];
        let found = answers(&snapshot);
        assert_eq!(found.iter().map(|a| a.connector).collect::<Vec<_>>(), [Some(0)]);
    }

    #[test]
    fn giving_up_is_to_go_after_ehlo() {
        let gives_up = |commands: &[&str], is_gapless, is_typed| {
            gave_up(&LoggedSession { is_gapless, is_typed, ..session("EX1\\Relay", "", "", "", commands) })
        };
        assert!(gives_up(&["EHLO", "QUIT"], true, false));
        assert!(!gives_up(&["EHLO", "QUIT"], false, false));
        assert!(!gives_up(&["EHLO", "MAIL", "QUIT"], true, false));
        // Whoever types a test goes away as well.
        assert!(!gives_up(&["EHLO", "QUIT"], true, true));
    }

    #[test]
    fn a_typed_test_names_the_connector_and_leaves_the_word_to_exchange() {
        let (local, remote) = ("10.0.0.1:25", "10.0.0.5:40000");
        let at = |time: &str, connector: &str, is_typed| LoggedSession {
            is_typed,
            ..session(connector, local, remote, time, &["EHLO", "QUIT"])
        };
        let check = |sessions: &[LoggedSession], named: usize, gave_up: bool| {
            let mut snapshot = fixture::snapshot(&CONNECTORS[..2]);
            snapshot.observations.sessions = sessions.to_vec();
            let found = answers(&snapshot);
            assert_eq!(found.len(), 1);
            assert_eq!((found[0].connector, found[0].shows_giving_up("HUB10")), (Some(named), gave_up));
        };
        let (relay, default) = ("EX1\\Relay", "EX1\\Default Frontend EX1");
        check(&[at("2026-01-01T00:00:00Z", relay, false)], 1, true);
        check(&[at("2026-01-01T00:00:00Z", relay, true)], 1, false);
        // The typed test is newer, and the same connector answered both.
        check(&[at("2026-01-01T00:00:00Z", relay, false), at("2026-01-02T00:00:00Z", relay, true)], 1, true);
        // Another connector answered the newer one: what Exchange got before it is over.
        check(&[at("2026-01-01T00:00:00Z", relay, false), at("2026-01-02T00:00:00Z", default, true)], 0, false);
    }
}
