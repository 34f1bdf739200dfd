//! Signatures (RFC 6376, RFC 8463), by which other servers know that a message comes from our domain.

use std::path::Path;

use anyhow::{Context, bail, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::pkcs8::DecodePrivateKey;
use lettre::message::{
    dkim::{
        DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm, DkimSigningKey,
    },
    header::HeaderName,
};
use rsa::{
    RsaPrivateKey,
    pkcs1::{DecodeRsaPrivateKey, EncodeRsaPrivateKey, LineEnding},
    traits::PublicKeyParts,
};

/// What is signed, and so cannot be changed or added on the way; both headers of the one-click unsubscription must be
/// (RFC 8058, 4).
const SIGNED: [&str; 12] = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "MIME-Version",
    "Content-Type",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// Fewer bits are not believed (RFC 8301).
const FEWEST_BITS: usize = 1024;

/// Reads a key, PEM as OpenSSL writes it: RSA in PKCS#1 or PKCS#8, Ed25519 in PKCS#8.
///
/// # Errors
/// One sentence that names the variable.
pub fn read(file: &Path, selector: &str, domain: &str) -> anyhow::Result<DkimConfig> {
    let fits = |label: &str| {
        let inner = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        !label.is_empty() && label.len() <= 63 && label.chars().all(inner)
    };
    ensure!(selector.split('.').all(fits), "DKIM_SELECTOR must be a name in the DNS, such as mail2018.");
    let pem = std::fs::read_to_string(file)
        .with_context(|| format!("DKIM_KEY names {}, which cannot be read.", file.display()))?;
    let headers = SIGNED.map(HeaderName::new_from_ascii_str).to_vec();
    let relaxed = DkimCanonicalization {
        header: DkimCanonicalizationType::Relaxed,
        body: DkimCanonicalizationType::Relaxed,
    };
    Ok(DkimConfig::new(selector.to_owned(), domain.to_owned(), key(&pem)?, headers, relaxed))
}

fn key(pem: &str) -> anyhow::Result<DkimSigningKey> {
    if let Ok(key) = ed25519_dalek::SigningKey::from_pkcs8_pem(pem) {
        let bytes = STANDARD.encode(key.to_bytes());
        return Ok(DkimSigningKey::new(&bytes, DkimSigningAlgorithm::Ed25519)?);
    }
    let rsa = RsaPrivateKey::from_pkcs8_pem(pem).ok().or_else(|| RsaPrivateKey::from_pkcs1_pem(pem).ok());
    let Some(rsa) = rsa else {
        bail!(
            "DKIM_KEY must name a file with a private key, RSA or Ed25519, in PEM form and without a password."
        )
    };
    ensure!(
        rsa.n().bits() >= FEWEST_BITS,
        "DKIM_KEY is an RSA key of {} bits; at least 1024 are needed.",
        rsa.n().bits()
    );
    let pem = rsa.to_pkcs1_pem(LineEnding::LF)?;
    Ok(DkimSigningKey::new(&pem, DkimSigningAlgorithm::Rsa)?)
}
