//! A limit, and to whom it is counted.

use std::net::IpAddr;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// So many at once, then one every so often (a leaky bucket, by the generic cell rate algorithm of ITU-T I.371).
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// What is limited, as in `sign_in`.
    pub purpose: &'static str,
    /// How many may come at once.
    pub burst: i32,
    /// After how many seconds one more may come.
    pub seconds: i32,
}

impl Limit {
    /// After what time one more may come, at the latest: "20 minutes".
    #[must_use]
    pub fn wait(&self) -> String {
        match (self.seconds + 59) / 60 {
            1 => "a minute".to_owned(),
            minutes => format!("{minutes} minutes"),
        }
    }
}

/// To whom it is counted: a keyed hash, so that the table tells neither addresses nor networks.
#[derive(Debug, Clone)]
pub struct Subject(pub(super) Vec<u8>);

impl Subject {
    /// Whoever this text names: an e-mail address in lower case, an account's number.
    #[must_use]
    pub fn text(key: &[u8; 32], text: &str) -> Self {
        // A key of 32 bytes is shorter than SHA-256's block, which HMAC fills up.
        let mut block = [0; 64];
        block[..32].copy_from_slice(key);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(text.as_bytes());
        Self(mac.finalize().into_bytes().to_vec())
    }

    /// The network of an address: its /24 (IPv4) or /48 (IPv6), what one customer can hold at little cost.
    #[must_use]
    pub fn network(key: &[u8; 32], address: IpAddr) -> Self {
        let network = match address.to_canonical() {
            IpAddr::V4(v4) => ipnet::Ipv4Net::new_assert(v4, 24).trunc().to_string(),
            IpAddr::V6(v6) => ipnet::Ipv6Net::new_assert(v6, 48).trunc().to_string(),
        };
        Self::text(key, &network)
    }
}

#[cfg(test)]
mod tests {
    use super::Subject;

    #[test]
    fn neighbours_in_a_network_are_counted_together() {
        let subject = |text: &str| Subject::network(&[7; 32], text.parse().expect("an address")).0;
        assert_eq!(subject("192.0.2.1"), subject("192.0.2.254"));
        assert_eq!(subject("192.0.2.1"), subject("::ffff:192.0.2.9"));
        assert_ne!(subject("192.0.2.1"), subject("192.0.3.1"));
        assert_eq!(subject("2001:db8:1::1"), subject("2001:db8:1:ffff::2"));
        assert_ne!(subject("2001:db8:1::1"), subject("2001:db8:2::1"));
    }
}
