//! The same thing in several formats: by suffix (`/meetings/7.ics`) or by the `Accept` header.

use axum::http::{HeaderMap, header};
use serde::{Deserialize, Deserializer};

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A page.
    Html,
    /// One file with its style in it, to keep.
    HtmlFile,
    /// iCalendar, RFC 5545.
    Ics,
    /// Atom, RFC 4287.
    Atom,
    /// JSON.
    Json,
    /// CSV, RFC 4180.
    Csv,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
}

impl Format {
    const SUFFIXES: [(&'static str, Self); 7] = [
        ("html", Self::HtmlFile),
        ("ics", Self::Ics),
        ("atom", Self::Atom),
        ("json", Self::Json),
        ("csv", Self::Csv),
        ("md", Self::Markdown),
        ("txt", Self::Text),
    ];

    /// Its media type, with the character set where that is not fixed.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Html | Self::HtmlFile => "text/html; charset=utf-8",
            Self::Ics => "text/calendar; charset=utf-8",
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    fn bare(self) -> &'static str {
        self.media_type().split(';').next().unwrap_or_default()
    }
}

/// The last part of an address, split into what it names and the format: `7.ics`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What comes before the suffix.
    pub slug: String,
    /// The format that the suffix names.
    pub format: Option<Format>,
}

impl Named {
    /// Splits it; a suffix that names no format belongs to the name.
    #[must_use]
    pub fn split(text: &str) -> Self {
        let parts = text.rsplit_once('.').and_then(|(slug, suffix)| {
            let (_, format) = Format::SUFFIXES.iter().find(|(known, _)| *known == suffix)?;
            Some(Self { slug: slug.to_owned(), format: Some(*format) })
        });
        parts.unwrap_or_else(|| Self { slug: text.to_owned(), format: None })
    }
}

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::split(&String::deserialize(deserializer)?))
    }
}

/// The format that is wanted of those `offered`: by suffix, else the first that `Accept` names, else a page.
/// None when the suffix names one that is not offered.
#[must_use]
pub fn wanted(suffix: Option<Format>, headers: &HeaderMap, offered: &[Format]) -> Option<Format> {
    if let Some(format) = suffix {
        return offered.contains(&format).then_some(format);
    }
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kinds = accept.split(',').map(|kind| kind.split(';').next().unwrap_or_default().trim());
    for kind in kinds {
        if kind == "text/html" || kind == "*/*" {
            break;
        }
        if let Some(format) =
            offered.iter().find(|format| format.bare() == kind && **format != Format::HtmlFile)
        {
            return Some(*format);
        }
    }
    Some(Format::Html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suffix_is_split_off_only_where_it_names_a_format() {
        assert_eq!(Named::split("7.ics"), Named { slug: "7".into(), format: Some(Format::Ics) });
        assert_eq!(Named::split("7"), Named { slug: "7".into(), format: None });
        assert_eq!(Named::split("v1.2"), Named { slug: "v1.2".into(), format: None });
    }

    #[test]
    fn accept_counts_where_there_is_no_suffix() {
        let accept = |value: &str| HeaderMap::from_iter([(header::ACCEPT, value.parse().expect("a header"))]);
        let offered = [Format::Ics, Format::Json];
        assert_eq!(wanted(None, &accept("application/json"), &offered), Some(Format::Json));
        assert_eq!(wanted(None, &accept("text/html,application/json"), &offered), Some(Format::Html));
        assert_eq!(wanted(Some(Format::Csv), &accept("*/*"), &offered), None);
        assert_eq!(wanted(None, &HeaderMap::new(), &offered), Some(Format::Html));
    }
}
