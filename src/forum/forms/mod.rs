//! What is typed about forums, cycles, milestones and roles.

mod cycle;
mod forum;
mod milestone;
mod role;
mod state;

pub use cycle::CycleForm;
pub use forum::ForumForm;
pub use milestone::MilestoneForm;
pub use role::{NewRole, RoleForm};
pub use state::{StateForm, Step};

use crate::{clock::Day, web::Errors};

fn day_field(day: Option<Day>) -> String {
    day.map(|day| day.0.to_string()).unwrap_or_default()
}

fn optional_day(errors: &mut Errors, field: &str, typed: &str) -> Option<Day> {
    let typed = typed.trim();
    let day = Day::parse(typed).filter(|day| (2000..=2200).contains(&day.0.year()));
    if !typed.is_empty() && day.is_none() {
        errors.add(field, "Enter a day as year-month-day, such as 2018-09-15.");
    }
    day
}

fn required_day(errors: &mut Errors, field: &str, typed: &str, what: &str) -> Day {
    if typed.trim().is_empty() {
        errors.add(field, format!("Enter {what}."));
    }
    optional_day(errors, field, typed).unwrap_or(Day(jiff::civil::Date::ZERO))
}
