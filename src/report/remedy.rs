//! Remedies on the wire.

use super::{Language, wire};
use crate::model::Snapshot;
use crate::remedy::Remedy;

/// W.
pub(crate) fn wire(_remedy: &Remedy, _snapshot: &Snapshot, _language: Language) -> wire::Remedy {
    unimplemented!()
}
