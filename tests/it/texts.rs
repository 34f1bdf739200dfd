//! Tests of texts.
