//! The stakeholder groups of a forum, as they are worded.

use serde::Deserialize;

use crate::{
    forum::Group,
    web::{Errors, Text},
};

/// The groups of a forum, as columns.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct GroupsForm {
    /// The code of each; empty for one that is added.
    pub code: Vec<String>,
    /// What each counts as.
    pub site: Vec<String>,
    /// What each is called; of the site's own, empty for the site's word.
    pub label: Vec<String>,
    /// `hidden` for one that is not offered.
    pub offered: Vec<String>,
    /// How often the groups had been saved when the form was opened.
    pub edits: i32,
}

/// One group, as typed.
#[derive(Debug, Clone)]
pub struct GroupRow {
    /// Its number, from 1.
    pub number: usize,
    /// Its code; empty for one that is added.
    pub code: String,
    /// What it counts as.
    pub site: String,
    /// What the site calls it; empty for one of the forum's own.
    pub site_label: String,
    /// What it is called.
    pub label: String,
    /// Not offered.
    pub hidden: bool,
}

/// How many rows stand ready for groups to be added.
const READY: usize = 2;

/// How many groups a forum may have.
const MOST: usize = 60;

impl GroupsForm {
    /// Filled with what is.
    #[must_use]
    pub fn of(groups: &[Group], edits: i32) -> Self {
        let column = |text: fn(&Group) -> String| groups.iter().map(text).collect();
        Self {
            code: column(|group| group.code.clone()),
            site: column(|group| group.site.clone()),
            label: column(|group| group.label.clone()),
            offered: column(|group| if group.hidden { "hidden" } else { "" }.to_owned()),
            edits,
        }
    }

    /// The rows: the site's groups in their order, then the forum's own, then some to be added.
    #[must_use]
    pub fn rows(&self, groups: &[Group]) -> Vec<GroupRow> {
        let cell = |column: &[String], index: usize| column.get(index).cloned().unwrap_or_default();
        let last = (0..self.code.len()).rev().find(|index| {
            !cell(&self.code, *index).is_empty() || !cell(&self.label, *index).trim().is_empty()
        });
        let row = |index: usize| {
            let code = cell(&self.code, index);
            let known = groups.iter().find(|group| group.code == code && !group.is_own());
            GroupRow {
                number: index + 1,
                site: cell(&self.site, index),
                site_label: known.map(|group| group.site_label.clone()).unwrap_or_default(),
                label: cell(&self.label, index).line(),
                hidden: cell(&self.offered, index) == "hidden",
                code,
            }
        };
        (0..last.map_or(0, |last| last + 1) + READY).map(row).collect()
    }

    /// What each group says, for somebody whose own words differ.
    #[must_use]
    pub fn facts(&self, groups: &[Group]) -> Vec<(&'static str, String)> {
        let rows = self.rows(groups).into_iter().filter(|row| !row.label.is_empty());
        rows.map(|row| (if row.hidden { "Hidden" } else { "Offered" }, row.label)).collect()
    }

    /// The groups; one that is added has no code yet.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self, groups: &[Group]) -> Result<Vec<Group>, Errors> {
        let mut errors = Errors::default();
        let mut checked: Vec<Group> = Vec::new();
        for row in self.rows(groups) {
            let Some(group) = group(&mut errors, &row, groups) else { continue };
            let same = |other: &Group| other.label.to_lowercase() == group.label.to_lowercase();
            if checked.iter().any(same) {
                errors
                    .add(format!("label{}", row.number), "Another group is called so. Choose another word.");
            }
            checked.push(group);
        }
        if errors.is_empty() && checked.iter().all(|group| group.hidden) {
            errors.add("offered1", "Offer at least one group.");
        }
        if checked.len() > MOST {
            errors.add(
                "label1",
                "A forum has up to 60 groups. Hidden ones can be used again under another word.",
            );
        }
        errors.or(checked)
    }
}

fn group(errors: &mut Errors, row: &GroupRow, groups: &[Group]) -> Option<Group> {
    let field = |name: &str| format!("{name}{}", row.number);
    let label = row.label.optional(errors, &field("label"), "the word", 80);
    let before = groups.iter().find(|group| group.code == row.code);
    let site = match before {
        Some(group) if !group.is_own() => group.site.clone(),
        Some(_) | None => row.site.clone(),
    };
    let counts_as = groups.iter().find(|group| !group.is_own() && group.code == site);
    let (code, label) = match (before, label.is_empty()) {
        (Some(group), true) if !group.is_own() => (group.code.clone(), group.site_label.clone()),
        (Some(group), true) => {
            errors.add(field("label"), "Enter what it is called; to take it out of use, hide it.");
            (group.code.clone(), group.label.clone())
        }
        (Some(group), false) => (group.code.clone(), label),
        (None, true) => return None,
        (None, false) => (String::new(), label),
    };
    let Some(counts_as) = counts_as else {
        errors.add(field("site"), "Choose what the group counts as on the whole site.");
        return None;
    };
    let site_label = counts_as.site_label.clone();
    Some(Group { code, site, label, site_label, hidden: row.hidden })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(code: &str, label: &str) -> Group {
        Group {
            code: code.into(),
            site: code.into(),
            label: label.into(),
            site_label: label.into(),
            hidden: false,
        }
    }

    #[test]
    fn an_emptied_word_is_the_sites_again_and_an_own_group_needs_what_it_counts_as() {
        let groups = [site("media", "Media"), Group { label: "Press".into(), ..site("other", "Other") }];
        let mut form = GroupsForm::of(&groups, 0);
        form.label[1] = String::new();
        let checked = form.check(&groups).expect("checked");
        assert_eq!(checked[1].label, "Other");

        form.code.push(String::new());
        form.label.push("Youth".into());
        form.site.push(String::new());
        assert!(form.check(&groups).expect_err("wrong").of("site3").is_some());
        form.site[2] = "other".into();
        assert_eq!(form.check(&groups).expect("checked")[2].site, "other");
    }
}
