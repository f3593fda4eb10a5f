//! Objects in other forms than lists and tables hold the same, and rows that cannot be read are said.

use mailflow_doctor::Input;
use mailflow_doctor::intake::Why;
use mailflow_doctor::model;

use crate::boundaries::{objects, outputs};

/// The objects of a list: names and values.
fn fields(list: &str) -> Vec<Vec<(&str, &str)>> {
    let objects = list.trim_end().split("\n\n");
    objects.map(|o| o.lines().filter_map(|l| l.split_once(':')).map(|(n, v)| (n.trim(), v.trim())).collect()).collect()
}

/// An object as Format-Custom prints it.
fn custom(object: &[(&str, &str)]) -> String {
    let mut text = String::from("class Object\n{\n");
    for (name, value) in object {
        match value.strip_prefix('{').and_then(|v| v.strip_suffix('}')) {
            Some(elements) => {
                text += &format!("  {name} = \n    [\n");
                for element in elements.split(", ") {
                    text += &format!("      {element}\n");
                }
                text += "    ]\n    \n";
            }
            None => text += &format!("  {name} = {value}\n"),
        }
    }
    text + "}\n\n"
}

/// An object as a string.
fn text(object: &[(&str, &str)], sign: &str) -> String {
    let fields: Vec<String> = object.iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("@{{{}}}\n", fields.join(sign))
}

#[test]
fn objects_in_braces_are_read_like_lists() {
    let mut tried = 0_usize;
    for (kind, list) in outputs("EX10", 1).iter().take(3) {
        let plain = model::read(&Input::text(list));
        let forms: [(&str, String); 4] = [
            ("Format-Custom", fields(list).iter().map(|o| custom(o)).collect()),
            ("string", fields(list).iter().map(|o| text(o, "; ")).collect()),
            ("broken string", fields(list).iter().map(|o| text(o, "; \n")).collect()),
            ("value", fields(list).iter().map(|o| format!("Value : {}\n", text(o, "; "))).collect()),
        ];
        for (form, text) in forms {
            let read = model::read(&Input::text(&text));
            tried += 1;
            assert_eq!(objects(&read), objects(&plain), "{kind} as {form}\n{text}");
            let servers = |read: &model::Read| read.snapshot.servers.iter().map(|s| s.name.clone()).collect::<Vec<_>>();
            assert_eq!(servers(&read), servers(&plain), "{kind} as {form}\n{text}");
            assert!(read.unread.is_empty(), "{kind} as {form}\n{text}");
        }
    }
    println!("{tried} lists in other forms");
}

#[test]
fn titles_without_rows_are_said() {
    let (header, dashes) = ("Identity     Bindings     RemoteIPRanges\n", "--------     --------     --------------\n");
    let list = "Identity      : EX10\\1\nNextHopDomain : hub version 15\nMessageCount  : 3\n";
    for (above, below) in
        [("", ""), ("", "\n"), ("[PS] C:\\>Get-ReceiveConnector | ft\n\n", "\n\n[PS] C:\\>exit\n"), ("", list)]
    {
        for titles in [
            format!("{header}{dashes}"),
            header.to_owned(),
            "\"Identity\",\"Bindings\",\"RemoteIPRanges\"\n".to_owned(),
            "Identity\tBindings\tRemoteIPRanges\n".to_owned(),
        ] {
            let text = format!("{above}{titles}{below}");
            let read = model::read(&Input::text(&text));
            assert!(read.unread.iter().any(|u| u.why == Why::HeaderOnly), "{text}");
            assert!(read.snapshot.receive_connectors.is_empty(), "{text}");
        }
    }
    // With a row, and a sentence of other words.
    for text in
        [format!("{header}{dashes}EX1\\Relay    {{a:25}}     {{10.0.0.1}}\n"), "The Identity and the Status\n".into()]
    {
        let read = model::read(&Input::text(&text));
        assert!(read.unread.is_empty(), "{text}");
    }
}

#[test]
fn a_row_of_another_width_is_said_and_hides_no_other() {
    let header = "Identity,Bindings,RemoteIPRanges,Enabled";
    let row = |name: &str| format!("EX10\\{name},0.0.0.0:25,10.0.0.1,True");
    let quoted = |line: &str| format!("\"{}\"", line.replace(',', "\",\""));
    let mut tried = 0_usize;
    for is_quoted in [false, true] {
        let written = |line: &str| if is_quoted { quoted(line) } else { line.to_owned() };
        let mut damages = vec![
            written("EX10\\Two,0.0.0.0:25,10.0.0.1"),
            written("EX10\\Two,0.0.0.0:25"),
            written("EX10\\Two,0.0.0.0:25,10.0.0.1,10.0.0.2,True"),
        ];
        if is_quoted {
            damages.push(written(&row("Two")).replacen("25\"", "25\" x", 1));
        }
        for damage in damages {
            // Between others, and behind a header that is repeated.
            for head in [String::new(), format!("{}\n{}\n", written(header), written(&row("Zero")))] {
                let lines = [written(header), written(&row("One")), damage.clone(), written(&row("Three"))];
                let text = format!("{head}{}\n", lines.join("\n"));
                let number = u32::try_from(3 + head.lines().count()).unwrap();
                let read = model::read(&Input::text(&text));
                tried += 1;
                assert!(read.unread.iter().any(|u| u.place.line == number && u.why == Why::NoFit), "{text}");
                let connectors = &read.snapshot.receive_connectors;
                assert_eq!(connectors.len(), lines.len() - 1 + head.lines().count() / 2, "{text}");
                let two = connectors.iter().find(|c| c.place.line == number).expect("the damaged row");
                assert!(two.remote_ip_ranges.visible().is_none() && two.enabled.visible().is_none(), "{text}");
                assert!(connectors.iter().any(|c| c.identity() == "EX10\\Three"), "{text}");
            }
        }
    }
    println!("{tried} files with a damaged row");
    // Prose below a file is prose.
    let text = format!("{header}\n{}\nRegards, Max\n", row("One"));
    let read = model::read(&Input::text(&text));
    assert!(read.unread.is_empty() && read.snapshot.receive_connectors.len() == 1);
}
