//! What the parts of a reply say by themselves, for a reply that no catalogue knows: codes by RFC 5321 and RFC 3463,
//! wrappers.

use super::Words;
use super::template::templates;
use crate::model::SmtpReply;

templates! {
    /// What the parts of a reply say by themselves.
    by_name Status {
        not_in_the_catalogue();
        temporary(code);
        permanent(code);
        no_failure(code);
        no_code();
        /// What an enhanced code says, without and with its detail.
        enhanced(code, subject);
        enhanced_with_detail(code, subject, detail);
        codes_disagree();
        subject_unknown();
        around_front_end(why);
        around_sender(why);
        // By RFC 3463 and the registry that continues it.
        detail_1_0();
        detail_1_1();
        detail_1_2();
        detail_1_3();
        detail_1_4();
        detail_1_6();
        detail_1_7();
        detail_1_8();
        detail_1_10();
        detail_2_0();
        detail_2_1();
        detail_2_2();
        detail_2_3();
        detail_2_4();
        detail_3_0();
        detail_3_1();
        detail_3_2();
        detail_3_3();
        detail_3_4();
        detail_3_5();
        detail_4_0();
        detail_4_1();
        detail_4_2();
        detail_4_3();
        detail_4_4();
        detail_4_5();
        detail_4_6();
        detail_4_7();
        detail_5_0();
        detail_5_1();
        detail_5_2();
        detail_5_3();
        detail_5_4();
        detail_6_0();
        detail_6_1();
        detail_6_3();
        detail_7_0();
        detail_7_1();
        detail_7_2();
        detail_7_3();
        detail_7_4();
        detail_7_5();
        detail_7_6();
        detail_7_7();
        detail_7_8();
        detail_7_9();
        detail_7_11();
        subject_1();
        subject_2();
        subject_3();
        subject_4();
        subject_5();
        subject_6();
        subject_7();
    }
}

impl Words {
    /// What the codes of a reply say by themselves.
    pub(crate) fn parts(&self, reply: &SmtpReply) -> String {
        let say = &self.status;
        let mut told = vec![
            say.not_in_the_catalogue.to_owned(),
            match reply.code {
                Some(code @ 400..=499) => say.temporary(code),
                Some(code @ 500..=599) => say.permanent(code),
                Some(code) => say.no_failure(code),
                None => say.no_code.to_owned(),
            },
        ];
        if let Some((enhanced, (class, rest))) =
            reply.enhanced_code.as_deref().and_then(|e| Some((e, e.split_once('.')?)))
        {
            let part = |name: String| say.entries().iter().find(|entry| entry.name == name).map(|entry| entry.text);
            let subject = rest.split('.').next().unwrap_or_default();
            let subject = part(format!("subject_{subject}")).unwrap_or(say.subject_unknown);
            told.push(match part(format!("detail_{}", rest.replace('.', "_"))) {
                Some(detail) => say.enhanced_with_detail(enhanced, subject, detail),
                None => say.enhanced(enhanced, subject),
            });
            if reply.code.is_some_and(|code| !code.to_string().starts_with(class)) {
                told.push(say.codes_disagree.to_owned());
            }
        }
        told.join(" ")
    }

    /// A reason, and what the wrapper around the reply means where it is not the usual one.
    pub(crate) fn with_wrapper(&self, why: String, outer: &str) -> String {
        if outer.contains("outbound frontend") {
            self.status.around_front_end(why)
        } else if outer.contains("communicating with") || outer.starts_with("451 4.4.397") {
            self.status.around_sender(why)
        } else {
            why
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Language;

    #[test]
    fn parts_of_an_unknown_reply() {
        let reply = |code, enhanced: &str| SmtpReply {
            code,
            enhanced_code: Some(enhanced.to_owned()).filter(|e| !e.is_empty()),
            text: "Words".to_owned(),
        };
        let said = |code, enhanced| crate::words::of(Language::English).parts(&reply(code, enhanced));
        assert!(
            said(Some(450), "4.2.2")
                .ends_with("450: not now, the sender tries again. 4.2.2, by RFC 3463: mailbox, mailbox full.")
        );
        assert!(said(Some(451), "5.7.99").contains("security or policy. The two disagree"));
        assert!(said(Some(550), "").ends_with("550: never, the message goes back."));
        assert!(said(Some(250), "2.1.5").contains("250 is no failure code"));
        assert!(said(None, "").ends_with("No SMTP code can be read in it."));
        let german = crate::words::of(Language::German).parts(&reply(Some(450), "4.2.2"));
        assert!(german.ends_with("Postfach, Postfach voll."));
    }
}
