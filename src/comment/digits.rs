//! Numbers as they are kept on the device: in digits, with spaces between them.

/// The numbers of a text, up to the first thing that is none.
pub(super) fn read(text: &str) -> Vec<u64> {
    text.split(' ').map_while(|number| number.parse().ok()).collect()
}

/// The text of some numbers.
pub(super) fn write(numbers: &[u64]) -> String {
    let mut out = String::new();
    for number in numbers {
        out.push_str(&number.to_string());
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(read(&write(&[0, 7, u64::MAX])), [0, 7, u64::MAX]);
        assert_eq!(read("1 2 x 3"), [1, 2]);
        assert!(read("99999999999999999999").is_empty() && read("").is_empty());
    }
}
