//! The same objects in every layout read back equal, except what a layout cuts; and everything cut is marked.
//!
//! The renderer follows the layout rules of PowerShell's formatter (documented; rendered output), not the reader.

use std::fmt::Write as _;

use mailflow_doctor::Input;
use mailflow_doctor::model::{self, ReceiveConnector, Shown};
use proptest::prelude::*;

/// A connector with the values that are compared.
#[derive(Clone, Debug)]
struct Object {
    server: String,
    name: String,
    enabled: bool,
    bindings: Vec<String>,
    ranges: Vec<String>,
    auth: Vec<&'static str>,
    fqdn: String,
    comment: String,
}

impl Object {
    /// Properties in an order of Format-List: name, text.
    fn properties(&self, limit: usize, dots: &str) -> Vec<(&'static str, String)> {
        let list = |elements: &[String]| {
            let shown = elements.iter().take(limit).cloned().collect::<Vec<_>>().join(", ");
            format!("{{{shown}{}}}", if elements.len() > limit { dots } else { "" })
        };
        let auth = if self.auth.is_empty() { "None".to_owned() } else { self.auth.join(", ") };
        vec![
            ("RunspaceId", "7d0f6a1c-5a0e-4c7f-9d1b-3a2b1c0d9e8f".into()),
            ("AuthMechanism", auth),
            ("Bindings", list(&self.bindings)),
            ("Fqdn", self.fqdn.clone()),
            ("Comment", self.comment.clone()),
            ("Enabled", if self.enabled { "True" } else { "False" }.into()),
            ("MaxInboundConnectionPercentagePerSource", "2".into()),
            ("RemoteIPRanges", list(&self.ranges)),
            ("Banner", String::new()),
            ("Identity", format!("{}\\{}", self.server, self.name)),
        ]
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Wrapping {
    Word,
    Hard,
}

/// The lines of a value in a field of this width.
pub(crate) fn wrap(value: &str, width: usize, wrapping: Wrapping) -> Vec<String> {
    let chars: Vec<char> = value.chars().collect();
    if chars.is_empty() {
        return vec![String::new()];
    }
    if wrapping == Wrapping::Hard {
        return chars.chunks(width).map(|c| c.iter().collect()).collect();
    }
    let mut lines = vec![String::new()];
    // A word is measured with the blank behind it.
    for word in value.split_inclusive(' ') {
        let length = word.chars().count();
        let used = lines.last().unwrap().chars().count();
        let bare = word.trim_end().chars().count();
        if used + length <= width || (used + bare <= width && value.ends_with(word)) {
            lines.last_mut().unwrap().push_str(word);
            continue;
        }
        if length <= width {
            lines.push(word.to_owned());
            continue;
        }
        // Longer than the field: it starts on this line and is chopped.
        for c in word.chars() {
            if lines.last().unwrap().chars().count() == width {
                lines.push(String::new());
            }
            lines.last_mut().unwrap().push(c);
        }
    }
    lines
}

fn list(objects: &[Object], width: usize, wrapping: Wrapping, keep_blanks: bool, limit: usize, dots: &str) -> String {
    let mut text = String::from("\n");
    for object in objects {
        let properties = object.properties(limit, dots);
        let label = properties.iter().map(|(n, _)| n.len()).max().unwrap();
        for (name, value) in properties {
            for (index, line) in wrap(&value, width - label - 3, wrapping).into_iter().enumerate() {
                let head = if index == 0 { format!("{name:label$} : ") } else { " ".repeat(label + 3) };
                let line = format!("{head}{line}");
                let line = if keep_blanks { line.as_str() } else { line.trim_end() };
                writeln!(text, "{line}").unwrap();
            }
        }
        text.push('\n');
    }
    text
}

fn table(objects: &[Object], width: usize, dots: &str) -> String {
    let columns = ["Identity", "Bindings", "RemoteIPRanges", "Enabled"];
    let share = width / 4;
    let cut = |value: &str| {
        let length = value.chars().count();
        if length < share {
            return value.to_owned();
        }
        let head: String = value.chars().take(share - 1 - dots.chars().count()).collect();
        format!("{head}{dots}")
    };
    let mut text = String::new();
    let mut row = |cells: Vec<String>| {
        let mut line = String::new();
        for (index, cell) in cells.iter().enumerate() {
            line.push_str(cell);
            if index < 3 {
                line.push_str(&" ".repeat(share - cell.chars().count()));
            }
        }
        writeln!(text, "{line}").unwrap();
    };
    row(columns.iter().map(|c| (*c).to_owned()).collect());
    row(columns.iter().map(|c| "-".repeat(c.len())).collect());
    for object in objects {
        let properties = object.properties(4, dots);
        row(columns.iter().map(|c| cut(&properties.iter().find(|(n, _)| n == c).unwrap().1)).collect());
    }
    text
}

fn csv(objects: &[Object], delimiter: char, joiner: &str) -> String {
    let quote = |t: &str| format!("\"{}\"", t.replace('"', "\"\""));
    let line = |cells: &[String]| cells.iter().map(|c| quote(c)).collect::<Vec<_>>().join(&delimiter.to_string());
    let names = ["Identity", "Enabled", "Bindings", "RemoteIPRanges", "AuthMechanism", "Fqdn", "Comment"];
    let mut text = String::from("#TYPE Selected.System.Management.Automation.PSCustomObject\r\n");
    text += &(line(&names.map(str::to_owned)) + "\r\n");
    for o in objects {
        let enabled = if o.enabled { "True" } else { "False" };
        let cells = [
            format!("{}\\{}", o.server, o.name),
            enabled.to_owned(),
            o.bindings.join(joiner),
            o.ranges.join(joiner),
            if o.auth.is_empty() { "None".to_owned() } else { o.auth.join(", ") },
            o.fqdn.clone(),
            o.comment.clone(),
        ];
        text += &(line(&cells) + "\r\n");
    }
    text
}

fn json(objects: &[Object], deep: bool) -> String {
    let object = |o: &Object| {
        let range =
            |r: &String| if deep { serde_json::json!({"LowerBound": "x", "Expression": r}) } else { r.clone().into() };
        serde_json::json!({
            "Identity": format!("{}\\{}", o.server, o.name),
            "Enabled": o.enabled,
            "Bindings": o.bindings,
            "RemoteIPRanges": o.ranges.iter().map(range).collect::<Vec<_>>(),
            "AuthMechanism": if o.auth.is_empty() { "None".to_owned() } else { o.auth.join(", ") },
            "Fqdn": o.fqdn,
            "Comment": o.comment,
        })
    };
    let all: Vec<_> = objects.iter().map(object).collect();
    if let [only] = all.as_slice() { only.to_string() } else { serde_json::to_string_pretty(&all).unwrap() }
}

fn clixml(objects: &[Object], live: bool) -> String {
    let escape = |t: &str| t.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let text = |name: &str, value: &str| format!("<S N=\"{name}\">{}</S>", escape(value));
    let list = |name: &str, elements: &[String]| {
        let element = |e: &String| {
            if live {
                format!(
                    "<Obj RefId=\"9\"><TNRef RefId=\"1\" /><ToString>{e}</ToString><Props><S N=\"Size\">x</S></Props></Obj>"
                )
            } else {
                format!("<S>{e}</S>")
            }
        };
        format!(
            "<Obj N=\"{name}\" RefId=\"5\"><TN RefId=\"1\"><T>X</T></TN><LST>{}</LST></Obj>",
            elements.iter().map(element).collect::<String>()
        )
    };
    let mut all =
        String::from("<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">\n");
    for o in objects {
        let auth = if o.auth.is_empty() { "None".to_owned() } else { o.auth.join(", ") };
        let parts = [
            text("Identity", &format!("{}\\{}", o.server, o.name)),
            format!("<B N=\"Enabled\">{}</B>", o.enabled),
            list("Bindings", &o.bindings),
            list("RemoteIPRanges", &o.ranges),
            text("AuthMechanism", &auth),
            text("Fqdn", &o.fqdn),
            text("Comment", &o.comment),
            "<BA N=\"SerializationData\">AAEAAAD/////AQAAAA==</BA>".to_owned(),
        ];
        writeln!(all, "<Obj RefId=\"0\"><TN RefId=\"0\"><T>X</T></TN><Props>\n{}\n</Props></Obj>", parts.join("\n"))
            .unwrap();
    }
    all + "</Objs>\n"
}

fn read(text: &str) -> Vec<ReceiveConnector> {
    let read = model::read(&Input::text(text));
    assert!(read.snapshot.queues.is_empty(), "{text}");
    read.snapshot.receive_connectors
}

/// Everything is whole and as it was.
#[track_caller]
fn check_whole(objects: &[Object], text: &str) {
    let found = read(text);
    assert_eq!(found.len(), objects.len(), "{text}");
    for (c, o) in found.iter().zip(objects) {
        assert_eq!(c.cut(), Vec::<&str>::new(), "{text}");
        assert_eq!((c.server.as_str(), c.name.as_str()), (o.server.as_str(), o.name.as_str()), "{text}");
        assert_eq!(c.enabled.whole(), Some(&o.enabled), "{text}");
        let written: Vec<_> = c.bindings.whole().unwrap().iter().map(|b| b.as_written.to_string()).collect();
        assert_eq!(written, o.bindings, "{text}");
        let written: Vec<_> = c.remote_ip_ranges.whole().unwrap().iter().map(|r| r.as_written.to_string()).collect();
        assert_eq!(written, o.ranges, "{text}");
        let auth: Vec<_> = c.auth_mechanism.whole().unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(auth, o.auth, "{text}");
        assert_eq!(c.fqdn.whole(), Some(&o.fqdn), "{text}");
        let comment = c.others.iter().find(|(n, _)| **n == *"comment").map(|(_, v)| &**v);
        assert_eq!(comment, Some(o.comment.as_str()), "{text}");
    }
}

/// What is shown whole is as it was; what is not is marked, and its visible elements are a beginning.
#[track_caller]
fn check_cut(objects: &[Object], text: &str) {
    let found = read(text);
    assert_eq!(found.len(), objects.len(), "{text}");
    for (c, o) in found.iter().zip(objects) {
        assert_eq!(c.server, o.server, "{text}");
        assert!(if c.name_cut { o.name.starts_with(c.name.trim_end_matches('…')) } else { c.name == o.name }, "{text}");
        let part = |shown: &Shown<Vec<String>>, all: &[String]| match shown {
            Shown::Whole { value, .. } => assert_eq!(value, all, "{text}"),
            Shown::Cut { visible, .. } => {
                let visible = visible.clone().unwrap_or_default();
                assert!(all.starts_with(&visible), "{visible:?} of {all:?}: {text}");
            }
            Shown::Absent => panic!("not read: {text}"),
        };
        part(&texts(&c.remote_ip_ranges, |r| r.as_written.to_string()), &o.ranges);
        part(&texts(&c.bindings, |b| b.as_written.to_string()), &o.bindings);
        if let Some(enabled) = c.enabled.whole() {
            assert_eq!(*enabled, o.enabled, "{text}");
        }
    }
}

fn texts<T>(shown: &Shown<Vec<T>>, text: impl Fn(&T) -> String) -> Shown<Vec<String>> {
    let all = |v: &Vec<T>| v.iter().map(&text).collect();
    match shown {
        Shown::Absent => Shown::Absent,
        Shown::Cut { visible, place } => Shown::Cut { visible: visible.as_ref().map(all), place: *place },
        Shown::Whole { value, place } => Shown::Whole { value: all(value), place: *place },
    }
}

fn address() -> impl Strategy<Value = String> {
    (1_u8..=223, any::<u8>(), any::<u8>(), any::<u8>()).prop_map(|(a, b, c, d)| format!("{a}.{b}.{c}.{d}"))
}

fn range() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => address(),
        1 => Just("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff".to_owned()),
        1 => Just("0.0.0.0-255.255.255.255".to_owned()),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(a, b)| format!("10.{a}.{b}.0/24")),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(a, b)| format!("10.{a}.{b}.0(255.255.255.0)")),
        1 => any::<u16>().prop_map(|a| format!("2001:db8:{a:x}::/64")),
    ]
}

