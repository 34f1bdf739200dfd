//! What calendars answer by mail (RFC 5546, 3.2.3; RFC 6047): somebody pressed “Accept” on an entry that we mailed.

use mail_parser::{Message, MessageParser, MimeHeaders};

use super::{Sender, notice::recipients};

/// How much of a comment is kept, in characters.
const COMMENT: usize = 300;

/// An answer, read and not believed yet: the address that it came to is ours, and tells whose answer it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarAnswer {
    /// What it is about, as in [`Sender::answer_address`].
    pub of: i64,
    /// Whose calendar was asked.
    pub person: i64,
    /// Who answers, an address: the entry may have been passed on to somebody else.
    pub email: String,
    /// PARTSTAT (RFC 5545, 3.2.12), in capitals.
    pub partstat: String,
    /// Which version of the entry was answered.
    pub sequence: i32,
    /// What was written beside.
    pub comment: String,
}

impl CalendarAnswer {
    /// Reads what arrived, for `recipient` where the server says so; none when it is no such answer.
    #[must_use]
    pub fn read(sender: &Sender, raw: &[u8], recipient: Option<&str>) -> Option<Self> {
        let message = MessageParser::default().parse(raw)?;
        let (of, person) = recipient
            .and_then(|recipient| sender.answer_of(recipient))
            .or_else(|| recipients(&message).find_map(|address| sender.answer_of(address)))?;
        let lines = lines(&calendar(&message)?);
        let value = |name: &str| {
            let mut lines = lines.iter().filter_map(|line| line.split_once(':'));
            let found =
                lines.find(|(head, _)| head.split(';').next().unwrap_or_default().eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.trim())
        };
        if !value("METHOD")?.eq_ignore_ascii_case("REPLY") {
            return None;
        }
        let (email, partstat) = lines.iter().find_map(|line| attendee(line))?;
        let sequence = value("SEQUENCE").and_then(|number| number.parse().ok()).unwrap_or_default();
        let comment = value("COMMENT").map(unescaped).unwrap_or_default();
        Some(Self { of, person, email, partstat, sequence, comment })
    }
}

fn calendar(message: &Message<'_>) -> Option<String> {
    let part = message.parts.iter().find(|part| part.is_content_type("text", "calendar"))?;
    Some(String::from_utf8_lossy(part.contents()).into_owned())
}

/// Unfolded (RFC 5545, 3.1).
fn lines(calendar: &str) -> Vec<String> {
    let plain = calendar.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    plain.lines().map(str::to_owned).collect()
}

/// Who answers, and what: `ATTENDEE;PARTSTAT=ACCEPTED;CN="A: B":mailto:sample@example.org`.
fn attendee(line: &str) -> Option<(String, String)> {
    let lower = line.to_ascii_lowercase();
    let at = lower.strip_prefix("attendee").and_then(|_| lower.rfind(":mailto:"))?;
    let partstat = lower[..at].split(';').find_map(|part| part.strip_prefix("partstat="))?;
    let email = lower[at + ":mailto:".len()..].trim().to_owned();
    Some((email, partstat.trim_matches('"').to_ascii_uppercase()))
}

/// A text (RFC 5545, 3.3.11), shortened.
fn unescaped(text: &str) -> String {
    let (mut plain, mut letters) = (String::new(), text.chars());
    while let Some(letter) = letters.next() {
        plain.push(match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => ' ',
                Some(other) => other,
                None => break,
            },
            other => other,
        });
    }
    plain.chars().filter(|c| !c.is_control()).take(COMMENT).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender() -> Sender {
        Sender { domain: "bpf.example.org".into(), key: [7; 32] }
    }

    fn mail(calendar: &str) -> String {
        let to = sender().answer_address(4, 17);
        format!(
            "From: sample@example.org\nTo: {to}\nSubject: Accepted\nContent-Type: text/calendar; method=REPLY\n\n{calendar}"
        )
    }

    #[test]
    fn an_answer_is_read_folded_and_quoted_as_calendars_write_it() {
        let calendar = "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nSEQUENCE:2\nATTENDEE;CN=\"Sample: P\";PARTSTAT=DECL\n INED:MAILTO:Sample@Example.org\nCOMMENT;LANGUAGE=en:On a train\\, sorry\\nS.\nEND:VEVENT\nEND:VCALENDAR\n";
        let answer = CalendarAnswer::read(&sender(), mail(calendar).as_bytes(), None).expect("an answer");
        assert_eq!((answer.of, answer.person, answer.sequence), (4, 17, 2));
        assert_eq!((answer.email.as_str(), answer.partstat.as_str()), ("sample@example.org", "DECLINED"));
        assert_eq!(answer.comment, "On a train, sorry S.");
    }

    #[test]
    fn what_is_no_answer_to_an_address_of_ours_is_none() {
        let reply = "BEGIN:VCALENDAR\nMETHOD:REPLY\nATTENDEE;PARTSTAT=ACCEPTED:mailto:sample@example.org\n";
        let read = |raw: &str| CalendarAnswer::read(&sender(), raw.as_bytes(), None);
        assert!(read(&mail(reply)).is_some());
        for other in [
            mail(&reply.replace("REPLY", "REQUEST")),
            mail(&reply.replace(";PARTSTAT=ACCEPTED", "")),
            mail("ATTENDEE"),
            mail("").replace("text/calendar", "text/plain"),
            mail(reply).replace("rsvp+4-17", "rsvp+4-18"),
            String::new(),
        ] {
            assert_eq!(read(&other), None, "{other}");
        }
    }
}
