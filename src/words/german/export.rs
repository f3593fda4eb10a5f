//! The summary of a report, to hand over.

use crate::words::export::Export;

pub(super) const WORDS: Export = Export {
    cause: "Ursache: {title} ({code})",
    cause_possible: "Ursache: von dieser Eingabe nicht bewiesen. {title} ({code})",
    cause_unknown: "Ursache: Nichts in dieser Eingabe erklärt gestaute Mail.",
    certainty: "Gewissheit: {ground}, als zeigte die Eingabe alle Ihre Server.",
    certainty_possible: "Gewissheit: {ground}.",
    certainty_none: "Gewissheit: Was nicht in der Eingabe steht, wird nicht beurteilt.",
    proof: "Beleg: {lines}",
    proof_none: "Beleg: keine Zeile der Eingabe.",
    proof_more: "{lines}; und {count} weitere",
    proof_line: "{line}: {text}",
    addresses: "Adressen: {addresses}",
    addresses_none: "Adressen: keine bekannt.",
    addresses_from: "{addresses} ({origin})",
    given: "vom Leser angegeben",
    address_line: "eingefügt als Zeile mit Name und Adresse",
    last_error: "aus LastError",
    binding: "aus einer Bindung",
    command: "aus der Ausgabe eines Befehls",
    protocol_log: "aus einem Protokoll",
    run: "Auszuführen: {what}",
    run_lines: "Auszuführen: {title}: {count|die Zeile|die # Zeilen} im Bericht",
    run_none: "Auszuführen: nichts.",
    changes: "Was sich ändert: {proof}",
    changes_none: "Was sich ändert: nichts; es wird nur nachgesehen.",
    undo: "Zurück: Die Befehle im Bericht stellen die alten Werte wieder her und halten an, wo inzwischen jemand etwas \
        geändert hat.",
    undo_none: "Zurück: Exchange würde die alten Werte ablehnen, darum gibt es keinen Weg zurück per Befehl.",
    undo_unneeded: "Zurück: nicht nötig.",
    version: "Erstellt von Mailflow Doctor {version}, im Browser, aus eingefügtem Text.",
    lines_title: "Die Zeilen ohne die Prüfungen des Skripts",
    lines_more: "und {count|1 weitere Zeile|# weitere Zeilen}",
};
