//! What somebody sees of a mailing before it goes: to whom, how it reads, and a seal on just that.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use sqlx::PgConnection;

use super::{Addressee, Links, Sending, Source, mail, model::persons, source::Addressed, store};
use crate::{mail::Letter, web::Result};

/// How many recipients are named.
const SAMPLE: usize = 5;

/// To whom a mailing goes, sealed.
#[derive(Debug)]
pub struct Sealed {
    /// By part.
    pub to: Vec<Addressee>,
    /// Proves that somebody looked at just this.
    pub seal: String,
}

impl Sealed {
    /// As it stands now.
    pub async fn of<S: Source>(db: &mut PgConnection, of: Sending<'_>) -> Result<Self> {
        let Addressed { to, stand } = of.addressed::<S>(db).await?;
        let seal = seal(of, &to, &stand);
        Ok(Self { to, seal })
    }

    /// How many people get a letter.
    #[must_use]
    pub fn persons(&self) -> usize {
        persons(&self.to)
    }
}

fn seal(of: Sending<'_>, to: &[Addressee], stand: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(&of.app.form_key).expect("any length is a key");
    mac.update(format!("mailing {} {}\0{stand}\0", of.mailing.id, of.mailing.edits).as_bytes());
    for one in to {
        mac.update(&one.part.to_be_bytes());
        mac.update(&one.person.0.to_be_bytes());
    }
    BASE64_URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

/// How a mailing reads.
#[derive(Debug, Default)]
pub struct Preview {
    /// To how many it goes.
    pub persons: usize,
    /// Some of their names.
    pub sample: Vec<String>,
    /// For each part, the letter of the first who gets one, without the links that are theirs alone.
    pub letters: Vec<Letter>,
    /// The seal on it.
    pub seal: String,
}

impl Preview {
    /// Of those to whom it goes.
    pub async fn of<S: Source>(db: &mut PgConnection, of: Sending<'_>, to: Sealed) -> Result<Self> {
        let mut some: Vec<Addressee> = Vec::new();
        for one in &to.to {
            if some.len() < SAMPLE && !some.iter().any(|other| other.person == one.person) {
                some.push(*one);
            }
        }
        let sample = store::list_readers(db, &some).await?.into_iter().map(|reader| reader.name).collect();
        let parts = to.to.chunk_by(|one, other| one.part == other.part);
        let firsts: Vec<Addressee> = parts.filter_map(|part| part.first()).copied().collect();
        let firsts = store::list_readers(db, &firsts).await?;
        let letters = mail::letters::<S>(db, of, &firsts, Links::Shown).await?;
        Ok(Self { persons: to.persons(), sample, letters, seal: to.seal })
    }

    /// How many are not named.
    #[must_use]
    pub fn unnamed(&self) -> usize {
        self.persons - self.sample.len()
    }
}
