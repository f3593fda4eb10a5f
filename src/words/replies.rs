//! What known SMTP replies mean.

use super::Words;
#[cfg(test)]
use super::template::Entry;
use crate::diagnosis::catalogue::Known;

/// What is said about one known reply.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Explanation {
    /// What happened, in one sentence.
    pub(crate) headline: &'static str,
    /// What stands behind it.
    pub(crate) meaning: &'static str,
    /// What to check.
    pub(crate) check: &'static str,
}

/// Declares the field for each known reply: a reply without words does not compile.
macro_rules! replies {
    (replies { $($known:ident => $name:ident;)* }) => {
        /// What known SMTP replies mean.
        pub(crate) struct Replies {
            $(pub(crate) $name: Explanation,)*
        }

        impl Replies {
            const fn of(&self, known: Known) -> &Explanation {
                match known {
                    $(Known::$known => &self.$name,)*
                }
            }

            /// Every text with its name.
            #[cfg(test)]
            pub(crate) fn entries(&self) -> Vec<Entry> {
                vec![$(
                    Entry { name: concat!(stringify!($name), ".headline"), places: &[], text: self.$name.headline },
                    Entry { name: concat!(stringify!($name), ".meaning"), places: &[], text: self.$name.meaning },
                    Entry { name: concat!(stringify!($name), ".check"), places: &[], text: self.$name.check },
                )*]
            }

            /// The same with every text changed.
            #[cfg(test)]
            pub(crate) fn map(&self, change: &dyn Fn(&'static str) -> &'static str) -> Self {
                let changed = |it: Explanation| Explanation {
                    headline: change(it.headline),
                    meaning: change(it.meaning),
                    check: change(it.check),
                };
                Self { $($name: changed(self.$name)),* }
            }
        }
    };
}

/// Every known reply with the name of what is said about it, as input of a macro: behind what that macro takes first.
macro_rules! known_replies {
    ($then:ident { $($before:tt)* }) => {
        $then! {
            $($before)*
            replies {
                KerberosEncryption => kerberos_encryption;
                OutsideRefuses => outside_refuses;
                OutOfDateServer => out_of_date_server;
                TenantAttribution => tenant_attribution;
                SubjectMismatch => subject_mismatch;
                SenderUnauthenticated => sender_unauthenticated;
                TemporaryAuthenticationFailure => temporary_authentication_failure;
                TlsChannel => tls_channel;
                CertificateValidation => certificate_validation;
                StartTlsRequired => start_tls_required;
                OwnInternalCertificate => own_internal_certificate;
                OtherAuthentication => other_authentication;
                ServiceNotActive => service_not_active;
                ServiceNotAvailable => service_not_available;
                ConnectionLimit => connection_limit;
                MessageRateLimit => message_rate_limit;
                PortTaken => port_taken;
                RangesLimit => ranges_limit;
                BackPressure => back_pressure;
                ConnectionDropped => connection_dropped;
                UnableToConnect => unable_to_connect;
                DnsQueryFailed => dns_query_failed;
                FrontendProxy => frontend_proxy;
                SecureDomain => secure_domain;
                StoreDriver => store_driver;
                UnableToRelay => unable_to_relay;
                SendAs => send_as;
                NotAuthenticated => not_authenticated;
                UnrecognizedCommand => unrecognized_command;
                MailLoop => mail_loop;
                AuthorizationLookup => authorization_lookup;
                WeakTls => weak_tls;
                TlsRate => tls_rate;
                AuthTypeUnknown => auth_type_unknown;
                LogonFailed => logon_failed;
                ClientProxy => client_proxy;
                SubmitRight => submit_right;
                ExchangeRight => exchange_right;
                CommandNotAllowed => command_not_allowed;
                NotAccepting => not_accepting;
                BrokenDialogue => broken_dialogue;
                NoOutboundFrontend => no_outbound_frontend;
                Rerouted => rerouted;
                NotRedundant => not_redundant;
                ProxyRequirement => proxy_requirement;
                OutboundProxy => outbound_proxy;
                Expired => expired;
                QueueQuota => queue_quota;
                TempDriveFull => temp_drive_full;
                FrontendDns => frontend_dns;
                NoRoute => no_route;
                PublicAddress => public_address;
                KeylessCertificate => keyless_certificate;
                UnboundCertificate => unbound_certificate;
                LegacyIntegratedAuth => legacy_integrated_auth;
                LegacySmartHost => legacy_smart_host;
                LegacyRoutingGroup => legacy_routing_group;
                AdTrust => ad_trust;
                EdgeCertificate => edge_certificate;
                SendSideTls => send_side_tls;
                TlsVersion => tls_version;
                StaleCertificateName => stale_certificate_name;
                HybridCertificate => hybrid_certificate;
                DnsLookupSetting => dns_lookup_setting;
                DnsRegistration => dns_registration;
                DnsAaaa => dns_aaaa;
                AvBlocksPort => av_blocks_port;
                SubdomainLoop => subdomain_loop;
                TicketCorrupt => ticket_corrupt;
                AntimalwareEngine => antimalware_engine;
                RulesSlow => rules_slow;
                EsentSessions => esent_sessions;
            }
        }
    };
}
pub(super) use known_replies;

known_replies!(replies {});

impl Words {
    /// What a known reply means.
    pub(crate) const fn reply(&self, known: Known) -> &Explanation {
        self.replies.of(known)
    }
}
