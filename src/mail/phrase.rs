//! A name in a header, as RFC 2047 wants it.

use base64::{Engine, engine::general_purpose::STANDARD};

/// How many bytes of UTF-8 fit into one encoded word of at most 75 characters (RFC 2047, 2).
const LONGEST: usize = 45;

/// How long a line of a header may be (RFC 5322, 2.1.1).
const LINE: usize = 76;

/// A name and an address, folded; `used` is what stands before on the first line.
///
/// Only words that need it are encoded, and they are parted between words: some programs show a space wherever one
/// encoded word follows another.
#[must_use]
pub fn mailbox(name: &str, address: &str, used: usize) -> String {
    let mut tokens = Vec::new();
    let mut run = String::new();
    for word in name.split_whitespace() {
        if word.bytes().all(is_atom) {
            encode(&mut tokens, &mut run);
            tokens.push(word.to_owned());
            continue;
        }
        // The space between two encoded words is not shown: it stands within the second.
        let next = if run.is_empty() { word.to_owned() } else { format!(" {word}") };
        if run.len() + next.len() > LONGEST {
            encode(&mut tokens, &mut run);
        }
        run.push_str(&next);
    }
    encode(&mut tokens, &mut run);
    tokens.push(format!("<{address}>"));
    fold(&tokens, used)
}

/// What may stand in a name as it is (RFC 2047, 5.3); a dot may not.
fn is_atom(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!*+-/".contains(&byte)
}

fn encode(tokens: &mut Vec<String>, run: &mut String) {
    let mut rest = std::mem::take(run);
    while !rest.is_empty() {
        let end =
            (0..=rest.len().min(LONGEST)).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let after = rest.split_off(end);
        tokens.push(format!("=?utf-8?b?{}?=", STANDARD.encode(&rest)));
        rest = after;
    }
}

fn fold(tokens: &[String], used: usize) -> String {
    let (mut folded, mut length) = (String::new(), used);
    for token in tokens {
        let first = folded.is_empty();
        if length + 1 + token.len() > LINE && length > 1 {
            folded.push_str("\r\n ");
            length = 1;
        } else if !first {
            folded.push(' ');
            length += 1;
        }
        folded.push_str(token);
        length += token.len();
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::mailbox;

    #[test]
    fn a_plain_name_stands_as_it_is_and_others_are_encoded_by_the_word() {
        assert_eq!(mailbox("Sample Person", "a@example.org", 6), "Sample Person <a@example.org>");
        assert_eq!(
            mailbox("Zoë via Intersession", "a@example.org", 6),
            "=?utf-8?b?Wm/Dqw==?= via Intersession <a@example.org>"
        );
        assert_eq!(mailbox("A \"B\"", "a@example.org", 6), "A =?utf-8?b?IkIi?= <a@example.org>");
    }

    #[test]
    fn no_line_is_longer_than_it_may_be() {
        for name in ["é".repeat(100), "Zoë Œuvre ".repeat(9), "Sample ".repeat(14)] {
            let folded = mailbox(&name, "no-reply@bpf.example.org", 6);
            let mut lines = folded.split("\r\n");
            assert!(lines.next().is_some_and(|line| line.len() + 6 <= 76), "{folded}");
            assert!(lines.all(|line| line.len() <= 76), "{folded}");
        }
    }
}