fn object() -> impl Strategy<Value = Object> {
    let names = prop_oneof![
        Just("Relay, internal"),
        Just("Printers: all"),
        Just("Scanner & MFP (ground floor)"),
        Just("O'Neil relay"),
        Just("Relay...old"),
        Just("Relais applicatif étage 3"),
        Just("App-Relay [2019]"),
        Just("Default Frontend EX1"),
    ];
    let comments = prop_oneof![
        Just(""),
        Just("for the scanners : see ticket 4711, do not touch {really}"),
        Just("line with ... dots"),
        Just("a \"quoted\" remark; and more"),
    ];
    let members = proptest::sample::subsequence(
        vec!["Tls", "Integrated", "BasicAuth", "BasicAuthRequireTLS", "ExchangeServer"],
        0..=5,
    );
    let bindings = proptest::sample::subsequence(
        vec![
            "0.0.0.0:25".to_owned(),
            "[::]:25".into(),
            "10.0.0.5:2525".into(),
            "[fe80::1%4]:587".into(),
            "192.168.108.59:26".into(),
        ],
        1..=5,
    );
    (names, any::<bool>(), bindings, proptest::collection::vec(range(), 1..30), members, comments).prop_map(
        |(name, enabled, bindings, ranges, auth, comment)| Object {
            server: String::new(),
            name: name.into(),
            enabled,
            bindings,
            ranges,
            auth,
            fqdn: "mail.example.com".into(),
            comment: comment.into(),
        },
    )
}

