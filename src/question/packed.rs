//! Values as bytes, without names: both ends are the same program. What does not unpack is `None`, never a panic.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Answer, Question};
use crate::Session;
use crate::intake::{Content, Source};
use crate::report::wire::{
    Acceptance, Binding, Candidate, Change, Comparison, ConnectorState, DecidedBy, Effect, Evidence, Finding,
    FindingState, GroupCandidate, GroupDecision, GroupTarget, Host, InputPart, Landing, LandingFrom, LandingGroup,
    LandingTo, LastError, Need, Note, Queue, QueueState, ReceiveConnector, Remedy, RemedyState, RemoteIpRange, Reply,
    Report, Server, ServerAddress, SmtpReply, Subject, Unread, WhatIf,
};

/// A value that can be written as bytes and read back.
pub trait Packed: Sized {
    /// Appends the bytes.
    fn pack(&self, to: &mut Vec<u8>);
    /// Reads the value off the front.
    fn unpack(from: &mut &[u8]) -> Option<Self>;
}

fn put(number: u64, to: &mut Vec<u8>) {
    to.extend_from_slice(&number.to_le_bytes());
}

fn get(from: &mut &[u8]) -> Option<u64> {
    let (number, rest) = from.split_first_chunk::<8>()?;
    *from = rest;
    Some(u64::from_le_bytes(*number))
}

fn put_bytes(bytes: &[u8], to: &mut Vec<u8>) {
    put(bytes.len() as u64, to);
    to.extend_from_slice(bytes);
}

fn get_bytes<'a>(from: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(get(from)?).ok()?;
    let (bytes, rest) = from.split_at_checked(length)?;
    *from = rest;
    Some(bytes)
}

macro_rules! numbers {
    ($($name:ty)*) => { $(
        impl Packed for $name {
            fn pack(&self, to: &mut Vec<u8>) {
                put(u64::try_from(*self).unwrap_or(u64::MAX), to);
            }
            fn unpack(from: &mut &[u8]) -> Option<Self> {
                Self::try_from(get(from)?).ok()
            }
        }
    )* };
}

numbers!(u16 u32 u64 usize);

impl Packed for bool {
    fn pack(&self, to: &mut Vec<u8>) {
        to.push(u8::from(*self));
    }
    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let (first, rest) = from.split_first()?;
        *from = rest;
        Some(*first == 1)
    }
}

impl Packed for String {
    fn pack(&self, to: &mut Vec<u8>) {
        put_bytes(self.as_bytes(), to);
    }
    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Some(std::str::from_utf8(get_bytes(from)?).ok()?.to_owned())
    }
}

/// Codes: few, and the same for as long as the program runs. Each is kept once.
impl Packed for &'static str {
    fn pack(&self, to: &mut Vec<u8>) {
        put_bytes(self.as_bytes(), to);
    }
    fn unpack(from: &mut &[u8]) -> Option<Self> {
        thread_local! {
            static KNOWN: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
        }
        let code = std::str::from_utf8(get_bytes(from)?).ok()?;
        KNOWN.with(|known| {
            let mut known = known.try_borrow_mut().ok()?;
            if let Some(kept) = known.iter().find(|kept| **kept == code) {
                return Some(*kept);
            }
            let kept: &'static str = Box::leak(code.into());
            known.push(kept);
            Some(kept)
        })
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, to: &mut Vec<u8>) {
        self.is_some().pack(to);
        if let Some(value) = self {
            value.pack(to);
        }
    }
    fn unpack(from: &mut &[u8]) -> Option<Self> {
        if bool::unpack(from)? { Some(Some(T::unpack(from)?)) } else { Some(None) }
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, to: &mut Vec<u8>) {
        put(self.len() as u64, to);
        for value in self {
            value.pack(to);
        }
    }
    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let mut list = Self::new();
        for _ in 0..get(from)? {
            list.push(T::unpack(from)?);
        }
        Some(list)
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn pack(&self, to: &mut Vec<u8>) {
        self.0.pack(to);
        self.1.pack(to);
    }
    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Some((A::unpack(from)?, B::unpack(from)?))
    }
}

impl Packed for BTreeMap<String, String> {
    fn pack(&self, to: &mut Vec<u8>) {
        put(self.len() as u64, to);
        for (key, value) in self {
            key.pack(to);
            value.pack(to);
        }
    }
    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Some(Vec::<(String, String)>::unpack(from)?.into_iter().collect())
    }
}

