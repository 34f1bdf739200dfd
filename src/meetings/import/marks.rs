//! The marks in front of list items and numbered paragraphs.

/// What stands in front of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// "4." or "4)".
    Number(u32),
    /// "4.1", a part of paragraph 4; kept as printed.
    Part(String),
    /// "a.", "(2)", "iv)"; kept as printed.
    Letter(String),
    Bullet,
}

/// Bullets that need a space behind them, because they also begin words or sentences.
const SPACED_BULLETS: [char; 7] = ['-', '–', '—', '*', '+', 'o', '§'];
const BULLETS: [char; 20] = [
    '☐', '☑', '✓', '✔', '►', '▸', '→', '•', '●', '·', '▪', '◦', '‣', '⁃', '∙', '■', '□', '➢', '\u{f0b7}', '○',
];

/// Splits the mark off a line. Of two marks ("- (1) …") the one that says more counts.
pub fn split(text: &str) -> Option<(Mark, &str)> {
    let (mark, rest) =
        bullet(text).or_else(|| part(text)).or_else(|| number(text)).or_else(|| letter(text))?;
    if mark == Mark::Bullet
        && let Some((inner, rest)) = split(rest)
    {
        return Some((inner, rest));
    }
    Some((mark, rest))
}

/// The line without its marks.
pub fn strip(text: &str) -> &str {
    split(text).map_or(text, |(_, rest)| rest)
}

fn bullet(text: &str) -> Option<(Mark, &str)> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let is_bullet = BULLETS.contains(&first) && !rest.is_empty()
        || SPACED_BULLETS.contains(&first) && rest.starts_with(' ') && !rest.trim().is_empty();
    let rest = rest.trim_start();
    // An empty box of a task list.
    is_bullet.then(|| (Mark::Bullet, rest.strip_prefix("[ ] ").unwrap_or(rest)))
}

/// "4.1 Text" and "4.1. Text".
fn part(text: &str) -> Option<(Mark, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let printed = &text[..end];
    let mut parts = printed.trim_end_matches('.').split('.');
    let fits = parts.clone().count() > 1
        && parts.all(|part| (1..=2).contains(&part.len()) && !part.starts_with('0'));
    let rest = text[end..].strip_prefix(' ')?.trim_start();
    let apart = text[end..].starts_with("  ") || printed.ends_with('.');
    (fits
        && rest
            .starts_with(|c: char| c.is_uppercase() || apart && c.is_lowercase() || "“\"'‘([*".contains(c)))
    .then(|| (Mark::Part(printed.to_owned()), rest))
}

/// "4. Text", "4) Text", "4.- Text", "**4.** Text", "4.Text" and a lone "4.".
fn number(text: &str) -> Option<(Mark, &str)> {
    let (bold, plain) = text.strip_prefix("**").map_or((false, text), |rest| (true, rest));
    let digits = plain.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=3).contains(end))?;
    let (number, rest) = (plain[..digits].parse().ok()?, &plain[digits..]);
    let rest = rest.strip_prefix('\\').unwrap_or(rest).strip_prefix(['.', ')'])?;
    let rest = if bold { rest.strip_prefix("**")? } else { rest };
    let rest = rest.strip_prefix(['-', '–']).filter(|rest| rest.starts_with(' ')).unwrap_or(rest);
    let follows = rest.is_empty()
        || rest.starts_with([' ', '“', '"', '‘', '['])
        || rest.starts_with(char::is_uppercase);
    follows.then(|| (Mark::Number(number), rest.trim_start()))
}

/// "a. Text", "a) Text", "(a) Text", "(1) Text", "iv. Text".
fn letter(text: &str) -> Option<(Mark, &str)> {
    let open = text.strip_prefix('(');
    let inner = open.unwrap_or(text);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (name, rest) = inner.split_at(end);
    let close = rest.chars().next()?;
    let fits = match (open.is_some(), close) {
        (true, ')') => is_letter(name) || is_digits(name) || is_capital(name),
        (false, ')') => is_letter(name) || is_capital(name),
        (false, '.') => is_letter(name),
        _ => false,
    };
    let rest = rest.strip_prefix(['.', ')'])?;
    let printed = &text[..text.len() - rest.len()];
    (fits && rest.starts_with(' ') && !rest.trim().is_empty())
        .then(|| (Mark::Letter(printed.to_owned()), rest.trim_start()))
}

fn is_letter(name: &str) -> bool {
    let lower = name.chars().all(|c| c.is_ascii_lowercase());
    lower && (name.len() == 1 || name.len() <= 5 && name.chars().all(|c| "ivx".contains(c)))
}

fn is_capital(name: &str) -> bool {
    name.len() == 1 && name.chars().all(|c| c.is_ascii_uppercase())
}

fn is_digits(name: &str) -> bool {
    (1..=2).contains(&name.len()) && name.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_as_people_print_them() {
        let marks = [
            ("1. Text", Mark::Number(1)),
            ("12) Text", Mark::Number(12)),
            ("3.- Text", Mark::Number(3)),
            ("1.Text", Mark::Number(1)),
            ("**3.** Text", Mark::Number(3)),
            ("4.1 Text", Mark::Part("4.1".into())),
            ("a. Text", Mark::Letter("a.".into())),
            ("ii) Text", Mark::Letter("ii)".into())),
            ("(2) Text", Mark::Letter("(2)".into())),
            ("- (2) Text", Mark::Letter("(2)".into())),
            ("● Text", Mark::Bullet),
            ("- o Text", Mark::Bullet),
        ];
        for (line, mark) in marks {
            assert_eq!(split(line), Some((mark, "Text")), "{line}");
        }
        assert_eq!(split("7."), Some((Mark::Number(7), "")));
    }

    #[test]
    fn words_that_look_like_marks_are_none() {
        for line in [
            "2017. The year",
            "15.00 UTC",
            "i.e. this",
            "on time",
            "J. J. de la Croix",
            "*emphasis* first",
            "3 people",
            "(see below)",
        ] {
            assert_eq!(split(line), None, "{line}");
        }
    }
}
