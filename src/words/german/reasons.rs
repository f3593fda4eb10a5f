//! Why a connector answers a session, or does not.

use crate::words::reasons::Reasons;

pub(super) const WORDS: Reasons = Reasons {
    chosen: "Antwortet: {size}, der kleinste Bereich, in dem die Quelle liegt.",
    loses_by_binding: "Verliert: auch {size}, aber an jede Adresse gebunden statt an diese.",
    less_specific: "Verliert: {size} gegen {winner}.",
    tie: "Passt ebenso gut: {size}. Wer antwortet, ist nirgends dokumentiert.",
    unknown: "Nicht entschieden: Die Eingabe zeigt {property} nicht ganz.",
    no_range_match: "Hört hier, aber kein Bereich enthält die Quelle.",
    other_family: "Hört auf diesem Port nur für die andere Adressfamilie.",
    other_address: "Hört auf diesem Port nur an anderen lokalen Adressen.",
    other_role: "Gehört zu einem anderen Transportdienst.",
    other_port: "Hört nur auf Port {ports}.",
    disabled: "Ist deaktiviert.",
};
