//! What known SMTP replies mean that a further word, or the one who says them, narrows down to one cause.

use super::Words;
use super::outcomes::Told;
use super::replies::Explanation;
#[cfg(test)]
use super::template::Entry;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::narrowed::Narrowed;

/// What is said about one cause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NarrowedReply {
    /// What happened, what stands behind it, and what to check.
    pub(crate) explanation: Explanation,
    /// What the check may show.
    pub(crate) outcomes: [Told; 2],
}

/// Declares the field for each cause: one without words does not compile.
macro_rules! narrowed_replies {
    ($($narrowed:ident => $name:ident;)*) => {
        /// What known replies mean that are narrowed down.
        pub(crate) struct NarrowedReplies {
            $(pub(crate) $name: NarrowedReply,)*
        }

        impl NarrowedReplies {
            pub(super) const fn of(&self, narrowed: Narrowed) -> &NarrowedReply {
                match narrowed {
                    $(Narrowed::$narrowed => &self.$name,)*
                }
            }

            /// Every text with its name.
            #[cfg(test)]
            pub(crate) fn entries(&self) -> Vec<Entry> {
                vec![$(
                    Entry { name: concat!(stringify!($name), ".headline"), places: &[], text: self.$name.explanation.headline },
                    Entry { name: concat!(stringify!($name), ".meaning"), places: &[], text: self.$name.explanation.meaning },
                    Entry { name: concat!(stringify!($name), ".check"), places: &[], text: self.$name.explanation.check },
                    Entry { name: concat!(stringify!($name), ".0.see"), places: &[], text: self.$name.outcomes[0].see },
                    Entry { name: concat!(stringify!($name), ".0.means"), places: &[], text: self.$name.outcomes[0].means },
                    Entry { name: concat!(stringify!($name), ".1.see"), places: &[], text: self.$name.outcomes[1].see },
                    Entry { name: concat!(stringify!($name), ".1.means"), places: &[], text: self.$name.outcomes[1].means },
                )*]
            }

            /// The same with every text changed.
            #[cfg(test)]
            pub(crate) fn map(&self, change: &dyn Fn(&'static str) -> &'static str) -> Self {
                let changed = |it: NarrowedReply| NarrowedReply {
                    explanation: Explanation {
                        headline: change(it.explanation.headline),
                        meaning: change(it.explanation.meaning),
                        check: change(it.explanation.check),
                    },
                    outcomes: it.outcomes.map(|told| Told { see: change(told.see), means: change(told.means) }),
                };
                Self { $($name: changed(self.$name)),* }
            }
        }
    };
}

narrowed_replies! {
    ProxyDestination => proxy_destination;
    ProxyConnection => proxy_connection;
    ProxyProtocol => proxy_protocol;
    ProxySocket => proxy_socket;
    UntrustedRoot => untrusted_root;
    DirectSend => direct_send;
    PartnerConnector => partner_connector;
    NoCertificateShown => no_certificate_shown;
    ClientLogon => client_logon;
    AccountRefused => account_refused;
    ServerLogonRefused => server_logon_refused;
    CloudMissesStartTls => cloud_misses_start_tls;
    CloudCannotConnect => cloud_cannot_connect;
    OutsideInTrouble => outside_in_trouble;
}

impl Words {
    /// What a known reply means, narrowed down or not.
    pub(super) const fn narrowed_reply(&self, known: Known, narrowed: Option<Narrowed>) -> &Explanation {
        match narrowed {
            Some(narrowed) => &self.narrowed.of(narrowed).explanation,
            None => self.reply(known),
        }
    }
}
