//! Notes about the input.

use crate::words::notes::Notes;

pub(super) const WORDS: Notes = Notes {
    nothing_recognised: "Hier sieht nichts nach einer Ausgabe von Get-Queue oder Get-ReceiveConnector oder nach einer \
        SMTP-Antwort aus. Der Befehl gibt aus, was gebraucht wird.",
    not_text: "{name} ist kein Text (ein Bild, ein Archiv?) und wurde nicht gelesen. Bitte den Text selbst einfügen.",
    part_not_text: "{bytes} Byte von {name}, die hier standen, sind kein Text und wurden nicht gelesen. Der Rest der \
        Datei wurde gelesen.",
    the_input: "Die Eingabe",
    cut: "Von {property} von {object} ist nur ein Teil sichtbar; der Befehl gibt alles aus. {change}",
    a_queue: "einer Warteschlange",
    a_receive_connector: "einem Empfangsconnector",
    left_out: "{object} fehlt: {properties}; der Befehl gibt alles aus. {change}",
    the_output: "Der Ausgabe",
    unreadable: "{property} von {object} ist nicht lesbar: {value}. Der Wert gilt als unbekannt.",
    contradiction: "{object} kommt mehrfach mit verschiedenen Werten von {property} vor: {kept} gilt, {dropped} nicht.",
    nameless_connector: "Die Eingabe nennt weder diesen Empfangsconnector noch seinen Server; er kann deshalb nicht \
        mitspielen. Bitte mit Identity einfügen, oder mit Server und Name.",
    connector_without_server: "Die Eingabe sagt nicht, auf welchem Server der Empfangsconnector {name} liegt; er kann \
        deshalb nicht mitspielen. Bitte mit Identity oder Server einfügen.",
    server_assumed: "{count} Empfangsconnectors kamen ohne ihren Server. Die vom Setup vergebenen Namen sagen \
        {server}; das wird angenommen. Mit Identity oder Server eingefügt ist es sicher.",
    address_without_server: "Nichts sagt, wessen Adresse {address} ist; sie wird nicht verwendet. Schreiben Sie den \
        Namen des Servers davor, wie in EX1 {address}; der Befehl gibt sie auf dem Server selbst so aus.",
    broken_table: "Diese Tabelle hat die Leerzeichen zwischen ihren Spalten verloren. Ihre Werte wurden an ihrer Form \
        erkannt; was keine eigene Form hat, gilt als abgeschnitten. Derselbe Befehl mit Format-List gibt sie \
        zweifelsfrei aus.",
    broken: "{layout} bricht hier mitten im Text ab oder ist beschädigt. Was davor steht, wurde gelesen; was folgen \
        müsste, fehlt. Bitte noch einmal einfügen oder exportieren.",
    read_by_shape: "Die Titel dieser Tabelle sind nicht englisch; ihre Werte sagen, was sie sind: {columns}.",
    read_by_shape_in_part: "Die Titel dieser Tabelle sind nicht englisch; ihre Werte sagen, was sie sind: {columns}. \
        Nicht gelesen: {unread}.",
    column: "{title} als {property}",
    tracking_names_hub: "Die Nachrichtenverfolgung nennt {connector}, den Connector des Transportdienstes: Ihn zeigt alle Mail, \
        über welchen Connector des Front-Ends sie auch kam. Welchen Connector der Client erreicht hat, steht nur im \
        Empfangsprotokoll des Front-Ends auf {server}; der Befehl zählt, wer welchen genutzt hat.",
    not_used: "{what} wurde erkannt und wird nicht verwendet.",
    row_unread: "Diese Zeile passt nicht zu den Spalten ihrer Tabelle; nur ihr Name wurde gelesen. Alles andere an ihr gilt \
        als verborgen. Derselbe Befehl mit Format-List gibt sie zweifelsfrei aus.",
    labels_of_two: "Diese Zeilen können zum Eintrag darüber oder zu dem darunter gehören; sie wurden nicht gelesen. Fügen \
        Sie die beiden Ausgaben mit einer Leerzeile dazwischen ein.",
    label_outside: "Diese Zeile sieht wie eine Eigenschaft aus, gehört aber zu keinem Eintrag; sie wurde nicht gelesen. \
        Fügen Sie die Ausgabe ohne Zeichen vor ihren Zeilen ein.",
    no_titles: "Das sieht nach einer Zeile einer Tabelle aus, deren Überschriften fehlen oder beschädigt sind, und wurde \
        nicht gelesen. Bitte die Ausgabe noch einmal einfügen, mit den Überschriften und den Strichen darunter.",
    no_kind: "Diese Ausgabe nennt ein Objekt, aber keine Eigenschaft zeigt, ob es eine Warteschlange, ein Empfangsconnector \
        oder etwas anderes ist; sie wurde nicht gelesen. Bitte die Ausgabe noch einmal einfügen, mit allen Eigenschaften.",
    header_only: "Hier stehen die Überschriften einer Tabelle, aber keine ihrer Zeilen: Sie wurden nicht eingefügt oder gingen \
        unterwegs verloren. Bitte die Ausgabe noch einmal einfügen, mit den Zeilen.",
    can_change: "Ändern kann sich damit höchstens: {what}.",
    can_change_nothing: "Kein Schluss beruht darauf.",
    sender: "welcher Server sendet",
    target: "wohin die Warteschlange zustellt",
    waiting: "ob Nachrichten warten",
    failure: "warum die Warteschlange scheitert",
    answer: "welcher Empfangsconnector antwortet",
    offer: "was er anbietet, und wem",
    limit: "wie viele Verbindungen er annimmt",
};
