//! Browsers write the state of form controls to disk, for the next start. Controls that say `autocomplete="off"` are left
//! out (HTML, "Form control infrastructure"; observed in Chromium's session files), so every control of the page says it.

const PAGE: &str = include_str!("../../www/index.html");

/// Elements whose state a browser keeps.
const CONTROLS: [&str; 5] = ["input", "select", "textarea", "form", "button"];

/// The tags of a page with this name.
fn tags<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let start = format!("<{name}");
    page.match_indices(&start)
        .map(|(at, _)| &page[at..])
        .filter(|tag| tag[start.len()..].starts_with([' ', '>', '\n', '/']))
        .map(|tag| tag.split_inclusive('>').next().unwrap_or_default())
        .collect()
}

#[test]
fn no_control_of_the_page_is_kept_by_the_browser() {
    let mut seen = 0_usize;
    for name in CONTROLS {
        for tag in tags(PAGE, name) {
            // A button has no state of its own.
            let is_kept = name != "button" && !tag.contains("autocomplete=\"off\"");
            assert!(!is_kept, "{tag} needs autocomplete=\"off\"");
            assert!(!tag.contains(" form="), "{tag} belongs to a form");
            seen += 1;
        }
    }
    assert!(seen > 8, "{seen} controls");
    for name in ["object", "embed", "iframe", "keygen"] {
        assert!(tags(PAGE, name).is_empty(), "<{name}> may keep a state");
    }
    assert!(!PAGE.contains("contenteditable"), "an editable element may be kept");
}

#[test]
fn no_control_is_made_by_the_program() {
    let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/src/page");
    let mut folders = vec![std::path::PathBuf::from(pages)];
    let mut files = 0_usize;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            for name in ["input", "select", "textarea"] {
                let made = [format!("add_new(\"{name}\""), format!("create_element(\"{name}\"")];
                let found = made.iter().find(|made| source.contains(*made));
                assert_eq!(found, None, "{}: a control belongs into the markup", path.display());
            }
            files += 1;
        }
    }
    assert!(files > 10, "{files} files");
}
