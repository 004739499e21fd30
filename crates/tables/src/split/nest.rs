//! Where a JSON value ends, told byte by byte.

/// How deep in a value that began with a bracket or a quote the bytes so far are.
#[derive(Debug, Clone, Default)]
pub(super) struct Nest {
    depth: usize,
    string: bool,
    escaped: bool,
}

impl Nest {
    /// Takes the next byte; true when the value ends with it.
    pub(super) fn ends_with(&mut self, byte: u8) -> bool {
        if self.string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.string = false;
                    return self.depth == 0;
                }
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.string = true,
            b'[' | b'{' => self.depth += 1,
            b']' | b'}' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}
