//! The stamp of a form: when it was opened, signed. It gives grace to somebody who was typing when a window
//! closed, and is a measure against spam; it is not the cross-site check (see `guard`).

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::clock::Instant;

/// For how long a stamp is good.
const VALID_DAYS: i64 = 7;

/// A stamp for a form that is opened now.
#[must_use]
pub fn make(key: &[u8; 32], now: Instant) -> String {
    let second = now.as_second();
    format!("{second}.{}", BASE64_URL_SAFE_NO_PAD.encode(mac(key, second).finalize().into_bytes()))
}

/// When the form was opened; none where the stamp is not ours, lies ahead, or is older than seven days.
#[must_use]
pub fn opened(key: &[u8; 32], stamp: &str, now: Instant) -> Option<Instant> {
    let (second, signature) = stamp.split_once('.')?;
    let second: i64 = second.parse().ok()?;
    mac(key, second).verify_slice(&BASE64_URL_SAFE_NO_PAD.decode(signature).ok()?).ok()?;
    let opened = Instant(jiff::Timestamp::from_second(second).ok()?);
    (opened <= now && now <= opened.plus_days(VALID_DAYS)).then_some(opened)
}

#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
fn mac(key: &[u8; 32], second: i64) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length fits");
    mac.update(&second.to_be_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_good_for_seven_days_and_for_its_own_key_only() {
        let (key, now) = ([7; 32], Instant::parse("2018-07-17T15:00:00Z").expect("an instant"));
        let stamp = make(&key, now);
        assert_eq!(opened(&key, &stamp, now.plus_days(7)), Some(now));
        assert_eq!(opened(&key, &stamp, now.plus_minutes(7 * 24 * 60 + 1)), None);
        assert_eq!(opened(&key, &stamp, now.plus_minutes(-1)), None);
        assert_eq!(opened(&[8; 32], &stamp, now), None);
        assert_eq!(opened(&key, "1.x", now), None);
    }
}
