//! Questions and answers as bytes say what they said as values.

use mailflow_doctor::question::{Answer, Packed, Question, answer, answer_bytes, ask};
use mailflow_doctor::{Input, Session};

use crate::cases::{cases, input};

#[test]
fn an_answer_by_bytes_is_the_answer() {
    for case in cases() {
        let input = input(&case.sources, &case.addresses);
        let sessions = vec![Session { from: "10.0.0.1".into(), to: "EX2016-1".into(), local: None, port: 25 }];
        let later = vec![mailflow_doctor::intake::Source {
            name: "later.txt".into(),
            content: mailflow_doctor::intake::Content::Bytes(case.sources[0].1.clone().into_bytes().into()),
        }];
        for question in [
            Question::Diagnose,
            Question::Land(sessions),
            Question::WhatIf("Set-ReceiveConnector 'EX2016-1\\Relay EX2016-1' -Enabled $false".into()),
            Question::Compare(later),
        ] {
            let bytes = answer_bytes(&ask(&input, &question));
            let mut rest = bytes.as_slice();
            let read = Answer::unpack(&mut rest).unwrap();
            assert!(rest.is_empty(), "{}", case.name());
            assert_eq!(read, answer(&input, &question), "{}", case.name());
        }
    }
}

#[test]
fn broken_bytes_are_no_question() {
    let whole = ask(&Input::text("Identity : A\\B"), &Question::Land(Vec::new()));
    for length in 0..whole.len() {
        assert!(answer_bytes(&whole[..length]).is_empty(), "{length}");
    }
    let whole = answer_bytes(&whole);
    assert!(Answer::unpack(&mut whole.as_slice()).is_some());
    for length in 0..whole.len() {
        assert_eq!(Answer::unpack(&mut &whole[..length]), None, "{length}");
    }
    let endless = [1_u8, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255];
    assert_eq!(Answer::unpack(&mut endless.as_slice()), None);
}
