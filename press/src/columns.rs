//! Files of a few long columns.
//!
//! What is kept from build to build of a hundred thousand stories is tens of megabytes. Each
//! column is read right to where it stays, and written from where it is: nothing is copied, and
//! no memory is taken for a copy.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

/// Names what a file holds.
pub(crate) type Sum = [u8; 32];

/// What a number takes.
const NUMBER: usize = size_of::<u64>();

/// Writes columns into a file: their sum, their lengths, and themselves.
pub(crate) fn write(file: &Path, columns: &[&[u8]]) -> io::Result<()> {
    let lengths = pack(columns.iter().map(|column| column.len()));
    let mut file = File::create(file)?;
    file.write_all(&sum(&lengths, columns.iter().copied()))?;
    file.write_all(&lengths)?;
    columns.iter().try_for_each(|column| file.write_all(column))
}

/// Writes columns in the place of those that are kept in a file, which is never half written. The
/// part has the process in its name: two may keep at once.
pub(crate) fn replace(file: &Path, columns: &[&[u8]]) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let part = file.with_extension(std::process::id().to_string());
    write(&part, columns)?;
    std::fs::rename(part, file)
}

/// Reads `N` columns and their sum; a file that is not there or not whole holds none.
pub(crate) fn read<const N: usize>(file: &Path) -> Option<(Sum, [Vec<u8>; N])> {
    let mut file = File::open(file).ok()?;
    let whole = file.metadata().ok()?.len();
    let mut head = Sum::default();
    file.read_exact(&mut head).ok()?;
    let mut lengths = vec![0; N * NUMBER];
    file.read_exact(&mut lengths).ok()?;
    let mut columns = [const { Vec::new() }; N];
    let numbers = unpack(&lengths)?;
    let rest = whole.checked_sub((head.len() + lengths.len()) as u64)?;
    let all = numbers.iter().try_fold(0_u64, |all, length| all.checked_add(*length as u64))?;
    if all != rest {
        return None;
    }
    for (column, length) in columns.iter_mut().zip(numbers) {
        column.reserve_exact(length);
        (&mut file).take(length as u64).read_to_end(column).ok()?;
    }
    let found = sum(&lengths, columns.iter().map(Vec::as_slice));
    (found == head).then_some((head, columns))
}

fn sum<'a>(lengths: &[u8], columns: impl Iterator<Item = &'a [u8]>) -> Sum {
    let mut hasher = blake3::Hasher::new();
    hasher.update(lengths);
    columns.for_each(|column| {
        hasher.update(column);
    });
    *hasher.finalize().as_bytes()
}

/// Numbers as a column.
pub(crate) fn pack(numbers: impl Iterator<Item = usize>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(numbers.size_hint().0 * NUMBER);
    numbers.for_each(|number| bytes.extend_from_slice(&(number as u64).to_le_bytes()));
    bytes
}

/// A column of numbers.
pub(crate) fn unpack(bytes: &[u8]) -> Option<Vec<usize>> {
    let (numbers, rest) = bytes.as_chunks::<NUMBER>();
    let numbers = numbers.iter().map(|it| u64::from_le_bytes(*it).try_into().ok());
    rest.is_empty().then(|| numbers.collect())?
}

/// What stands at a place of a column of pieces, of which each ends where `ends` says.
pub(crate) fn piece<'a, T>(column: &'a [T], ends: &[usize], place: usize) -> Option<&'a [T]> {
    let from = place.checked_sub(1).and_then(|before| ends.get(before)).copied();
    column.get(from.unwrap_or_default()..*ends.get(place)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_back_and_what_is_not_whole_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("columns");
        let numbers = pack([3, 0, 1 << 40].into_iter());
        assert_eq!(unpack(&numbers), Some(vec![3, 0, 1 << 40]));
        write(&file, &[b"abc", &numbers, b""]).unwrap();
        let (first, columns) = read::<3>(&file).unwrap();
        assert_eq!(columns, [b"abc".to_vec(), numbers, Vec::new()]);
        assert!(read::<2>(&file).is_none() && read::<4>(&file).is_none());
        write(&file, &[b"ab", b"", b""]).unwrap();
        assert_ne!(read::<3>(&file).unwrap().0, first);
        let bytes = std::fs::read(&file).unwrap();
        for spoilt in 0..bytes.len() {
            let mut other = bytes.clone();
            other[spoilt] ^= 1;
            std::fs::write(&file, &other).unwrap();
            assert!(read::<3>(&file).is_none(), "{spoilt}");
            std::fs::write(&file, &bytes[..spoilt]).unwrap();
            assert!(read::<3>(&file).is_none(), "{spoilt}");
        }
        assert!(read::<3>(&folder.path().join("nothing")).is_none());
    }

    #[test]
    fn pieces_end_where_it_is_said() {
        let pieces = |place| piece(b"abc", &[1, 1, 3], place);
        assert_eq!([0, 1, 2].map(pieces), [Some(&b"a"[..]), Some(&b""[..]), Some(&b"bc"[..])]);
        assert_eq!((pieces(3), piece(b"a", &[2], 0)), (None, None));
    }
}
