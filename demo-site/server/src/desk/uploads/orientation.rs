//! Which way up a picture is: the one thing a camera writes about it that must not be lost.

use img_parts::Bytes;

/// Tag of the orientation in the first directory of EXIF data.
const TAG: u16 = 0x0112;

/// Bytes of one entry of a directory.
const ENTRY: usize = 12;

/// The orientation in EXIF data, 2 to 8; nothing for upright pictures and data that cannot be read.
pub(super) fn read(exif: &[u8]) -> Option<u16> {
    let little = match exif.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let bytes: [u8; 4] = exif.get(4..8)?.try_into().ok()?;
    let directory = if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
    let directory = usize::try_from(directory).ok()?;
    let entries = usize::from(short(directory)?);
    let found = (0..entries).map(|i| directory + 2 + i * ENTRY).find(|at| short(*at) == Some(TAG))?;
    short(found + 8).filter(|value| (2..=8).contains(value))
}

/// EXIF data that says nothing but the orientation.
pub(super) fn only(orientation: u16) -> Bytes {
    let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    exif.extend(orientation.to_be_bytes());
    exif.extend([0; 6]);
    exif.into()
}

/// Whether a picture lies on its side, so that what is stored as its width is shown as its height.
pub(super) fn is_sideways(orientation: u16) -> bool {
    (5..=8).contains(&orientation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orientations_are_read_back_as_written() {
        for orientation in 2..=8 {
            assert_eq!(read(&only(orientation)), Some(orientation));
        }
        assert_eq!(read(&only(1)), None, "upright needs no mark");
        assert_eq!(read(&only(9)), None);
    }

    #[test]
    fn both_byte_orders_and_other_entries_are_understood() {
        let mut exif = b"II*\0\x08\0\0\0\x02\0".to_vec();
        exif.extend(b"\x0f\x01\x02\0\x04\0\0\0abc\0");
        exif.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
        assert_eq!(read(&exif), Some(6));
        for length in 0..exif.len() - 2 {
            let _ = read(&exif[..length]);
        }
        assert_eq!(read(b"II*\0\xff\xff\xff\xff"), None, "a directory that is not there");
    }
}
