//! What the paste rules out as a cause.

use crate::words::excluded::Exclusions;

pub(super) const WORDS: Exclusions = Exclusions {
    answers_well: "Auf {targets} {connectors|antwortet der richtige Connector|antworten die richtigen Connectors}: \
        {connectors}. {connectors|Er hat|Sie haben} ExchangeServer in AuthMechanism und ExchangeServers in \
        PermissionGroups.",
    other_port: "{connectors} {connectors|ist|sind} es nicht: {connectors|Er hört|Sie hören} nur auf Port {ports}, und die \
        Mail geht an {targets}.",
    disabled: "{connectors} {connectors|ist|sind} es nicht: {connectors|Er ist|Sie sind} deaktiviert.",
    other_service: "{connectors} {connectors|ist|sind} es nicht: {connectors|Er gehört|Sie gehören} zum anderen \
        Transportdienst als dem, der auf {targets} hört.",
    other_local_address: "{connectors} {connectors|ist|sind} es nicht: {connectors|Er hört|Sie hören} auf anderen lokalen \
        Adressen als der, an die die Mail geht.",
    holds_no_sender: "{connectors} {connectors|ist|sind} es nicht: Kein Bereich dort hält die Adresse des Absenders.",
    held_more_narrowly: "{connectors} {connectors|ist|sind} es nicht: Ein anderer Connector hält die Adresse des Absenders \
        enger.",
    denied: "{connectors} {connectors|ist|sind} es nicht, wenn der Absender, wie Sie sagen, keine der Adressen dort hat.",
    tried: "Kein Connector ohne Exchange-Server-Authentifizierung hat geantwortet: Diese Antwort folgt nur, wo sie \
        angeboten und versucht wurde.",
};
