//! Pictures without what they tell about whoever took them. The parts are copied or left out, never decoded.

use img_parts::{DynImage, jpeg::markers, png::PngChunk, riff::RiffContent, webp};

/// Where a JPEG ends: what cameras put behind it, such as a short film, is not part of the picture. Nothing when its
/// segments cannot be followed; a file cut short ends where it ends.
pub(super) fn end_of_jpeg(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    let mut in_scan = false;
    while at + 1 < bytes.len() {
        let (byte, marker) = (bytes[at], bytes[at + 1]);
        match (byte, marker) {
            (markers::P, markers::EOI) => return Some(at + 2),
            // Padding, stuffed bytes and restarts belong to the picture itself.
            (markers::P, markers::P) => at += 1,
            (markers::P, 0 | markers::RST0..=markers::RST7) if in_scan => at += 2,
            (markers::P, _) => {
                let length = u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]);
                in_scan = marker == markers::SOS;
                at += 2 + usize::from(length);
            }
            _ if in_scan => at += 1,
            _ => return None,
        }
    }
    in_scan.then_some(bytes.len())
}

/// Takes out what describes the picture rather than shows it: place, device, time, comments, previews. Kept is what its
/// colours need.
pub(super) fn without_private_data(picture: DynImage) -> DynImage {
    match picture {
        DynImage::Jpeg(mut jpeg) => {
            jpeg.segments_mut().retain(|segment| match segment.marker() {
                markers::APP2 => segment.contents().starts_with(b"ICC_PROFILE\0"),
                markers::APP0 | markers::APP14 => true,
                markers::APP1..=markers::APP15 | markers::COM => false,
                _ => true,
            });
            DynImage::Jpeg(jpeg)
        }
        DynImage::Png(mut png) => {
            png.chunks_mut().retain(shows);
            DynImage::Png(png)
        }
        DynImage::WebP(mut picture) => {
            picture.chunks_mut().retain(|chunk| SHOWN_OF_WEBP.contains(&chunk.id()));
            for chunk in picture.chunks_mut().iter_mut().filter(|chunk| chunk.id() == webp::CHUNK_VP8X) {
                announce_no_xmp(chunk.content_mut());
            }
            DynImage::WebP(picture)
        }
    }
}

/// Parts of a WebP that show it; its orientation is put back afterwards.
const SHOWN_OF_WEBP: &[[u8; 4]] = &[
    webp::CHUNK_VP8X,
    webp::CHUNK_VP8,
    webp::CHUNK_VP8L,
    webp::CHUNK_ALPH,
    webp::CHUNK_ANIM,
    webp::CHUNK_ANMF,
    webp::CHUNK_ICCP,
];

/// The first byte of a WebP's header says which parts follow.
fn announce_no_xmp(header: &mut RiffContent) {
    const XMP: u8 = 0b0000_0100;
    if let RiffContent::Data(bytes) = header {
        let mut changed = bytes.to_vec();
        changed.iter_mut().take(1).for_each(|flags| *flags &= !XMP);
        *bytes = changed.into();
    }
}

/// Whether a chunk of a PNG is needed to show it: all that start with a capital letter, and these.
fn shows(chunk: &PngChunk) -> bool {
    const NEEDED: &[&[u8; 4]] = &[
        b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL",
        b"fdAT",
    ];
    chunk.kind()[0].is_ascii_uppercase() || NEEDED.contains(&&chunk.kind())
}
