//! The arguments of one typed call, by the whole names of their parameters.
//!
//! This module does not know what a parameter does.

use super::parameters::Cmdlet;
use super::shell::{Call, Value};
use super::{Remark, Unclear};
use crate::model::Property;

/// The arguments of one call by whole names.
pub(super) struct Arguments<'c>(Vec<(&'static str, Option<&'c Value>)>);

impl<'c> Arguments<'c> {
    pub(super) fn of(cmdlet: Cmdlet, call: &'c Call, remarks: &mut Vec<Remark>) -> Result<Self, Unclear> {
        let mut found: Vec<(&'static str, Option<&'c Value>)> = Vec::new();
        for (typed, value) in &call.arguments {
            let name = match typed {
                Some(typed) => cmdlet.parameter(typed)?,
                // The first value without a name is the identity; of a new connector it is the name.
                None if cmdlet == Cmdlet::New => Property::Name.spelling(),
                None => Property::Identity.spelling(),
            };
            if found.iter().any(|(known, _)| *known == name) {
                return Err(match typed {
                    Some(_) => Unclear::Twice(name),
                    None => Unclear::Unexpected(value.as_ref().map(Value::text).unwrap_or_default()),
                });
            }
            if name == "WhatIf" && value.as_ref() != Some(&Value::Truth(false)) {
                remarks.push(Remark::Rehearsal);
            }
            found.push((name, value.as_ref()));
        }
        Ok(Self(found))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == name)
    }

    /// The value of a parameter that takes one text.
    pub(super) fn text(&self, name: &'static str) -> Result<Option<&'c str>, Unclear> {
        let Some((_, value)) = self.0.iter().find(|(known, _)| *known == name) else { return Ok(None) };
        match value {
            Some(Value::Texts(texts)) if texts.len() == 1 => Ok(texts.first().map(|t| t.trim())),
            Some(other) => Err(Unclear::Value(name, other.text())),
            None => Err(Unclear::Missing(name)),
        }
    }

    /// The properties that are set; name and server of a connector are none of them.
    pub(super) fn properties(&self) -> impl Iterator<Item = (Property, Option<&'c Value>)> {
        let names = [Property::Identity, Property::Server, Property::Name];
        let set = self.0.iter().filter_map(|(name, value)| Some((Property::named(name)?, *value)));
        set.filter(move |(property, _)| !names.contains(property))
    }
}
