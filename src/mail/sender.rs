//! Who we are in what we send: our addresses, and which of those that come back are ours.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The address that all our mail comes from.
#[must_use]
pub fn our_address(domain: &str) -> String {
    format!("no-reply@{domain}")
}

/// Who we are in what we send.
#[derive(Debug, Clone)]
pub struct Sender {
    /// The name after the `@` of our addresses, and in Message-IDs.
    pub domain: String,
    /// Proves that an answer from a mail server is about a message of ours.
    pub key: [u8; 32],
}

impl Sender {
    /// Where a server tells that a message could not be delivered: `bounce+{id}.{mac}@domain` (VERP).
    #[must_use]
    pub fn return_path(&self, id: i64) -> String {
        format!("bounce+{id}.{}@{}", self.mac(id), self.domain)
    }

    /// The same for each attempt; nobody but its readers can guess it.
    #[must_use]
    pub fn message_id(&self, id: i64) -> String {
        format!("{id}.{}@{}", self.mac(id), self.domain)
    }

    /// Reads the message out of `bounce+{id}.{mac}@domain` or `{id}.{mac}@domain`; none when it is not ours.
    #[must_use]
    pub fn message_of(&self, address: &str) -> Option<i64> {
        // Some servers write addresses in capitals.
        let address = address.trim_matches(['<', '>', ' ']).to_ascii_lowercase();
        let (local, domain) = address.rsplit_once('@')?;
        let (id, mac) = local.strip_prefix("bounce+").unwrap_or(local).split_once('.')?;
        let id = id.parse().ok()?;
        (self.mac(id) == mac && domain.eq_ignore_ascii_case(&self.domain)).then_some(id)
    }

    /// Where the calendar of somebody answers for them: `rsvp+{of}-{person}.{mac}@domain`.
    #[must_use]
    pub fn answer_address(&self, of: i64, person: i64) -> String {
        format!("rsvp+{of}-{person}.{}@{}", self.mac_of(b"rsvp ", &[of, person]), self.domain)
    }

    /// Reads what it is about, and the person, out of such an address; none when it is not ours.
    #[must_use]
    pub fn answer_of(&self, address: &str) -> Option<(i64, i64)> {
        let address = address.trim_matches(['<', '>', ' ']).to_ascii_lowercase();
        let (local, domain) = address.rsplit_once('@')?;
        let (numbers, mac) = local.strip_prefix("rsvp+")?.split_once('.')?;
        let (of, person) = numbers.split_once('-')?;
        let (of, person) = (of.parse().ok()?, person.parse().ok()?);
        let is_ours =
            self.mac_of(b"rsvp ", &[of, person]) == mac && domain.eq_ignore_ascii_case(&self.domain);
        is_ours.then_some((of, person))
    }

    fn mac(&self, id: i64) -> String {
        self.mac_of(b"bounce ", &[id])
    }

    /// Ten letters from 50 bits: whoever guesses has one try for each message that is sent.
    fn mac_of(&self, what: &[u8], numbers: &[i64]) -> String {
        const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("any length is a key");
        mac.update(what);
        for number in numbers {
            mac.update(&number.to_be_bytes());
        }
        let bytes = mac.finalize().into_bytes();
        bytes.iter().take(10).map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender() -> Sender {
        Sender { domain: "bpf.example.org".into(), key: [7; 32] }
    }

    #[test]
    fn a_return_path_leads_back_to_its_message_and_cannot_be_guessed() {
        let sender = sender();
        let path = sender.return_path(42);
        assert_eq!(sender.message_of(&path), Some(42));
        assert_eq!(sender.message_of(&path.to_uppercase()), Some(42));
        assert_eq!(sender.message_of(&format!("<{}>", sender.message_id(42))), Some(42));
        for forged in
            [path.replace("42", "43"), "bounce+42.@bpf.example.org".into(), path.replace("bpf", "other")]
        {
            assert_eq!(sender.message_of(&forged), None, "{forged}");
        }
        assert_ne!(Sender { key: [8; 32], ..sender.clone() }.return_path(42), path);
    }

    #[test]
    fn an_address_for_answers_is_of_one_person_and_cannot_be_guessed() {
        let sender = sender();
        let address = sender.answer_address(4, 17);
        assert_eq!(sender.answer_of(&address.to_uppercase()), Some((4, 17)));
        assert_eq!((sender.answer_of(&sender.return_path(4)), sender.message_of(&address)), (None, None));
        for forged in
            [address.replace("4-17", "4-18"), address.replace("bpf", "other"), "rsvp+4-17.@x".into()]
        {
            assert_eq!(sender.answer_of(&forged), None, "{forged}");
        }
    }
}
