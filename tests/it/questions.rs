//! Questions, answers and reports are written and read back by serde without a loss.

use mailflow_doctor::intake::{Content, Source};
use mailflow_doctor::question::{Answer, Asked, Question};
use mailflow_doctor::{Report, Session};

use crate::cases::{cases, input};

#[test]
fn a_question_and_its_answer_are_read_back() {
    for case in cases() {
        let sessions = vec![Session { from: "10.0.0.1".into(), to: "EX2016-1".into(), local: None, port: 25 }];
        let later = vec![Source {
            name: "later.txt".into(),
            content: Content::Bytes(case.sources[0].1.clone().into_bytes().into()),
        }];
        for question in [
            Question::Diagnose,
            Question::Land(sessions),
            Question::WhatIf("Set-ReceiveConnector 'EX2016-1\\Relay EX2016-1' -Enabled $false".into()),
            Question::Compare(later),
        ] {
            let asked = Asked { input: input(&case.sources, &case.addresses).into_owned(), question };
            let answer = asked.answer();
            let handed_over: Asked = serde_json::from_str(&serde_json::to_string(&asked).unwrap()).unwrap();
            assert_eq!(handed_over.answer(), answer, "{}", case.name());
            let back: Answer = serde_json::from_str(&serde_json::to_string(&answer).unwrap()).unwrap();
            assert_eq!(back, answer, "{}", case.name());
        }
    }
}

#[test]
fn a_code_that_no_finding_has_is_refused() {
    let report = mailflow_doctor::diagnose(&input(&cases()[0].sources, &cases()[0].addresses));
    let text = serde_json::to_string(&report).unwrap();
    let known = format!("\"code\":\"{}\"", report.findings[0].code);
    assert!(serde_json::from_str::<Report>(&text).is_ok());
    let unknown = text.replacen(&known, "\"code\":\"relay-eats-mail\"", 1);
    assert_ne!(unknown, text);
    let error = serde_json::from_str::<Report>(&unknown).unwrap_err();
    assert!(error.to_string().contains("relay-eats-mail"), "{error}");
}
