//! Tests of meetings.
