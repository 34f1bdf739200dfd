//! What a person is reached by and speaks for.

use std::fmt;

/// An e-mail address, lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Reads an address: one `@`, something before it, a dotted name after it, no spaces, at most 254 bytes
    /// (RFC 5321, 4.5.3.1.3). Whether it can be delivered only a mail shows.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let (local, domain) = text.split_once('@')?;
        let clean =
            text.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\\\"".contains(c));
        let dotted = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
        let fits = !local.is_empty() && !domain.contains('@') && text.len() <= 254;
        (clean && dotted && fits).then_some(Self(text))
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// For whom somebody speaks.
#[derive(Debug, Clone)]
pub struct StakeholderGroup {
    /// The site's code.
    pub code: String,
    /// What it is called.
    pub label: String,
}

/// A group as somebody stated it: what it counts as on the site, and the words of the day where a forum had its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedGroup {
    /// The site's code.
    pub code: String,
    /// The words; empty for the site's own.
    pub label: String,
}

impl StatedGroup {
    /// The value in forms: the code, with the words where they are not the site's.
    #[must_use]
    pub fn key(&self) -> String {
        if self.label.is_empty() { self.code.clone() } else { format!("{}:{}", self.code, self.label) }
    }

    /// From a form, where it must be one of those that were offered.
    #[must_use]
    pub fn parse(key: &str) -> Self {
        let (code, label) = key.split_once(':').unwrap_or((key, ""));
        Self { code: code.to_owned(), label: label.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::Email;

    #[test]
    fn an_address_is_read_in_lower_case_and_needs_a_dotted_name() {
        assert_eq!(
            Email::parse(" Sample@Example.ORG ").map(|email| email.to_string()),
            Some("sample@example.org".into())
        );
        for wrong in [
            "",
            "sample",
            "@example.org",
            "a@b",
            "a b@example.org",
            "a@b@example.org",
            "a@example..org",
            "<a@example.org>",
        ] {
            assert!(Email::parse(wrong).is_none(), "{wrong}");
        }
    }
}
