//! What holds for any bytes that somebody pastes or drops. The fuzz targets ask it of new inputs, and the tests ask it of
//! the inputs that fuzzing kept.

use mailflow_doctor::intake::{self, Content, Layout, Nothing, Source, Texts};
use mailflow_doctor::{Input, Report, diagnose, model, what_if};

/// The same bytes as a dropped file and as pasted text.
fn sources(bytes: &[u8]) -> [Source<'_>; 2] {
    let text = String::from_utf8_lossy(bytes);
    [
        Source { name: "dropped".to_owned(), content: Content::Bytes(bytes.into()) },
        Source { name: String::new(), content: Content::Text(text) },
    ]
}

/// Decoding: what is read has the lines of what is shown, and text that is decoded once more is the same text.
pub(crate) fn decoding(bytes: &[u8]) {
    let sources = sources(bytes);
    let texts = Texts::decode(&sources);
    for text in texts.iter() {
        let lines = |text: &str| text.bytes().filter(|b| *b == b'\n').count();
        assert_eq!(lines(text.as_str()), lines(text.shown()), "the text that is read has other lines");
        assert!(text.is_text() || text.as_str().is_empty(), "something is read of what is no text");
        let line_count = lines(text.shown()) + 1;
        assert!(text.left_out().iter().all(|part| part.line as usize <= line_count), "a part is left out of no line");
    }
}

/// Reading: each line that is not blank is a part of a record or of its table, or it is prose or unread, and no record
/// reaches beyond the text.
pub(crate) fn reading(bytes: &[u8]) {
    let sources = sources(bytes);
    let texts = Texts::decode(&sources);
    let mut records = Vec::new();
    let reading = intake::read(&texts, &Nothing, &mut |record| {
        records.push((record.place, record.last_line, record.layout));
        for field in &record.fields {
            assert!(field.line >= record.place.line, "a field stands above its record");
        }
    });
    assert!(reading.prose.is_sorted_by_key(|line| line.place), "prose is out of order");
    for (source, text) in texts.iter().enumerate() {
        let lines: Vec<&str> = text.as_str().lines().collect();
        let mut is_told = vec![false; lines.len() + 1];
        let mut tell = |first: u32, last: u32| {
            assert!(first >= 1 && first <= last, "{first} to {last} are no lines");
            assert!(last as usize <= lines.len(), "line {last} of {}", lines.len());
            is_told[first as usize..=last as usize].fill(true);
        };
        for (place, last, _) in records.iter().filter(|(place, ..)| place.source == source) {
            tell(place.line, *last);
        }
        for line in reading.prose.iter().filter(|line| line.place.source == source) {
            tell(line.place.line, line.place.line);
        }
        for lines in reading.unread.iter().filter(|lines| lines.place.source == source) {
            tell(lines.place.line, lines.last_line);
        }
        // Structured layouts, titles and dashes belong to the records around them.
        let is_structured = records.iter().any(|(place, _, layout)| {
            place.source == source && !matches!(layout, Layout::List | Layout::Text | Layout::Pairs)
        });
        let is_broken = reading.broken.iter().any(|broken| broken.place.source == source);
        if !is_structured && !is_broken {
            for (at, line) in lines.iter().enumerate() {
                let is_blank = line.chars().all(|c| c.is_whitespace() || c.is_control() || matches!(c, '>' | '#'));
                assert!(is_blank || is_told[at + 1], "line {} is in nothing: {line:?}", at + 1);
            }
        }
    }
}

/// The model: it is the same for the same bytes.
pub(crate) fn model(bytes: &[u8]) {
    let dropped = Input::default().with_bytes("dropped", bytes);
    let (one, other) = (model::read(&dropped), model::read(&dropped));
    assert_eq!(format!("{one:?}"), format!("{other:?}"), "the same bytes are read in another way");
}

/// The whole diagnosis: the report can be written, read back and diagnosed again, its lines stand in the input, and the
/// same bytes give the same report.
pub(crate) fn diagnosis(bytes: &[u8]) {
    let pasted = String::from_utf8_lossy(bytes);
    for input in [Input::default().with_bytes("dropped", bytes), Input::text(&pasted)] {
        let report = diagnose(&input);
        let written = serde_json::to_string(&report).expect("a report can be written");
        let back: Report = serde_json::from_str(&written).expect("a report can be read back");
        assert_eq!(back, report, "the report that is read back is another one");
        let again = serde_json::to_string(&diagnose(&input)).expect("a report can be written");
        assert_eq!(again, written, "the same bytes give another report");
        let texts = Texts::decode(&input.sources);
        let count = texts.iter().map(|text| text.shown().lines().count()).sum::<usize>();
        for lines in &report.unread {
            assert!(lines.first_line >= 1 && lines.first_line <= lines.last_line, "unread lines are out of order");
            assert!(lines.last_line as usize <= count, "unread line {} of {count}", lines.last_line);
        }
    }
}

/// A typed command about a known organisation: the answer can be written, and it is the same twice.
pub(crate) fn command(bytes: &[u8], organisation: &str) {
    let command = String::from_utf8_lossy(bytes);
    let input = Input::text(organisation);
    let answer = serde_json::to_string(&what_if(&input, &command)).expect("an answer can be written");
    let again = serde_json::to_string(&what_if(&input, &command)).expect("an answer can be written");
    assert_eq!(answer, again, "the same command gives another answer");
}
