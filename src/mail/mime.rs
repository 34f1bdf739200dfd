//! A message as it goes over the wire: its headers, and its parts as others' programs expect them.

use std::time::SystemTime;

use anyhow::Context;
use lettre::{
    Address, Message,
    address::Envelope,
    message::{
        Attachment, Body, Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue, Headers, MIME_VERSION_1_0},
    },
};
use sha2::{Digest, Sha256};

use super::{Priority, Sender, html, our_address, phrase, store::Due};
use crate::clock::Instant;

/// How long a subject may be; what is longer ends in an ellipsis. Mail programs show some eighty characters.
const LONGEST_SUBJECT: usize = 250;

/// How long a name may be.
const LONGEST_NAME: usize = 100;

/// How much is kept of what another server said.
const LONGEST_SAID: usize = 1000;

/// How long the key of a thread may be within its Message-ID, which cannot be folded.
const LONGEST_KEY: usize = 200;

impl Sender {
    /// The message, and the envelope that it travels in.
    ///
    /// # Errors
    /// When an address cannot be read.
    pub fn message(&self, due: &Due, now: Instant) -> anyhow::Result<Message> {
        let to: Address = due.recipient.parse().context("The address cannot be read.")?;
        let return_path = self.return_path(due.id).parse().context("The return path cannot be read.")?;
        let mut message = Message::builder()
            .from(Mailbox::new(None, self.ours()?))
            .to(Mailbox::new(None, to.clone()))
            .envelope(Envelope::new(Some(return_path), vec![to])?)
            .subject(short(&one_line(&due.subject), LONGEST_SUBJECT))
            .date(SystemTime::from(now.0))
            .message_id(Some(format!("<{}>", self.message_id(due.id))));
        if let Some(reply_to) = &due.reply_to {
            let address = reply_to.parse().context("The address for answers cannot be read.")?;
            message = message.reply_to(Mailbox::new(None, address));
        }
        for (name, value) in self.further_headers(due) {
            message = message.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value));
        }
        let (kind, body) = parts(due)?.below_own_headers()?;
        let mut message = message.header(MIME_VERSION_1_0).header(kind).body(body)?;
        message.headers_mut().insert_raw(self.from(due.sender_name.as_deref())?);
        Ok(message)
    }

    fn ours(&self) -> anyhow::Result<Address> {
        our_address(&self.domain).parse().context("Our own address cannot be read.")
    }

    fn from(&self, name: Option<&str>) -> anyhow::Result<HeaderValue> {
        let name = name.map(one_line).filter(|name| !name.is_empty());
        let name = name.map_or_else(
            || "Intersession".to_owned(),
            |name| format!("{} via Intersession", short(&name, LONGEST_NAME)),
        );
        let (header, ours) = (HeaderName::new_from_ascii_str("From"), self.ours()?);
        let encoded = phrase::mailbox(&name, ours.as_ref(), "From: ".len());
        Ok(HeaderValue::dangerous_new_pre_encoded(header, format!("{name} <{ours}>"), encoded))
    }

    fn further_headers(&self, due: &Due) -> Vec<(&'static str, String)> {
        // RFC 3834, 5: nobody's holiday notice answers a machine.
        let mut headers = vec![("Auto-Submitted", "auto-generated".to_owned())];
        if let Some(thread) = &due.thread {
            // Nobody has a message of this name: all that name it stay together, and none is an answer.
            headers.push(("References", format!("<{}@{}>", thread_key(thread), self.domain)));
        }
        if due.priority == Priority::Bulk {
            headers.push(("Precedence", "bulk".to_owned()));
        }
        if let Some(list) = &due.list {
            let id = format!("<{}.{}>", atoms(&list.id), self.domain);
            let name = short(&one_line(&list.name), LONGEST_NAME);
            let plain = |c: char| c.is_ascii() && !matches!(c, '"' | '\\');
            let phrase = if name.is_empty() { String::new() } else { format!("\"{name}\" ") };
            headers.push(("List-Id", if name.chars().all(plain) { format!("{phrase}{id}") } else { id }));
            headers.extend(list.archive.as_ref().map(|url| ("List-Archive", bracketed(url))));
            headers.extend(list.help.as_ref().map(|url| ("List-Help", bracketed(url))));
        }
        if let Some(url) = &due.unsubscribe_url {
            headers.push(("List-Unsubscribe", bracketed(url)));
            headers.push(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
        headers
    }
}

enum Parts {
    One(SinglePart),
    Many(MultiPart),
}

impl Parts {
    /// What they are and what they hold, so that their `Content-Type` stands among the headers of the message: what
    /// stands with a part is not signed.
    fn below_own_headers(self) -> anyhow::Result<(ContentType, Body)> {
        let kind =
            |headers: &Headers| headers.get::<ContentType>().context("A part does not say what it is.");
        match self {
            Self::One(part) => {
                let encoding = part.headers().get().unwrap_or(ContentTransferEncoding::SevenBit);
                let body = Body::dangerous_pre_encoded(part.raw_body().to_vec(), encoding);
                Ok((kind(part.headers())?, body))
            }
            Self::Many(parts) => {
                let whole = parts.formatted();
                let end =
                    whole.windows(4).position(|bytes| bytes == b"\r\n\r\n").context("Parts have no head.")?;
                // Each part is encoded where it needs to be, so that all of it is ASCII.
                let body =
                    Body::dangerous_pre_encoded(whole[end + 4..].to_vec(), ContentTransferEncoding::SevenBit);
                Ok((kind(parts.headers())?, body))
            }
        }
    }
}

/// Plain text first, then the same as HTML, then the invitation: a program shows the last that it knows. The file is
/// for programs that know no invitations.
fn parts(due: &Due) -> anyhow::Result<Parts> {
    let text = SinglePart::plain(due.body.clone());
    if due.html.is_none() && due.calendar.is_none() {
        return Ok(Parts::One(text));
    }
    let mut alternative = MultiPart::alternative().singlepart(text);
    if let Some(content) = &due.html {
        alternative =
            alternative.singlepart(SinglePart::html(html::document(&one_line(&due.subject), content)));
    }
    let Some(calendar) = &due.calendar else { return Ok(Parts::Many(alternative)) };

    let method =
        if calendar.lines().any(|line| line.trim_end() == "METHOD:CANCEL") { "CANCEL" } else { "REQUEST" };
    let kind = ContentType::parse(&format!("text/calendar; charset=utf-8; method={method}"))?;
    let encoded = |calendar: &String| {
        Body::new_with_encoding(calendar.clone(), ContentTransferEncoding::Base64)
            .map_err(|_| anyhow::anyhow!("The invitation cannot be encoded."))
    };
    alternative = alternative.singlepart(SinglePart::builder().header(kind.clone()).body(encoded(calendar)?));
    let file = Attachment::new("invite.ics".to_owned()).body(encoded(calendar)?, kind);
    Ok(Parts::Many(MultiPart::mixed().multipart(alternative).singlepart(file)))
}

/// An address in angle brackets: no space, line break or bracket of its own ends it early.
fn bracketed(url: &str) -> String {
    let kept = url.chars().filter(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>'));
    format!("<{}>", kept.collect::<String>())
}

/// The key of a thread as it may stand before the `@` of a Message-ID (RFC 5322, 3.6.4).
fn thread_key(key: &str) -> String {
    let atoms = atoms(key);
    if atoms.len() <= LONGEST_KEY && !atoms.is_empty() {
        return format!("{atoms}.thread");
    }
    let hash = Sha256::digest(key.as_bytes());
    let start: [u8; 16] = std::array::from_fn(|at| hash[at]);
    format!("{:032x}.thread", u128::from_be_bytes(start))
}

/// Atoms parted by dots (RFC 5322, 3.2.3): a slash is a dot, all else that may not stand there is written in numbers.
fn atoms(text: &str) -> String {
    let mut atoms = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => atoms.push(char::from(byte)),
            b'/' | b'.' => {
                if !atoms.is_empty() && !atoms.ends_with('.') {
                    atoms.push('.');
                }
            }
            other => {
                let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or_default();
                atoms.extend(['=', digit(other >> 4), digit(other & 15)]);
            }
        }
    }
    atoms.trim_end_matches('.').to_owned()
}

/// What another server said, as it may be kept: one line, not too long.
pub(super) fn kept(said: &str) -> String {
    short(&one_line(said), LONGEST_SAID)
}

/// Text as one line that reads as it was written: no control, no override of direction.
fn one_line(text: &str) -> String {
    let kept = |c: &char| {
        c.is_whitespace()
            || !(c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
    };
    let text: String = text.chars().filter(kept).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_becomes_atoms() {
        assert_eq!(thread_key("/cybersecurity/2018/meetings/2"), "cybersecurity.2018.meetings.2.thread");
        assert_eq!(thread_key("a b>@c\r\n"), "a=20b=3e=40c=0d=0a.thread");
        assert!(thread_key(&"x".repeat(400)).len() < 60 && thread_key("").len() < 60);
    }

    #[test]
    fn a_line_has_no_breaks_and_no_overrides() {
        assert_eq!(one_line(" Sample\r\nBcc: x\u{2028}\u{202E}\u{7}  Person "), "Sample Bcc: x Person");
        assert_eq!(short(&"é".repeat(300), 250).chars().count(), 250);
    }
}
