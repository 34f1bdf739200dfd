//! What a mail server says about a message of ours (RFC 3464), read from whatever arrives at our return paths.

use base64::{Engine, engine::general_purpose::STANDARD};
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};
use sha2::{Digest, Sha256};

use super::{Sender, health::BounceKind};

/// What arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The message that it is about, proven by its code.
    pub message: Option<i64>,
    /// What it says.
    pub says: Says,
    /// Its own Message-ID, else a hash of it.
    pub key: String,
}

/// What a notice says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// The message was not delivered.
    Failed {
        /// For good or for now.
        kind: BounceKind,
        /// The status of RFC 3463.
        status: String,
        /// What the other server said.
        said: String,
    },
    /// The message is late, was passed on or was delivered: nothing came back.
    Fine,
    /// No machine can read it: the beginning of its text.
    Unknown(String),
}

/// How much of a text that nobody can read is kept, in characters.
const KEPT: usize = 500;

/// Where a server writes to whom it delivered.
const RECIPIENTS: [&str; 5] = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To"];

/// What stands above mail and above nothing else.
const OF_MAIL: [&str; 7] = ["From", "To", "Subject", "Date", "Message-ID", "Received", "Return-Path"];

impl Notice {
    /// Reads what arrived, for `recipient` where the server says so; none when it is no message at all.
    #[must_use]
    pub fn read(sender: &Sender, raw: &[u8], recipient: Option<&str>) -> Option<Self> {
        let notice = MessageParser::default().parse(raw).filter(|message| !message.headers().is_empty())?;
        // A line of text with a colon parses too. A notice may say nothing of who it is from: RFC 5321, 4.5.5 has it come
        // from nobody.
        let is_mail = notice.headers().iter().any(|header| OF_MAIL.contains(&header.name()));
        if !is_mail {
            return None;
        }
        let key = match notice.message_id() {
            Some(id) if id.len() <= 500 && id.chars().all(|c| c.is_ascii_graphic()) => format!("notice {id}"),
            _ => format!("hash {}", STANDARD.encode(Sha256::digest(raw))),
        };
        let message = recipient
            .and_then(|recipient| sender.message_of(recipient))
            .or_else(|| own_recipient(sender, &notice))
            .or_else(|| returned(sender, &notice));
        Some(Self { message, says: says(&notice), key })
    }
}

/// The message whose return path this was delivered to.
fn own_recipient(sender: &Sender, notice: &Message<'_>) -> Option<i64> {
    recipients(notice).find_map(|address| sender.message_of(address))
}

/// Every address to which a message says that it went.
pub(super) fn recipients<'a>(message: &'a Message<'_>) -> impl Iterator<Item = &'a str> {
    let headers = RECIPIENTS.iter().filter_map(|name| message.header_raw(*name));
    let words = headers.flat_map(|raw| raw.split([' ', ',', '<', '>', '\r', '\n', '\t']));
    words.filter(|word| word.contains('@'))
}

/// The message that is sent back within, whole or its headers alone.
fn returned(sender: &Sender, notice: &Message<'_>) -> Option<i64> {
    notice.parts.iter().find_map(|part| {
        let headers;
        let inner = match &part.body {
            PartType::Message(inner) => inner,
            _ if part.is_content_type("text", "rfc822-headers") => {
                headers = MessageParser::default().parse(part.contents())?;
                &headers
            }
            _ => return None,
        };
        sender.message_of(inner.message_id()?)
    })
}

fn says(notice: &Message<'_>) -> Says {
    let report = notice.parts.iter().find(|part| part.is_content_type("message", "delivery-status"));
    let Some(report) = report.filter(|_| is_report(notice)) else {
        return Says::Unknown(for_a_person(notice, &first_text(notice)));
    };
    // A block of fields about the whole, then one for each recipient; a message of ours has one.
    let text = String::from_utf8_lossy(inner_bytes(report)).replace("\r\n", "\n");
    let mut fine = false;
    for block in text.split("\n\n") {
        let block = format!("{}\n\n", block.trim());
        let Some(fields) = MessageParser::default().parse(block.as_bytes()) else { continue };
        let field = |name: &'static str| {
            fields.header_raw(name).map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let Some(action) = field("Action") else { continue };
        if !action.to_ascii_lowercase().starts_with("failed") {
            fine = true;
            continue;
        }
        let status = field("Status").unwrap_or_default();
        let status = status.split([' ', '(']).next().unwrap_or_default().to_owned();
        // What says that it failed and not how is taken to be for now.
        let kind = if status.starts_with("5.") { BounceKind::Hard } else { BounceKind::Soft };
        let said = field("Diagnostic-Code").unwrap_or_default();
        let said = said.split_once(';').map_or(said.as_str(), |(_, said)| said).trim().to_owned();
        return Says::Failed { kind, status, said };
    }
    if fine { Says::Fine } else { Says::Unknown(for_a_person(notice, &text)) }
}

/// Who wrote, about what, and the beginning of it: for whoever has to make out what a machine could not.
fn for_a_person(notice: &Message<'_>, text: &str) -> String {
    let sender = notice.from().and_then(|from| from.first());
    let name = sender.and_then(|sender| sender.name()).unwrap_or_default();
    let address = sender.and_then(|sender| sender.address()).unwrap_or("nobody");
    let from = if name.is_empty() { address.to_owned() } else { format!("{name} <{address}>") };
    let subject = notice.subject().unwrap_or("no subject");
    let text: String = text.chars().take(KEPT).collect();
    format!("From {from}: “{subject}”. {text}")
}

/// The first part that is text of any kind: an answer of a calendar has no other.
fn first_text(notice: &Message<'_>) -> String {
    if let Some(text) = notice.body_text(0) {
        return text.into_owned();
    }
    let mut parts = notice.parts.iter();
    let text =
        parts.find(|part| part.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("text")));
    text.map(|part| String::from_utf8_lossy(part.contents()).into_owned()).unwrap_or_default()
}

fn is_report(notice: &Message<'_>) -> bool {
    notice.is_content_type("multipart", "report")
}

/// The parser takes a report of fields for a message, or for bytes.
fn inner_bytes<'a>(part: &'a MessagePart<'_>) -> &'a [u8] {
    match &part.body {
        PartType::Message(inner) => &inner.raw_message,
        _ => part.contents(),
    }
}
