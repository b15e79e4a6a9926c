//! Sorting, in one function for all: each kind of thing that the standard library's sort is
//! used with is some kilobytes of code.

/// The places of `length` things in their order; those of which neither comes before the other
/// stay as they stand.
pub(super) fn sorted(length: usize, before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(length);
    for new in 0..length {
        // Most often it comes last.
        let at = if order.last().is_none_or(|&last| !before(new, last)) {
            order.len()
        } else {
            order.partition_point(|&old| !before(new, old))
        };
        order.insert(at, new);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(list in prop::collection::vec(0..9_u8, 0..40)) {
            let mut expected: Vec<usize> = (0..list.len()).collect();
            expected.sort_by_key(|&index| list[index]);
            prop_assert_eq!(sorted(list.len(), &|a, b| list[a] < list[b]), expected);
        }
    }
}
