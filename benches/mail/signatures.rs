//! How many messages are signed in a second.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use anyhow::ensure;
use intersession::mail::dkim;
use lettre::Message;

use super::outbox::letter;

/// Prints it for each kind of key.
pub fn print() -> anyhow::Result<()> {
    for (kind, arguments) in [
        ("Ed25519", &["genpkey", "-algorithm", "ed25519"][..]),
        ("RSA, 2048 bits", &["genpkey", "-algorithm", "rsa", "-pkeyopt", "rsa_keygen_bits:2048"]),
    ] {
        println!("Signatures a second, {kind}, one core: {:.0}", signatures(arguments)?);
    }
    Ok(())
}

/// Signatures a second under a key that OpenSSL makes.
fn signatures(arguments: &[&str]) -> anyhow::Result<f64> {
    let dir = tempfile::tempdir()?;
    let file = dir.path().join("dkim.pem");
    let made = Command::new("openssl").args(arguments).arg("-out").arg(&file).output()?;
    ensure!(made.status.success(), "openssl makes no key: apt-get install openssl");
    let config = dkim::read(&file, "sample", "bpf.example.org")?;
    let text = letter(1);
    let message = Message::builder()
        .from("Intersession <no-reply@bpf.example.org>".parse()?)
        .to(text.to.parse()?)
        .subject(text.subject)
        .body(text.body)?;
    let (began, mut made) = (Instant::now(), 0_u32);
    while began.elapsed() < Duration::from_secs(2) {
        message.clone().sign(&config);
        made += 1;
    }
    Ok(f64::from(made) / began.elapsed().as_secs_f64())
}
