//! Tables: who took part, who does what by when. With bars as in Markdown, or with columns of spaces.

use std::ops::Range;

pub use super::columns::Column;
use super::lines::{self, Line};

/// Rows of cells, the first of them the heads of the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub heads: Vec<String>,
    /// Each as long as `heads`, with its line of the input.
    pub rows: Vec<(usize, Vec<String>)>,
}

impl Table {
    /// What each column holds. "Person" heads a column of names where no tasks stand beside it.
    pub fn columns(&self) -> Vec<Column> {
        let mut columns: Vec<Column> =
            self.heads.iter().map(|head| Column::of(head).unwrap_or(Column::Other)).collect();
        let has = |wanted: Column| columns.contains(&wanted);
        let describes = has(Column::Organisation) || has(Column::Role) || has(Column::Presence);
        if !has(Column::Task) && !has(Column::Name) && describes {
            for column in columns.iter_mut().filter(|column| **column == Column::Owner) {
                *column = Column::Name;
            }
        }
        columns
    }

    /// Does the table list people?
    pub fn lists_people(&self) -> bool {
        self.columns().contains(&Column::Name)
    }

    /// The tasks of the table, each with the cell that says who does it. Below a heading "Action items" a column whose
    /// head is none of the usual may hold them.
    pub fn tasks(&self, announced: bool) -> Vec<(&str, &str)> {
        let columns = self.columns();
        let of = |wanted: Column| columns.iter().position(|column| *column == wanted);
        let unusual = || self.heads.iter().position(|head| Column::of(head).is_none()).filter(|_| announced);
        let (owner, task) = (of(Column::Owner), of(Column::Task).or_else(unusual));
        let (Some(task), false) = (task.filter(|_| announced || owner.is_some()), self.lists_people()) else {
            return Vec::new();
        };
        let rows =
            self.rows.iter().map(|(_, row)| (row[task].as_str(), owner.map_or("", |at| row[at].as_str())));
        rows.filter(|(task, _)| !task.is_empty()).collect()
    }

    /// The table in Markdown.
    pub fn markdown(&self) -> String {
        let row = |cells: &[String]| format!("| {} |", cells.join(" | "));
        let rule = vec!["---".to_owned(); self.heads.len()];
        let rows = self.rows.iter().map(|(_, cells)| row(cells));
        [row(&self.heads), row(&rule)].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
    }

    /// Reads a table back from the Markdown of a paragraph.
    pub fn read(text: &str) -> Option<Self> {
        let lines = lines::read(text.trim());
        let (table, range) = at(&lines, 0)?;
        (range.end == lines.len()).then_some(table)
    }
}

/// The table that begins at a line, with the lines that it takes up.
pub fn at(lines: &[Line], start: usize) -> Option<(Table, Range<usize>)> {
    let line = lines.get(start).filter(|line| line.text.len() < LONGEST)?;
    if line.text.contains('|') { in_bars(lines, start) } else { in_columns(lines, start) }
}

/// Bytes; no table is wider.
const LONGEST: usize = 1000;

/// "| What | Who |", with or without the bars at its ends and the rule below its heads.
fn in_bars(lines: &[Line], start: usize) -> Option<(Table, Range<usize>)> {
    let heads = cells(&lines[start].text);
    let has_rule = lines.get(start + 1).is_some_and(|line| is_rule(&line.text));
    let known = heads.iter().all(|head| Column::of(head).is_some() || head.is_empty());
    if heads.len() < 2 || !(has_rule || known) {
        return None;
    }
    let mut table = Table { heads, rows: Vec::new() };
    let mut end = start + 1;
    // A blank line between the heads and the rows is what a page's rule leaves.
    while let Some(line) = lines.get(end) {
        let more = lines.get(end + 1).is_some_and(|line| line.text.contains('|'));
        if is_rule(&line.text) || line.is_blank() && table.rows.is_empty() && more {
            end += 1;
            continue;
        }
        let row = cells(&line.text);
        if !line.text.contains('|') || row.len() > table.heads.len() {
            break;
        }
        table.add(line.number, row);
        end += 1;
    }
    (!table.rows.is_empty()).then_some((table, start..end))
}

fn cells(text: &str) -> Vec<String> {
    let inner = text.strip_prefix('|').unwrap_or(text);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner.split('|').map(|cell| cell.trim().to_owned()).collect()
}

/// The rule below the heads of a table in Markdown.
pub fn is_rule_of_bars(text: &str) -> bool {
    text.contains('|') && is_rule(text)
}

/// "|---|:--:|" has no words.
fn is_rule(text: &str) -> bool {
    text.contains("--") && text.chars().all(|c| "|-–—:+= ".contains(c))
}

