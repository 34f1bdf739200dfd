//! The stakeholder groups of a forum: the site's, in the forum's own words, some hidden, some added. Each counts as one
//! of the site's, so that figures can be compared.

use crate::people::{StakeholderGroup, StatedGroup};

/// A group, as a forum has it.
#[derive(Debug, Clone)]
pub struct Group {
    /// The site's code, or of one that the forum added its own.
    pub code: String,
    /// What it counts as on the whole site.
    pub site: String,
    /// What it is called in this forum.
    pub label: String,
    /// What the site calls the one that it counts as.
    pub site_label: String,
    /// No longer offered.
    pub hidden: bool,
}

impl Group {
    /// Whether the forum added it.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.code != self.site
    }

    /// As it is stated with an act, and offered in forms.
    #[must_use]
    pub fn stated(&self) -> StakeholderGroup {
        let label = if self.label == self.site_label { String::new() } else { self.label.clone() };
        let stated = StatedGroup { code: self.site.clone(), label };
        StakeholderGroup { code: stated.key(), label: self.label.clone() }
    }
}
