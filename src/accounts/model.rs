//! Passwords and secrets.

use std::sync::LazyLock;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

/// A password, as typed. Never logged.
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password")
    }
}

/// Hashing takes 19 MiB and a core for a while: no more than these at once, however many ask.
static HASHING: Semaphore = Semaphore::const_new(4);

/// Checked when there is no account, so that the answer takes as long as when there is one.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody's password").unwrap_or_default());

impl Password {
    /// The fewest characters (NIST SP 800-63B, 3.1.1.2, for a password that is used alone).
    pub const FEWEST: usize = 12;
    /// The most; longer ones are only work for the hash.
    pub const MOST: usize = 256;

    /// A password that somebody chooses.
    ///
    /// # Errors
    /// A sentence that says what it must be.
    pub fn choose(typed: &str) -> Result<Self, &'static str> {
        match typed.chars().count() {
            0 => Err("Enter a password."),
            n if n < Self::FEWEST => {
                Err("Choose a longer password: at least 12 characters. Several words do well.")
            }
            n if n > Self::MOST => Err("Choose a shorter password: at most 256 characters."),
            _ => Ok(Self(typed.to_owned())),
        }
    }

    /// A password that somebody signs in with.
    #[must_use]
    pub fn given(typed: &str) -> Self {
        Self(typed.chars().take(Self::MOST + 1).collect())
    }

    /// Hashes it (argon2id, OWASP's parameters: 19 MiB, two passes), off the threads that serve.
    ///
    /// # Errors
    /// When it cannot be hashed.
    pub async fn hash(self) -> anyhow::Result<String> {
        let _turn = HASHING.acquire().await?;
        tokio::task::spawn_blocking(move || hash(&self.0)).await?
    }

    /// Whether it is the one that was hashed; `None` stands for an account that does not exist.
    ///
    /// # Errors
    /// When the check cannot be made.
    pub async fn matches(self, hash: Option<String>) -> anyhow::Result<bool> {
        let _turn = HASHING.acquire().await?;
        let exists = hash.is_some();
        let verify = move || {
            let hash = hash.unwrap_or_else(|| NOBODY.clone());
            let parsed = PasswordHash::new(&hash);
            parsed.is_ok_and(|parsed| hasher().verify_password(self.0.as_bytes(), &parsed).is_ok())
        };
        Ok(tokio::task::spawn_blocking(verify).await? && exists)
    }
}

fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

fn hash(password: &str) -> anyhow::Result<String> {
    let hash = hasher().hash_password(password.as_bytes());
    Ok(hash.map_err(|error| anyhow::anyhow!("hashing failed: {error}"))?.to_string())
}

/// A secret of 256 random bits: in a cookie or a link as text, in the database as its hash.
pub struct Secret(String);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn random() -> anyhow::Result<Self> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
        Ok(Self(BASE64_URL_SAFE_NO_PAD.encode(bytes)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only() {
        let hash = Password::given("a long sample password").hash().await.expect("hashed");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(
            Password::given("a long sample password").matches(Some(hash.clone())).await.expect("checked")
        );
        assert!(!Password::given("another password").matches(Some(hash)).await.expect("checked"));
        assert!(!Password::given("nobody's password").matches(None).await.expect("checked"));
    }

    #[test]
    fn a_short_password_is_told_how_long_it_must_be() {
        assert!(Password::choose("eleven char").is_err());
        assert!(Password::choose("twelve chars").is_ok());
        assert!(Password::choose(&"x".repeat(257)).is_err());
    }
}
