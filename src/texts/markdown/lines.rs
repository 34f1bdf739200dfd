//! Cutting blocks out of the lines of a source.

/// Where the content of a list item or footnote lies: what precedes it on each line is cut off.
#[derive(Debug, Clone, Copy)]
pub(super) struct Margin {
    /// How many columns of indentation belong to the container.
    pub(super) indent: usize,
    /// The line that bears the container's marker, and where in it the content begins, in bytes.
    pub(super) marker: Option<(usize, usize)>,
}

impl Margin {
    /// The whole document.
    pub(super) const NONE: Margin = Margin { indent: 0, marker: None };
}

/// A source in lines, counted from 1 as comrak does.
pub(super) struct Lines<'a>(Vec<&'a str>);

impl<'a> Lines<'a> {
    pub(super) fn of(source: &'a str) -> Lines<'a> {
        Lines(source.split('\n').collect())
    }

    /// The number of the line after the last.
    pub(super) fn end(&self) -> usize {
        self.0.len() + 1
    }

    /// A line, empty beyond the end.
    pub(super) fn line(&self, number: usize) -> &'a str {
        number.checked_sub(1).and_then(|index| self.0.get(index)).copied().unwrap_or_default()
    }

    /// The first line from `from` up to but not including `to` that is not blank; empty if there is none.
    pub(super) fn first(&self, from: usize, to: usize) -> &'a str {
        (from..to).map(|number| self.line(number)).find(|line| !line.is_empty()).unwrap_or_default()
    }

    /// The lines from `from` up to but not including `to`, without margin and blank ends.
    pub(super) fn cut(&self, from: usize, to: usize, margin: Margin) -> String {
        let lines: Vec<String> = (from..to).map(|number| self.inner(number, margin)).collect();
        lines.join("\n").trim_end_matches([' ', '\n']).trim_start_matches('\n').to_owned()
    }

    /// What marks an item of which the content begins `padding` columns after: `-` or `12.`.
    pub(super) fn marker(&self, margin: Margin, padding: usize) -> &'a str {
        let (line, content) = margin.marker.unwrap_or_default();
        let line = self.line(line);
        let marker = line.get(content.saturating_sub(padding)..content.min(line.len())).unwrap_or_default();
        marker.trim_end_matches(' ')
    }

    fn inner(&self, number: usize, margin: Margin) -> String {
        let line = self.line(number);
        let inner = match margin.marker {
            Some((bearer, content)) if bearer == number => line.get(content..).unwrap_or_default().to_owned(),
            _ => unindented(line, margin.indent),
        };
        if inner.trim_matches(' ').is_empty() { String::new() } else { inner }
    }
}

/// A line without `indent` columns. One with less is "lazy": it goes on with the paragraph above from outside the container.
fn unindented(line: &str, indent: usize) -> String {
    let words = line.trim_start_matches(' ');
    let found = line.len() - words.len();
    if found >= indent {
        return line[indent..].to_owned();
    }
    // Inside the container, what was indented too far to begin anything could do so, and a rule could underline it.
    if found >= 4 || is_rule(words) { escaped(words) } else { words.to_owned() }
}

/// Whether a line could make the one above it a heading or the head of a table.
pub(super) fn is_rule(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|byte| b"=|:- ".contains(&byte))
}

/// Words at the start of a line, escaped so that they begin no list, heading or the like.
pub(super) fn escaped(words: &str) -> String {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    match words.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &words[..digits], &words[digits..]),
        Some(first) if digits == 0 && first.is_ascii_punctuation() && *first != b'\\' => format!("\\{words}"),
        _ => words.to_owned(),
    }
}

/// Line ends as `\n`, tabs as spaces, no control characters, no spaces on blank lines.
pub(super) fn normalised(source: &str) -> String {
    let source = source.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut normal = String::with_capacity(source.len());
    for (index, line) in source.split('\n').enumerate() {
        if index > 0 {
            normal.push('\n');
        }
        if !line.trim_matches([' ', '\t']).is_empty() {
            push_line(&mut normal, line);
        }
    }
    normal
}

/// Appends a line with each tab widened to the next multiple of four columns.
fn push_line(normal: &mut String, line: &str) {
    let mut column = 0;
    for character in line.chars() {
        match character {
            '\t' => {
                let width = 4 - column % 4;
                normal.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            _ if character.is_control() => {}
            _ => {
                normal.push(character);
                column += 1;
            }
        }
    }
}
