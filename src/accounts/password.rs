//! Passwords.

use std::sync::LazyLock;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
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

    /// A password that somebody chooses, who is known by these words (their name, their address): neither one that
    /// many use nor one made of those words (NIST SP 800-63B, 3.1.1.2, "blocklist").
    ///
    /// # Errors
    /// A sentence that says what it must be.
    pub fn choose(typed: &str, known_by: &[&str]) -> Result<Self, &'static str> {
        match typed.chars().count() {
            0 => return Err("Enter a password."),
            n if n < Self::FEWEST => {
                return Err("Choose a longer password: at least 12 characters. Several words do well.");
            }
            n if n > Self::MOST => return Err("Choose a shorter password: at most 256 characters."),
            _ => {}
        }
        let words = known_by.iter().flat_map(|words| words.split([' ', '@', '.'])).chain(["intersession"]);
        let words: Vec<&str> = words.filter(|word| word.chars().count() > 2).collect();
        let rest =
            words.iter().fold(typed.to_lowercase(), |rest, word| rest.replace(&word.to_lowercase(), ""));
        if rest.chars().count() < Self::FEWEST - 4
            || zxcvbn::zxcvbn(typed, &words).score() < zxcvbn::Score::Three
        {
            return Err(
                "Choose another password: this one is common, or easily guessed. Several words that do not belong together do well.",
            );
        }
        Ok(Self(typed.to_owned()))
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
        assert!(Password::choose("eleven char", &[]).is_err());
        assert!(Password::choose("seven otters knit", &[]).is_ok());
        assert!(Password::choose(&"x".repeat(257), &[]).is_err());
    }

    #[test]
    fn a_password_that_many_use_or_that_is_ones_own_name_is_refused() {
        for guessed in
            ["password1234", "qwertyuiop123", "aaaaaaaaaaaaaaaa", "intersession2018", "123456789012"]
        {
            assert!(Password::choose(guessed, &[]).is_err(), "{guessed}");
        }
        let known_by = ["Sample Facilitator", "facilitator@example.org"];
        assert!(Password::choose("facilitator-sample1", &known_by).is_err());
    }
}
