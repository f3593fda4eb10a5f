//! Answers to EHLO. What one proves depends on who asked: the connector is chosen by the source, and a device sits on one
//! path only. Observed behaviour (2013 CU23) for what a connector offers; documented by vendors for what a device makes
//! of it.

use super::Answer;
use crate::diagnosis::authentication::Outcome;
use crate::diagnosis::topology::Topology;
use crate::model::observation::Ehlo;
use crate::model::{Address, same_server};
use crate::selection::Session;

/// An answer to EHLO with the session that it belongs to, as far as it is known.
#[derive(Clone, Debug)]
pub struct EhloSign<'a> {
    /// The answer.
    pub ehlo: &'a Ehlo,
    /// What it tells.
    pub tells: Tells,
    /// The server that answered; `None` where only a greeting of asterisks is shown.
    pub server: Option<String>,
    /// The port that was asked.
    pub port: Option<u16>,
    /// Who asked.
    pub source: Option<Address>,
    /// When, as a log prints it.
    pub time: Option<&'a str>,
}

impl EhloSign<'_> {
    /// The newest answer that a session got, or one just like it.
    #[must_use]
    pub fn find<'s>(signs: &'s [Self], session: &Session) -> Option<&'s Self> {
        let fits = |s: &&Self| {
            s.source == Some(session.source)
                && s.port == Some(session.port)
                && s.server.as_deref().is_some_and(|server| same_server(server, &session.server))
        };
        signs.iter().filter(fits).max_by_key(|s| (s.time, s.ehlo.place))
    }

    /// Whether the connector that would give this reply cannot have answered: without ExchangeServer there is neither
    /// X-EXPS nor X-ANONYMOUSTLS, and with SuppressXAnonymousTls not the latter.
    #[must_use]
    pub fn contradicts(&self, predicted: Outcome) -> bool {
        match self.tells {
            Tells::Offered | Tells::Stripped => predicted.cannot_achieve(),
            Tells::OnlyExps => predicted.is_capture(),
            Tells::Masked | Tells::Nothing => false,
        }
    }
}

/// What an answer to EHLO tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tells {
    /// X-ANONYMOUSTLS came, or the session is secured by it already.
    Offered,
    /// X-EXPS came, X-ANONYMOUSTLS did not, and the session is in clear text.
    OnlyExps,
    /// Verbs or the greeting are masked.
    Masked,
    /// The server sent X-ANONYMOUSTLS, and the sender went away as if it had not.
    Stripped,
    /// The whole answer holds neither.
    Nothing,
}

/// What an answer tells; `None` where the part that is shown does not.
fn tells(ehlo: &Ehlo, is_clear: bool) -> Option<Tells> {
    if ehlo.offers("X-ANONYMOUSTLS") || ehlo.offers("EXCHANGEAUTH") {
        return Some(Tells::Offered);
    }
    let first_words = || ehlo.extensions.iter().filter_map(|e| e.split_whitespace().next());
    if ehlo.is_masked || first_words().any(is_mask) {
        return Some(Tells::Masked);
    }
    if !ehlo.is_whole {
        return None;
    }
    if !ehlo.offers("X-EXPS") {
        return Some(Tells::Nothing);
    }
    // After TLS the answer never holds X-ANONYMOUSTLS, and STARTTLS neither.
    (is_clear || ehlo.offers("STARTTLS")).then_some(Tells::OnlyExps)
}

/// `XXXXXXXA`: what a device that inspects SMTP makes of a verb that it does not know (documented by vendors).
fn is_mask(word: &str) -> bool {
    let tail = word.trim_start_matches('X');
    word.len() >= 4 && tail.len() <= 1 && word.bytes().all(|b| b.is_ascii_uppercase()) && word.starts_with("XXX")
}

/// Every answer to EHLO of the input that tells something, in order of the input.
#[must_use]
pub fn ehlo_signs<'a>(topology: &Topology<'a>) -> Vec<EhloSign<'a>> {
    let observations = &topology.snapshot().observations;
    let mut signs = Vec::new();
    for ehlo in &observations.ehlo {
        let Some(tells) = tells(ehlo, ehlo.asked.is_some()) else { continue };
        let asked = ehlo.asked.as_ref().map(|(host, _)| host.as_str());
        let by_address = || topology.owner(Address::parse(asked?)?).map(|s| s.server.name.clone());
        let named = |name: &str| topology.server(name).map(|s| s.server.name.clone());
        let server = named(&ehlo.host).or_else(|| named(asked?)).or_else(by_address);
        let port = ehlo.asked.as_ref().and_then(|(_, port)| *port);
        signs.push(EhloSign { ehlo, tells, server, port, source: ehlo.client, time: None });
    }
    for session in &observations.sessions {
        let Some(ehlo) = &session.ehlo else { continue };
        let Some(mut tells) = tells(ehlo, session.is_gapless) else { continue };
        let (here, there) = (session.local, session.remote);
        let (server, at, source) = if session.is_receive {
            let answer = Answer { session, connector: None };
            if tells == Tells::Offered && answer.gave_up() {
                tells = Tells::Stripped;
            }
            (Some(answer.server().to_owned()), here, there)
        } else {
            let by_address = there.and_then(|r| topology.owner(r.address)).map(|s| s.server.name.clone());
            let by_name = || topology.server(&ehlo.host).map(|s| s.server.name.clone());
            (by_address.or_else(by_name), there, here)
        };
        let source = source.map(|e| e.address);
        let (port, time) = (at.map(|e| e.port), session.time.as_deref());
        signs.push(EhloSign { ehlo, tells, server, port, source, time });
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    #[track_caller]
    fn check(extensions: &[&str], is_whole: bool, is_clear: bool, expected: Option<Tells>) {
        let ehlo = Ehlo {
            host: "ex1".to_owned(),
            client: None,
            extensions: extensions.iter().map(|&e| e.to_owned()).collect(),
            is_whole,
            is_masked: false,
            asked: None,
            place: Place { source: 0, line: 1 },
        };
        assert_eq!(tells(&ehlo, is_clear), expected, "{extensions:?}");
    }

    #[test]
    fn what_an_answer_tells() {
        check(&["SIZE", "X-ANONYMOUSTLS"], false, false, Some(Tells::Offered));
        check(&["AUTH NTLM", "X-EXPS EXCHANGEAUTH GSSAPI NTLM"], false, false, Some(Tells::Offered));
        check(&["STARTTLS", "X-EXPS GSSAPI NTLM"], true, false, Some(Tells::OnlyExps));
        check(&["X-EXPS GSSAPI NTLM"], true, true, Some(Tells::OnlyExps));
        check(&["SIZE 100 STARTTLS X-ANONYMOUSTLS XRDST"], true, true, Some(Tells::Offered));
        check(&["SIZE", "XXXXXXXA"], false, false, Some(Tells::Masked));
        check(&["SIZE", "XRDST"], true, true, Some(Tells::Nothing));
        // After TLS, or with lines missing, what is not there says nothing.
        check(&["X-EXPS GSSAPI NTLM"], true, false, None);
        check(&["STARTTLS", "X-EXPS GSSAPI NTLM"], false, true, None);
        check(&["SIZE"], false, true, None);
    }

    #[test]
    fn masks_are_not_verbs_of_exchange() {
        for mask in ["XXXX", "XXXXXXXA", "XXXXXXXXXXXXXXXXB"] {
            assert!(is_mask(mask), "{mask}");
        }
        for verb in ["XRDST", "XEXCH50", "XSHADOW", "X-EXPS", "XXX", "XXXXabc", "XOORG"] {
            assert!(!is_mask(verb), "{verb}");
        }
    }
}
