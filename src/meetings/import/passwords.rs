//! The password that is printed with a recording.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::pattern;

static CODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:password|passcode|pass ?code|access ?code|pwd|access key|pass ?phrase)\b\s*(?:\([^)]{1,30}\)|is|was|(?:for|in) [\w ]{1,30}?(?:\s+(?:is|was)\b|\s*[:=])|for [\w ]{1,30})?\s*[:=]?\s*(?:[“\x22](?P<quoted>[^“”\x22\n]{2,40})[”\x22]|[\[{<*_`“\x22']*(?P<code>[^\s\])}>“”\x22'`,;]*[^\s\])}>“”\x22'`*,;.]))",
    )
});

/// The password that a text names.
pub fn access_code(text: &str) -> Option<&str> {
    let code = |found: Captures<'_>| found.name("quoted").or(found.name("code")).map(|code| code.range());
    let found = CODE
        .captures_iter(text)
        .find(|found| found.name("code").is_none_or(|code| !is_plain_word(code.as_str(), &found[0])))?;
    code(found).map(|range| &text[range])
}

/// "The password will be sent" names none.
fn is_plain_word(code: &str, whole: &str) -> bool {
    let said = whole.contains([':', '=', '(', '[']);
    !said && code.chars().all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_found_as_people_print_them() {
        let codes = [
            ("can be accessed here (PASSWORD: IGF2017):", Some("IGF2017")),
            ("available [Access code: IXP-3344]:", Some("IXP-3344")),
            ("(password bpf2018)", Some("bpf2018")),
            ("(access code [cyber-Jan20]):", Some("cyber-Jan20")),
            ("Password: <Blue7>", Some("Blue7")),
            ("for download. Password for both is CSIRT14 .", Some("CSIRT14")),
            ("Recording of the meeting (password in capital letters: SPAM2015):", Some("SPAM2015")),
            ("Passcode Ab3!x", Some("Ab3!x")),
            ("the password is Blue7.", Some("Blue7")),
            ("the password will be sent", None),
            ("pass phrase \"low tide\"", Some("low tide")),
            ("no code", None),
        ];
        for (text, code) in codes {
            assert_eq!(access_code(text), code, "{text}");
        }
    }
}
