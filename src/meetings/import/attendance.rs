//! Tables of those who took part, with organisations, roles and ticks.

use super::tables::{Column, Table};
use super::{Report, absent, person};

/// Reads a table of people. Cells beside name, organisation and role are kept with what was left out.
pub fn read(line: usize, table: &Table, report: &mut Report) {
    let columns = table.columns();
    report.leave_out(line, &table.heads.join(" | "), "heads the table of participants");
    for (line, row) in &table.rows {
        let cells = |wanted: Column| {
            let fitting =
                row.iter().zip(&columns).filter(|(cell, column)| **column == wanted && !cell.is_empty());
            fitting.map(|(cell, _)| cell.as_str()).collect::<Vec<_>>()
        };
        let (names, presence) = (cells(Column::Name), cells(Column::Presence));
        let missed = columns.contains(&Column::Presence)
            && presence.iter().all(|cell| absent::says(cell) || NO.contains(&cell.to_lowercase().as_str()));
        if missed || names.is_empty() {
            let why = if missed { absent::WHY } else { "names no participant" };
            report.leave_out(*line, &row.join(" "), why);
            continue;
        }
        let others = [presence, cells(Column::Other)].concat().join(" ");
        report.leave_out(*line, &others, "stands beside a participant's name in the table");
        // What stands in the column of names may say more than the name.
        let mut person = person::read(&names.join(" "));
        for (field, wanted) in
            [(&mut person.affiliation, Column::Organisation), (&mut person.role, Column::Role)]
        {
            person::add(field, &cells(wanted).join(", "));
        }
        report.participants.push(person);
    }
}

/// Cells that say that somebody did not come.
const NO: [&str; 7] = ["", "-", "–", "no", "n", "✗", "☐"];
