//! Notes about the input.

use crate::words::notes::Notes;

pub(super) const WORDS: Notes = Notes {
    nothing_recognised: "Nothing here looks like output of Get-Queue or Get-ReceiveConnector, or like an SMTP reply. \
        The command prints what is needed.",
    not_text: "{name} is not text (a picture, an archive?), so it was not read. Paste the text itself.",
    part_not_text: "{bytes} bytes of {name} that stood here are not text, so they were not read. The rest of the file was \
        read.",
    the_input: "The input",
    cut: "Only a part of {property} of {object} is visible; the command prints it whole. {change}",
    a_queue: "a queue",
    a_receive_connector: "a receive connector",
    left_out: "{object} was pasted without {properties}; the command prints it whole. {change}",
    the_output: "The output",
    unreadable: "{property} of {object} cannot be read: {value}. It counts as unknown.",
    contradiction: "{object} appears more than once with different values of {property}: {kept} is used, {dropped} is \
        not.",
    nameless_connector: "The paste names neither this receive connector nor its server, so it cannot take part. Paste \
        it with Identity, or with Server and Name.",
    connector_without_server: "The paste does not say on which server the receive connector {name} is, so it cannot \
        take part. Paste it with Identity or Server.",
    server_assumed: "{count} receive connectors came without their server. The names that setup gave say {server}, so \
        that is assumed. Paste them with Identity or Server to be sure.",
    address_without_server: "Nothing says whose address {address} is, so it is not used. Write the name of the server \
        before it, as in EX1 {address}; the command prints it so, on the server itself.",
    broken_table: "This table lost the blanks between its columns, so its values were told apart by their form; what \
        has no form of its own counts as cut. The same command with Format-List prints them beyond doubt.",
    broken: "The {layout} stops here in the middle or is damaged. What stands before was read; what should follow is \
        missing. Paste or export it again.",
    read_by_shape: "The titles of this table are not English; its values tell what they are: {columns}.",
    read_by_shape_in_part: "The titles of this table are not English; its values tell what they are: {columns}. Not \
        read: {unread}.",
    column: "{title} as {property}",
    tracking_names_hub: "Message tracking names {connector}, the connector of the Transport service: mail that came in through \
        any connector of the front end shows it. Which connector the client reached stands in the front end's receive log on \
        {server} only; the command counts who used which.",
    not_used: "{what} was recognised and is not used.",
    row_unread: "This row does not fit the columns of its table, so only its name was read. Everything else of it counts as \
        hidden. The same command with Format-List prints it beyond doubt.",
    labels_of_two: "These lines may belong to the record above them or to the one below, so they were not read. Paste \
        the two outputs with a blank line between them.",
    label_outside: "This line looks like a property, but it belongs to no record, so it was not read. Paste the output \
        without anything in front of its lines.",
    no_titles: "This looks like a row of a table whose titles are damaged or missing, so it was not read. Paste the output \
        again, with its titles and the dashes below them.",
    no_kind: "This output names an object, and no property shows whether that is a queue, a receive connector or something \
        else, so it was not read. Paste the output again, with all properties.",
    header_only: "These are the titles of a table, and none of its rows follows: they were not pasted, or they were lost on \
        the way. Paste the output again, with its rows.",
    can_change: "What that can change at most: {what}.",
    can_change_nothing: "No conclusion rests on it.",
    sender: "which server sends",
    target: "where the queue delivers",
    waiting: "whether mail waits",
    failure: "why the queue fails",
    answer: "which receive connector answers",
    offer: "what it offers, and to whom",
    limit: "how many connections it takes",
};
