//! Findings about queues: what their reply means, and what it has to do with receive connectors.

use super::Words;
use super::findings::{FindingText, text};
use super::logged::codes;
use super::template::templates;
use crate::diagnosis::authentication::CANNOT_ACHIEVE;
use crate::diagnosis::catalogue::{Known, SaidBy};
use crate::diagnosis::facts::{CauseIs, Elsewhere};
use crate::diagnosis::narrowed::Narrowed;
use crate::diagnosis::observed::{Shows, Sign};
use crate::model::SmtpReply;

templates! {
    /// Findings about queues.
    Queues {
        /// A headline of the catalogue, with the queues and where it is one possible reason.
        possible_reason(headline);
        told_of(queues, headline);
        possible_reason_for(queues, headline);
        innermost_reply(replies);
        paste_says(texts);
        quoted(text);
        said_by_sender();
        said_by_receiver();
        said_by_either();
        said_by_cloud();
        other_reasons();
        /// The headline of a refusal by a host outside that is named.
        outside_refuses(host, code);

        before_routing_why();
        before_routing_fine();

        throughput(queues: counted);
        throughput_what();
        throughput_why();
        throughput_action();
        throughput_fine();

        last_error_not_shown(queues: counted);
        last_error_not_shown_what();
        last_error_not_shown_why();
        last_error_not_shown_action();

        /// In the place of the queues.
        this_reply();
        external(queues);
        external_what();
        mailbox_delivery(queues);
        mailbox_delivery_what();
        shadow(queues);
        shadow_what();
        other_reply(queues);
        other_reply_what();
        no_reply();
        external_cannot_achieve_action();
        mailbox_cannot_achieve_action();
        shadow_action();
        elsewhere_action();
    }
}

/// Whether a cause is one of several that are possible.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rivals {
    Some,
    None,
}

/// Whether what lies behind a reply is one of several possible causes.
pub(super) fn has_rivals(known: Known, reply: Option<Known>, cause: CauseIs) -> bool {
    reply != Some(known) && known != Known::OutsideRefuses && cause != CauseIs::Shown
}

impl Words {
    /// `EX1\1: what is said`; of a possible reason, that it is one.
    fn headline(&self, queues: &[String], rivals: Rivals, headline: &str) -> String {
        let say = &self.queues;
        match (queues.is_empty(), rivals) {
            (true, Rivals::None) => headline.to_owned(),
            (true, Rivals::Some) => say.possible_reason(headline),
            (false, Rivals::None) => say.told_of(self.queue_names(queues), headline),
            (false, Rivals::Some) => say.possible_reason_for(self.queue_names(queues), headline),
        }
    }

    /// What a reply of the catalogue means, or what may lie behind it.
    pub(super) fn reply_explained(
        &self,
        (known, reply, narrowed): (Known, Option<Known>, Option<Narrowed>),
        cause: CauseIs,
        queues: &[String],
        replies: &[String],
        signs: &[Sign],
    ) -> FindingText {
        let (say, explained) = (&self.queues, self.narrowed_reply(known, narrowed));
        let rivals = if has_rivals(known, reply, cause) { Rivals::Some } else { Rivals::None };
        let why = if is_reply(replies) {
            let said_by =
                match narrowed.and_then(Narrowed::said_by).or(reply.map(Known::said_by)).unwrap_or(SaidBy::Either) {
                    SaidBy::Cloud => say.said_by_cloud,
                    SaidBy::Sender => say.said_by_sender,
                    SaidBy::Receiver => say.said_by_receiver,
                    SaidBy::Either => say.said_by_either,
                };
            let why = format!(
                "{} {said_by}",
                say.innermost_reply(self.list(replies.iter().map(|reply| reply.trim_end_matches('.'))))
            );
            if rivals == Rivals::Some { why + " " + say.other_reasons } else { why }
        } else {
            say.paste_says(self.list(replies.iter().map(|reply| say.quoted(reply))))
        };
        let headline = match (Self::refusing_host(known, signs), replies) {
            (Some(host), [reply]) => say.outside_refuses(host, codes(reply)),
            _ => explained.headline.to_owned(),
        };
        text(
            self.headline(queues, rivals, &headline),
            explained.meaning,
            self.with_signs(why, signs),
            self.activate(signs).unwrap_or_else(|| explained.check.to_owned()),
            None,
        )
    }

    /// The host outside that refuses, where it is named.
    fn refusing_host(known: Known, signs: &[Sign]) -> Option<&str> {
        signs.iter().filter(|_| known == Known::OutsideRefuses).find_map(|sign| match &sign.shows {
            Shows::OutsideHost { host } => Some(host.as_str()),
            _ => None,
        })
    }

    /// Messages that wait before they are routed.
    pub(super) fn waits_for_routing(&self, known: Known, queues: &[String]) -> FindingText {
        let (say, explained) = (&self.queues, self.reply(known));
        let rivals = if known == Known::NoRoute { Rivals::None } else { Rivals::Some };
        let title = self.headline(queues, rivals, explained.headline);
        text(title, explained.meaning, say.before_routing_why, explained.check, Some(say.before_routing_fine))
    }

    /// A queue that is slow and not stuck.
    pub(super) fn throughput(&self, queues: &[String]) -> FindingText {
        let say = &self.queues;
        let title = say.throughput(self.queue_names(queues));
        text(title, say.throughput_what, say.throughput_why, say.throughput_action, Some(say.throughput_fine))
    }

    /// A queue without a visible reply.
    pub(super) fn last_error_not_shown(&self, queues: &[String]) -> FindingText {
        let say = &self.queues;
        text(
            say.last_error_not_shown(self.queue_names(queues)),
            say.last_error_not_shown_what,
            say.last_error_not_shown_why,
            say.last_error_not_shown_action,
            None,
        )
    }

    /// A queue whose trouble is no matter of receive connectors.
    pub(super) fn elsewhere(
        &self,
        queues: &[String],
        reason: Elsewhere,
        reply: Option<&str>,
        unknown: Option<&SmtpReply>,
        outer: Option<&str>,
    ) -> FindingText {
        let say = &self.queues;
        let queues = if queues.is_empty() { say.this_reply.to_owned() } else { self.list(queues).to_string() };
        let (title, what) = match reason {
            Elsewhere::External => (say.external(queues), say.external_what),
            Elsewhere::MailboxDelivery => (say.mailbox_delivery(queues), say.mailbox_delivery_what),
            Elsewhere::Shadow => (say.shadow(queues), say.shadow_what),
            Elsewhere::OtherReply => (say.other_reply(queues), say.other_reply_what),
        };
        let mut why = match reply {
            // The sentence brings its own full stop.
            Some(reply) => say.innermost_reply(reply.strip_suffix('.').unwrap_or(reply)),
            None => say.no_reply.to_owned(),
        };
        if let Some(unknown) = unknown {
            why = why + " " + &self.parts(unknown);
        }
        if let Some(outer) = outer {
            why = self.with_wrapper(why, outer);
        }
        let action = match (reason, reply) {
            (Elsewhere::External, Some(CANNOT_ACHIEVE)) => say.external_cannot_achieve_action,
            (Elsewhere::MailboxDelivery, Some(CANNOT_ACHIEVE)) => say.mailbox_cannot_achieve_action,
            (Elsewhere::Shadow, _) => say.shadow_action,
            _ => say.elsewhere_action,
        };
        text(title, what, why, action, None)
    }
}

/// Whether these are replies with a code, and not the words of events.
fn is_reply(replies: &[String]) -> bool {
    replies.iter().any(|r| r.starts_with(|c: char| c.is_ascii_digit()))
}
