//! What all slices share in speaking HTTP: pages and their frame, forms, errors, times, formats.

mod assets;
mod atom;
mod back;
mod caller;
mod cookies;
mod error;
mod extract;
mod flash;
mod form;
mod format;
mod frame;
mod guard;
mod layout;
pub mod once;
mod portion;
mod respond;
mod stamp;
pub mod time;

pub use assets::{asset, asset_path, style_sheet};
pub use atom::{Entry, feed};
pub use back::way_back;
pub use caller::Caller;
pub use cookies::{FLASH, SESSION, ZONE, cookie, expired_cookie, name as cookie_name};
pub use error::{Error, Problem, Result};
pub use extract::{Form, Kept, Path, Query, RawForm, Sent};
pub use flash::decode as flash_message;
pub use form::{Errors, OTHER_YEAR, Pressed, Text, is_likely};
pub use format::{Format, Named, wanted};
pub use frame::Frame;
pub use guard::{check_host, no_trailing_slash, same_origin};
pub use layout::{Crumb, Layout, Tab};
pub use once::Once;
pub use portion::Portion;
pub use respond::{SeeOther, csv, download, render, render_with, see_other, typed};
pub use stamp::VALID_DAYS as STAMP_DAYS;