impl Packed for Source<'static> {
    fn pack(&self, to: &mut Vec<u8>) {
        self.name.pack(to);
        let (is_text, bytes) = match &self.content {
            Content::Text(text) => (true, text.as_bytes()),
            Content::Bytes(bytes) => (false, &**bytes),
        };
        is_text.pack(to);
        put_bytes(bytes, to);
    }
    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let name = String::unpack(from)?;
        let content = if bool::unpack(from)? {
            Content::Text(String::unpack(from)?.into())
        } else {
            Content::Bytes(get_bytes(from)?.to_vec().into())
        };
        Some(Self { name, content })
    }
}

/// Structs, field by field. One that is missing here does not compile.
macro_rules! structs {
    ($($name:ident { $($field:ident)* })*) => { $(
        impl Packed for $name {
            fn pack(&self, to: &mut Vec<u8>) {
                $(self.$field.pack(to);)*
            }
            fn unpack(from: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: Packed::unpack(from)?,)* })
            }
        }
    )* };
}

structs! {
    Report { schema version inputs notes unread servers hosts queues replies receive_connectors landings findings next }
    InputPart { source kind layout records first_line last_line }
    Unread { source first_line last_line why }
    Note { code message source line command }
    Server { name version addresses address_wanted }
    Host { name addresses }
    ServerAddress { address origin }
    Queue {
        identity server delivery_type status message_count next_hop_domain next_hop_connector last_error others cut
        source line
    }
    LastError { raw outer inner fqdn ip endpoint }
    SmtpReply { code enhanced_code text }
    Reply { source line error }
    ReceiveConnector {
        identity server name enabled transport_role bindings remote_ip_ranges auth_mechanism permission_groups fqdn
        require_tls suppress_x_anonymous_tls max_message_size protocol_logging_level others cut source line
    }
    Binding { as_written address port }
    RemoteIpRange { as_written first last }
    Landing { from to connector decided_by candidates outcome may_answer predicted_reply logged contradicted }
    LandingGroup { from to used decided_by candidates outcome may_answer predicted_reply logged contradicted }
    GroupTarget { server local port connector }
    GroupDecision { ranges size binding }
    GroupCandidate { name verdict ranges size reason }
    LandingFrom { server address }
    LandingTo { server local port }
    DecidedBy { range size binding }
    Candidate { connector verdict range size reason }
    Finding {
        code severity certainty title what why action fine_when subject assumptions evidence needs remedies sources
    }
    Subject { queues connectors servers addresses }
    Evidence { source line text }
    Need { code what why command servers }
    Remedy {
        id title recommended consequences lines commands verify retry rollback script acceptance changes effects proof
    }
    Acceptance { accepted reason }
    Change { connectors property removed added kept }
    Effect { server local port first last cidr from to }
    WhatIf { schema state summary remarks acceptance changes removed effects proof findings report }
    Comparison { schema summary remarks connectors remedies unplanned effects proof findings queues report }
    ConnectorState { connector state changes }
    FindingState { code severity certainty title state no_longer reason }
    RemedyState { finding id title recommended state }
    QueueState { queue state messages_before messages_after text }
    Session { from to local port }
}

/// Kinds of questions and answers, by number. The last arm of a question is the one without a value.
macro_rules! kinds {
    ($name:ident { $($number:literal $kind:ident)* } else $pack:pat => $unpack:expr) => {
        impl Packed for $name {
            fn pack(&self, to: &mut Vec<u8>) {
                match self {
                    $(Self::$kind(value) => {
                        put($number, to);
                        value.pack(to);
                    })*
                    #[allow(unreachable_patterns, reason = "every answer has a value")]
                    $pack => put(0, to),
                }
            }
            fn unpack(from: &mut &[u8]) -> Option<Self> {
                match get(from)? {
                    $($number => Some(Self::$kind(Packed::unpack(from)?)),)*
                    _ => $unpack,
                }
            }
        }
    };
}

kinds!(Question { 1 Land 2 WhatIf 3 Compare } else Self::Diagnose => Some(Self::Diagnose));
kinds!(Answer { 1 Report 2 Landings 3 WhatIf 4 Comparison } else _ => None);