/// Columns that are parted by two spaces or more, below heads that are all known.
fn in_columns(lines: &[Line], start: usize) -> Option<(Table, Range<usize>)> {
    let heads = pieces(&lines[start]);
    let columns: Vec<Column> = heads.iter().filter_map(|(_, head)| Column::of(head)).collect();
    let says_much =
        columns.iter().any(|column| matches!(column, Column::Task | Column::Name | Column::Owner));
    if heads.len() < 2 || columns.len() < heads.len() || !says_much {
        return None;
    }
    let starts: Vec<usize> = heads.iter().map(|(at, _)| *at).collect();
    let mut table = Table { heads: heads.into_iter().map(|(_, head)| head).collect(), rows: Vec::new() };
    let mut end = start + 1;
    while let Some(line) = lines.get(end) {
        let more = lines.get(end + 1).is_some_and(|line| pieces(line).len() > 1);
        if is_rule(&line.text) || line.is_blank() && table.rows.is_empty() && more {
            end += 1;
            continue;
        }
        if line.is_blank() {
            break;
        }
        let row = pieces(line);
        let goes_on = row.len() == 1
            && !table.rows.is_empty()
            && (row[0].0 > starts[0] + 1 || row[0].1.starts_with(char::is_lowercase));
        if row.len() < 2 && !goes_on {
            break;
        }
        let exact = row.len() == starts.len();
        let mut cells = vec![String::new(); starts.len()];
        for (index, (at, piece)) in row.into_iter().enumerate() {
            let by_place = starts.iter().rposition(|start| *start <= at + 2).unwrap_or(0);
            lines::join(&mut cells[if exact { index } else { by_place }], &piece);
        }
        // A row without its first cell goes on with the one above.
        match table.rows.last_mut() {
            Some((_, above)) if goes_on || cells[0].is_empty() => {
                for (cell, more) in above.iter_mut().zip(&cells).filter(|(_, more)| !more.is_empty()) {
                    lines::join(cell, more);
                }
            }
            _ => table.add(line.number, cells),
        }
        end += 1;
    }
    (!table.rows.is_empty()).then_some((table, start..end))
}

/// What stands between runs of spaces, with the column in which it begins.
fn pieces(line: &Line) -> Vec<(usize, String)> {
    let mut pieces = Vec::new();
    let mut column = line.indent;
    for piece in line.text.split("  ") {
        let text = piece.trim();
        if !text.is_empty() {
            let lead = piece.chars().count() - piece.trim_start().chars().count();
            pieces.push((column + lead, text.to_owned()));
        }
        column += piece.chars().count() + 2;
    }
    pieces
}

impl Table {
    fn add(&mut self, line: usize, mut row: Vec<String>) {
        row.resize(self.heads.len(), String::new());
        self.rows.push((line, row));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Option<Table> {
        at(&lines::read(text), 0).map(|(table, _)| table)
    }

    #[test]
    fn bars_and_spaces_make_the_same_table() {
        let bars = table(
            "| Action | Who | By when |\n|---|:-:|---|\n| Write a page | Anna Bell | 5 June |\n| Ask around | |",
        );
        let without = table("Action | Who | By when\nWrite a page | Anna Bell | 5 June\nAsk around |  | ");
        let spaces = table(
            "Action          Who          By when\n---------------------------------\nWrite           Anna Bell    5 June\na page\nAsk around",
        );

        let bars = bars.expect("a table");
        assert_eq!(bars.tasks(false), [("Write a page", "Anna Bell"), ("Ask around", "")]);
        assert_eq!(bars.rows[0].1, ["Write a page", "Anna Bell", "5 June"]);
        assert_eq!(bars.rows[1].1, ["Ask around", "", ""]);
        assert_eq!(without.map(|table| table.rows.len()), Some(2));
        assert_eq!(spaces.expect("a table").rows[0].1, ["Write a page", "Anna Bell", "5 June"]);
        assert_eq!(Table::read(&bars.markdown()).map(|table| table.heads), Some(bars.heads.clone()));
    }

    #[test]
    fn columns_say_what_they_hold() {
        let people = table("Name            Organisation     IIIa   IIIb\nAnna Bell       Sample Trust     x\nTom Ray                                 x").expect("a table");

        assert!(people.lists_people());
        assert_eq!(people.rows[0].1, ["Anna Bell", "Sample Trust", "x", ""]);
        assert_eq!(people.rows[1].1, ["Tom Ray", "", "", "x"]);
    }

    #[test]
    fn what_has_spaces_in_it_is_no_table_yet() {
        for text in [
            "Action  is needed\nNow  then",
            "Name\nAnna Bell",
            "one | two\nthree | four",
            "Time   15:00 UTC\nDate   5 June 2018",
        ] {
            assert_eq!(table(text), None, "{text}");
        }
    }
}
