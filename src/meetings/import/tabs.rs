//! Tables that were pasted from a sheet: cells with tabs between them, of which some are empty.

use super::columns::Column;
use super::lines::QUOTE;

/// The text with such tables in bars, so that no empty cell is lost.
pub fn in_bars(text: &str) -> String {
    if !text.contains('\t') {
        return text.to_owned();
    }
    let mut columns = 0;
    let lines = text.split('\n').map(|printed| {
        // The table may stand in a quoted mail.
        let line = printed.trim_start_matches(QUOTE);
        let quote = &printed[..printed.len() - line.len()];
        let heads = cells(line);
        if heads > 1 {
            columns = heads;
        } else if line.trim().is_empty() || line.split('\t').count() > columns.max(1) {
            columns = 0;
        }
        if columns > 1 { format!("{quote}{}", row(line)) } else { printed.to_owned() }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// How many columns these heads name, if all of them are usual ones.
fn cells(line: &str) -> usize {
    let heads: Vec<&str> = line.trim().split('\t').map(str::trim).collect();
    let known = heads.len() > 1 && heads.iter().all(|head| Column::of(head).is_some());
    if known { heads.len() } else { 0 }
}

fn row(line: &str) -> String {
    let cells: Vec<&str> = line.trim_end_matches(['\r', '\n']).split('\t').map(str::trim).collect();
    format!("| {} |", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_cells_keep_their_place() {
        assert_eq!(
            in_bars("Name\tOrganisation\tRole\nAnna Bell\t\tChair\nTom Ray\n\nOne\ttwo"),
            "| Name | Organisation | Role |\n| Anna Bell |  | Chair |\n| Tom Ray |\n\nOne\ttwo"
        );
        assert_eq!(in_bars("> Name\tRole\n> Bo\tChair"), "> | Name | Role |\n> | Bo | Chair |");
        assert_eq!(in_bars("\tindented\nNot\ta table"), "\tindented\nNot\ta table");
    }
}