/// Objects of different servers, so that none are merged.
fn objects() -> impl Strategy<Value = Vec<Object>> {
    proptest::collection::vec(object(), 1..4).prop_map(|mut objects| {
        for (index, object) in objects.iter_mut().enumerate() {
            object.server = format!("EX{}", index + 1);
        }
        objects
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn lists_with_their_blanks(objects in objects(), width in 60_usize..250, hard in any::<bool>()) {
        let wrapping = if hard { Wrapping::Hard } else { Wrapping::Word };
        check_whole(&objects, &list(&objects, width, wrapping, true, usize::MAX, "..."));
    }

    #[test]
    fn lists_without_trailing_blanks(objects in objects(), width in 60_usize..250, hard in any::<bool>()) {
        let wrapping = if hard { Wrapping::Hard } else { Wrapping::Word };
        let text = list(&objects, width, wrapping, false, usize::MAX, "...");
        let found = read(&text);
        prop_assert_eq!(found.len(), objects.len());
        for (c, o) in found.iter().zip(&objects) {
            // A remark of words may lose a blank that nothing shows any more; lists and names of one word never do.
            let written: Vec<_> = c.remote_ip_ranges.whole().unwrap().iter().map(|r| r.as_written.to_string()).collect();
            prop_assert_eq!(&written, &o.ranges, "{}", text);
            let written: Vec<_> = c.bindings.whole().unwrap().iter().map(|r| r.as_written.to_string()).collect();
            prop_assert_eq!(&written, &o.bindings, "{}", text);
        }
    }

    #[test]
    fn cut_lists(objects in objects(), width in 60_usize..250, new in any::<bool>()) {
        let dots = if new { "…" } else { "..." };
        check_cut(&objects, &list(&objects, width, Wrapping::Word, true, 4, dots));
        let text = list(&objects, width, Wrapping::Hard, true, 4, dots);
        check_cut(&objects, &text);
        for (c, o) in read(&text).iter().zip(&objects) {
            prop_assert_eq!(c.remote_ip_ranges.is_cut(), o.ranges.len() > 4, "{}", text);
        }
    }

    #[test]
    fn tables(objects in objects(), width in 80_usize..250, new in any::<bool>()) {
        check_cut(&objects, &table(&objects, width, if new { "…" } else { "..." }));
    }

    #[test]
    fn csv_files(objects in objects(), semicolon in any::<bool>(), joiner in prop_oneof![Just(","), Just(";"), Just("|"), Just(" "), Just(", ")]) {
        check_whole(&objects, &csv(&objects, if semicolon { ';' } else { ',' }, joiner));
    }

    #[test]
    fn json_files(objects in objects(), deep in any::<bool>()) {
        check_whole(&objects, &json(&objects, deep));
    }

    #[test]
    fn clixml_files(objects in objects(), live in any::<bool>()) {
        check_whole(&objects, &clixml(&objects, live));
    }
}
