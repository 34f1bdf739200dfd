//! Tests of sweep.
