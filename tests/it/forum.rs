//! Tests of forum.
