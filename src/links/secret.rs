//! The secrets by which a link is found, and the codes that people type in place of it.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// A secret of 256 random bits: in a cookie or a link as text, in the database as its hash.
pub struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn random() -> anyhow::Result<Self> {
        Ok(Self(BASE64_URL_SAFE_NO_PAD.encode(random::<32>()?)))
    }

    /// The one that follows from a site's key and a nonce (HMAC-SHA256).
    #[must_use]
    pub fn derived(key: &[u8; 32], nonce: &[u8]) -> Self {
        // A key of 32 bytes is shorter than SHA-256's block, which HMAC fills up.
        let mut block = [0; 64];
        block[..32].copy_from_slice(key);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(b"personal link\0");
        mac.update(nonce);
        Self(BASE64_URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }

    /// One that came in.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// As text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// SHA-256: the text is random enough that no slow hash is needed.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

/// A code that people type from a mail: eight letters and digits, `K7F2-9QXM`. It has 40 random bits, and is only
/// good with its ticket and for a few tries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code(String);

/// Crockford's Base 32: no letter that reads as a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Code {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn random() -> anyhow::Result<Self> {
        Ok(Self(random::<8>()?.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()))
    }

    /// One that was typed: spaces and hyphens do not count, nor does case, and O, I, L read as 0, 1, 1.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        let read = |c: char| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        Self(text.chars().filter(char::is_ascii_alphanumeric).map(read).take(16).collect())
    }

    /// In two groups of four.
    #[must_use]
    pub fn text(&self) -> String {
        let (one, two) = self.0.split_at_checked(4).unwrap_or((&self.0, ""));
        format!("{one}-{two}")
    }

    /// SHA-256 of the code and its ticket: without the ticket a stolen table does not tell the code.
    #[must_use]
    pub fn hash(&self, ticket: &Secret) -> Vec<u8> {
        Sha256::new()
            .chain_update(ticket.text())
            .chain_update(b"\0")
            .chain_update(&self.0)
            .finalize()
            .to_vec()
    }
}

fn random<const N: usize>() -> anyhow::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Code, Secret};

    #[test]
    fn a_derived_secret_is_the_same_for_one_key_and_nonce_only() {
        let secret = |key: u8, nonce: &[u8]| Secret::derived(&[key; 32], nonce).text().to_owned();
        assert_eq!(secret(1, b"one"), secret(1, b"one"));
        assert_ne!(secret(1, b"one"), secret(1, b"two"));
        assert_ne!(secret(1, b"one"), secret(2, b"one"));
        assert_eq!(secret(1, b"one").len(), 43);
    }

    #[test]
    fn a_code_is_typed_as_people_type() {
        let code = Code::random().expect("random");
        let text = code.text();
        assert_eq!((text.len(), text.as_bytes()[4]), (9, b'-'));
        assert_eq!(Code::typed(&text.to_lowercase().replace('-', " ")), code);
        assert_eq!(Code::typed("o1-Il"), Code::typed("0111"));
        assert_ne!(code.hash(&Secret::from_text("one")), code.hash(&Secret::from_text("two")));
    }
}
