//! The stamp of a form: when it was opened and a number of its own, signed. The time gives grace to somebody who was
//! typing when a window closed, and is a measure against spam; by the number a form acts once (see `once`). It is not the
//! cross-site check (see `guard`).

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::clock::Instant;

/// For how many days a stamp is good.
pub const VALID_DAYS: i64 = 7;

/// The number of a form: random, so that no two forms share it.
pub type Nonce = [u8; 12];

/// How much of the signature a stamp carries, in bytes: half of it, the least that RFC 2104, section 5, advises.
const SIGNED: usize = 16;

/// What a good stamp tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// When the form was opened.
    pub opened_at: Instant,
    /// Its number.
    pub nonce: Nonce,
}

/// A stamp for a form that is opened now.
#[must_use]
#[expect(clippy::expect_used, reason = "a machine without randomness cannot keep a session either")]
pub fn make(key: &[u8; 32], now: Instant) -> String {
    let (second, mut nonce) = (now.as_second(), Nonce::default());
    getrandom::fill(&mut nonce).expect("the system has randomness");
    let signature = &mac(key, second, nonce).finalize().into_bytes()[..SIGNED];
    let text = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    format!("{second}.{}.{}", text(&nonce), text(signature))
}

/// Reads a stamp; none where it is not ours, lies ahead, or is older than seven days.
#[must_use]
pub fn read(key: &[u8; 32], stamp: &str, now: Instant) -> Option<Stamp> {
    let (second, rest) = stamp.split_once('.')?;
    let (nonce, signature) = rest.split_once('.')?;
    let second: i64 = second.parse().ok()?;
    let nonce: Nonce = BASE64_URL_SAFE_NO_PAD.decode(nonce).ok()?.try_into().ok()?;
    let signature: [u8; SIGNED] = BASE64_URL_SAFE_NO_PAD.decode(signature).ok()?.try_into().ok()?;
    mac(key, second, nonce).verify_truncated_left(&signature).ok()?;
    let opened_at = Instant(jiff::Timestamp::from_second(second).ok()?);
    let is_good = opened_at <= now && now <= opened_at.plus_days(VALID_DAYS);
    is_good.then_some(Stamp { opened_at, nonce })
}

#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
fn mac(key: &[u8; 32], second: i64, nonce: Nonce) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length fits");
    mac.update(&second.to_be_bytes());
    mac.update(&nonce);
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_good_for_seven_days_and_for_its_own_key_only() {
        let (key, now) = ([7; 32], Instant::parse("2018-07-17T15:00:00Z").expect("an instant"));
        let stamp = make(&key, now);
        let opened = |key: &[u8; 32], stamp: &str, now| read(key, stamp, now).map(|stamp| stamp.opened_at);
        assert_eq!(opened(&key, &stamp, now.plus_days(7)), Some(now));
        assert_eq!(opened(&key, &stamp, now.plus_minutes(7 * 24 * 60 + 1)), None);
        assert_eq!(opened(&key, &stamp, now.plus_minutes(-1)), None);
        assert_eq!(opened(&[8; 32], &stamp, now), None);
        assert_eq!(opened(&key, "1.x", now), None);
    }

    #[test]
    fn every_form_has_a_number_of_its_own_that_cannot_be_changed() {
        let (key, now) = ([7; 32], Instant::parse("2018-07-17T15:00:00Z").expect("an instant"));
        let (one, other) = (make(&key, now), make(&key, now));
        let nonce = |stamp: &str| read(&key, stamp, now).expect("a good stamp").nonce;
        assert_ne!(nonce(&one), nonce(&other));
        let (of_one, of_other): (Vec<&str>, Vec<&str>) =
            (one.split('.').collect(), other.split('.').collect());
        let mixed = format!("{}.{}.{}", of_one[0], of_other[1], of_one[2]);
        assert_eq!(read(&key, &mixed, now), None);
        assert_eq!(read(&key, &format!("{}.{}.", of_one[0], of_one[1]), now), None);
    }
}
