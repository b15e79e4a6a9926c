//! The only place that touches the web platform.
//!
//! Everything here is called from effects and event handlers alone: none of it runs when a
//! page is drawn, natively or in the browser.

pub mod ago;
pub mod cards;
pub mod clock;
pub mod connection;
pub mod crash;
pub mod document;
pub mod drawn;
pub mod fetch;
pub mod field;
pub mod frame;
pub mod held;
pub mod idle;
pub mod inside;
pub mod locks;
pub mod navigation_api;
pub mod near;
pub mod pictures;
pub mod query;
pub mod request;
pub mod still;
pub mod storage;
pub mod tab;
pub mod timing;
pub mod transition;
pub mod typed;
pub mod worker;
