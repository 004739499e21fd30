//! The scalars of proto3's JSON mapping, which is more generous than JSON's own: numbers may come
//! as strings, doubles may be `"NaN"`, enums come by name or number.
//!
//! An error that a scalar raises says only what it expected; [`crate::decode`] adds which parameter
//! it was and what was found there.

mod double;
mod enumeration;
mod flag;
mod int64;
mod repeated;
mod text;

pub use double::Double;
pub use enumeration::EnumValue;
pub use flag::Flag;
pub use int64::Int64;
pub use repeated::{Object, Repeated};
pub use text::Text;
