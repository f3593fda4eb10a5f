//! From the label of a field to the property that it means. The table in [`super::property`] has the properties.
//!
//! Retyped labels and labels that were read from a picture are tolerated where they can mean only one property. This
//! module does not know the values.

/// The properties of one kind of object, as they are looked up by the label of a field.
pub(super) trait Labelled: Copy {
    /// The property that a label means.
    fn of_label(label: &str) -> Option<Self>;
}

/// Looks labels up for one record after the other. The records of one command have the same labels at the same
/// positions, so the labels of the record before are tried first.
#[derive(Debug)]
pub(super) struct Labels<P>(Vec<(Box<str>, Option<P>)>);

/// Labels that are remembered; no record of Exchange has more.
const MOST_LABELS: usize = 400;

impl<P> Default for Labels<P> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<P: Labelled> Labels<P> {
    /// The property that the label at this position of a record means.
    pub(super) fn property(&mut self, position: usize, label: &str) -> Option<P> {
        if let Some((_, property)) = self.0.get(position).filter(|(known, _)| **known == *label) {
            return *property;
        }
        let property = P::of_label(label);
        if let Some(known) = self.0.get_mut(position) {
            *known = (label.into(), property);
        } else if position == self.0.len() && position < MOST_LABELS {
            self.0.push((label.into(), property));
        }
        property
    }
}

/// The property with this label. Retyped labels and labels that were recognised from a picture are tolerated where
/// they can mean one property only: `TIsDomain`, `SNextHopConnector`, `Next Hop Domain`.
pub(super) fn find<P: Copy>(all: &[P], spelling: fn(P) -> &'static str, label: &str) -> Option<P> {
    if let Some(found) = all.iter().find(|property| spelling(**property).eq_ignore_ascii_case(label)) {
        return Some(*found);
    }
    // Spaced display names (Queue Viewer), names of the report (`delivery_type`), misread letters (`TIsDomain`).
    if !label.contains([' ', '_', '-', 'I', 'l', '1', '0']) && !label.starts_with('S') {
        return None;
    }
    let loose = loose(label);
    let fits = |name: &str| {
        let name = self::loose(name);
        name == loose || (name.len() > 8 && loose.len() == name.len().saturating_add(1) && loose.ends_with(&name))
    };
    all.iter().copied().find(|property| fits(spelling(*property)))
}

/// Letters that pictures confuse are one letter; blanks, what stands for them, and case do not count.
pub(super) fn loose(label: &str) -> String {
    label
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-'))
        .map(|c| match c.to_ascii_lowercase() {
            'i' | '1' | '|' => 'l',
            '0' => 'o',
            c => c,
        })
        .collect()
}

/// `RemoteIPRanges` to `remote_ip_ranges`, `SuppressXAnonymousTls` to `suppress_x_anonymous_tls`.
pub(crate) fn snake_case(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut snake = String::with_capacity(name.len().saturating_add(8));
    for (index, &c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            if !snake.is_empty() && !snake.ends_with('_') {
                snake.push('_');
            }
            continue;
        }
        let before = index.checked_sub(1).and_then(|i| chars.get(i)).copied();
        let after = chars.get(index.saturating_add(1)).copied();
        let starts = c.is_uppercase()
            && before.is_some_and(|b| {
                b.is_lowercase() || b.is_ascii_digit() || (b.is_uppercase() && after.is_some_and(char::is_lowercase))
            });
        if starts && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Property, QueueProperty};

    #[test]
    fn spells_names_as_the_report_does() {
        for (name, snake) in [
            ("RemoteIPRanges", "remote_ip_ranges"),
            ("RequireTLS", "require_tls"),
            ("SuppressXAnonymousTls", "suppress_x_anonymous_tls"),
            ("EnableAuthGSSAPI", "enable_auth_gssapi"),
            ("OutboundIPPool", "outbound_ip_pool"),
            ("SmtpUtf8Enabled", "smtp_utf8_enabled"),
            ("WhenChangedUTC", "when_changed_utc"),
            ("RequireEHLODomain", "require_ehlo_domain"),
            ("Next Hop Domain", "next_hop_domain"),
        ] {
            assert_eq!(snake_case(name), snake);
        }
    }

    #[test]
    fn knows_retyped_labels() {
        let name = |label| QueueProperty::of_label(label).map(QueueProperty::spelling);
        assert_eq!(name("TIsDomain"), Some("TlsDomain"));
        assert_eq!(name("SNextHopConnector"), Some("NextHopConnector"));
        assert_eq!(name("Next Hop Domain"), Some("NextHopDomain"));
        assert_eq!(name("next_hop_domain"), Some("NextHopDomain"));
        assert_eq!(name("Delivery-Type"), Some("DeliveryType"));
        assert_eq!(name("nexthopdomain"), Some("NextHopDomain"));
        assert_eq!(name("NextH0pDomain"), Some("NextHopDomain"));
        assert_eq!(name("Sender"), None);
        assert_eq!(name("MessageId"), None);
    }

    #[test]
    fn labels_are_remembered_by_their_position() {
        let mut labels = Labels::<Property>::default();
        for _ in 0..2 {
            assert_eq!(labels.property(0, "Bindings"), Some(Property::Bindings));
            assert_eq!(labels.property(1, "NoSuchThing"), None);
            assert_eq!(labels.property(1, "fqdn"), Some(Property::Fqdn));
            assert_eq!(labels.property(7, "Enabled"), Some(Property::Enabled));
        }
        assert_eq!(labels.0.len(), 2);
    }
}
