//! What a file is, by its content, and whether the shop takes it.

use super::{clean, orientation};
use crate::{http::ApiError, locale::Text};
use img_parts::{Bytes, DynImage, ImageEXIF};
use kefu_contract::ProblemCode;
use kefu_rules::policy::EvidencePolicy;

/// A file the shop takes.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) media_type: &'static str,
    /// Extensions of files of this type, the usual one first.
    pub(super) extensions: &'static [&'static str],
    /// Width and height as shown, for pictures.
    pub(super) size: Option<(u32, u32)>,
    /// The file without what it tells about its owner.
    pub(super) content: Bytes,
}

/// Pictures that can be taken apart: type, extensions.
const PICTURES: &[(&str, &[&str])] =
    &[("image/jpeg", &["jpg", "jpeg"]), ("image/png", &["png"]), ("image/webp", &["webp"])];

/// Judges a file by its content, whatever its name and declared type. Of types the policy accepts, those this server
/// cannot clean of private data are refused all the same.
pub(super) fn judge(content: Bytes, policy: &EvidencePolicy) -> Result<Judged, ApiError> {
    let found = infer::get(&content).map_or("", |kind| kind.mime_type());
    let known = PICTURES.iter().find(|(media_type, _)| *media_type == found);
    let accepted = known.filter(|_| policy.types.iter().any(|accepted| accepted == found));
    let Some((media_type, extensions)) = accepted else { return Err(unsupported(found, policy)) };
    let end =
        if found == "image/jpeg" { clean::end_of_jpeg(&content).ok_or_else(damaged)? } else { content.len() };
    let picture = DynImage::from_bytes(content.slice(..end)).ok().flatten().ok_or_else(damaged)?;
    let (width, height) = picture.dimensions().ok_or_else(damaged)?;
    if width == 0 || height == 0 {
        return Err(damaged());
    }
    if u64::from(width) * u64::from(height) > policy.max_pixels {
        return Err(too_many_pixels(width, height, policy.max_pixels));
    }
    let turned = picture.exif().as_deref().and_then(orientation::read);
    let sideways = turned.is_some_and(orientation::is_sideways);
    let mut picture = clean::without_private_data(picture);
    picture.set_exif(turned.map(orientation::only));
    let size = if sideways { (height, width) } else { (width, height) };
    Ok(Judged { media_type, extensions, size: Some(size), content: picture.encoder().bytes() })
}

fn unsupported(found: &str, policy: &EvidencePolicy) -> ApiError {
    let accepted = policy.types.join(", ");
    let detail = match found {
        "" => Text::new(
            format!("无法识别文件类型，可以上传：{accepted}。"),
            format!("The type of the file is not known. Accepted are {accepted}."),
        ),
        found => Text::new(
            format!("文件类型是 {found}，可以上传：{accepted}。"),
            format!("The file is of type {found}. Accepted are {accepted}."),
        ),
    };
    ApiError::new(ProblemCode::UnsupportedEvidence).detail(detail)
}

fn damaged() -> ApiError {
    ApiError::new(ProblemCode::UnsupportedEvidence).detail(Text::new(
        "图片已损坏，请重新拍摄或导出后再上传。",
        "The picture is damaged. Take or export it again.",
    ))
}

fn too_many_pixels(width: u32, height: u32, max: u64) -> ApiError {
    ApiError::new(ProblemCode::UnsupportedEvidence).detail(Text::new(
        format!("图片有 {width} × {height} 像素，总像素最多 {max}，请缩小后再上传。"),
        format!("The picture has {width} × {height} pixels; {max} in all are accepted. Make it smaller."),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use img_parts::{
        ImageICC,
        jpeg::Jpeg,
        png::{Png, PngChunk},
        riff::{RiffChunk, RiffContent},
        webp::{self, WebP},
    };

    const SECRET: &[u8] = b"taken at home";

    fn taken(content: impl Into<Bytes>) -> Judged {
        judge(content.into(), &EvidencePolicy::default()).unwrap()
    }

    fn refused(content: &[u8]) -> ProblemCode {
        let error = judge(Bytes::copy_from_slice(content), &EvidencePolicy::default()).unwrap_err();
        error.problem(Locale::En).code
    }

    fn holds(content: &[u8], part: &[u8]) -> bool {
        content.windows(part.len()).any(|window| window == part)
    }

    fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
        let length = u16::try_from(contents.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], contents].concat()
    }

    /// EXIF data of a phone held upright, with the place.
    fn exif(orientation: u16) -> Vec<u8> {
        [b"Exif\0\0", &orientation::only(orientation)[..], SECRET].concat()
    }

    /// 640 × 480, two scans; `FF D9` inside a segment ends nothing.
    fn jpeg(orientation: u16) -> Vec<u8> {
        let frame = segment(0xc0, b"\x08\x01\xe0\x02\x80\x01\x01\x11\0");
        [
            &[0xff, 0xd8][..],
            &segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            &segment(0xe1, &exif(orientation)),
            &segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0taken at home"),
            &segment(0xe2, b"ICC_PROFILE\0\x01\x01colours"),
            &segment(0xe2, b"MPF\0taken at home"),
            &segment(0xed, SECRET),
            &segment(0xfe, SECRET),
            &frame,
            &segment(0xda, b"\x01\x01\0\0\x3f\0"),
            b"one\xff\0\xff\xd0two",
            &segment(0xc4, b"\xff\xd9\xff\xd9"),
            &segment(0xda, b"\x01\x01\0\0\x3f\0"),
            b"three\xff\xd9",
            b"ftypmp42 taken at home",
        ]
        .concat()
    }

    #[test]
    fn a_photo_loses_what_it_tells_and_nothing_else() {
        let judged = taken(jpeg(1));
        assert_eq!((judged.media_type, judged.size), ("image/jpeg", Some((640, 480))));
        assert!(!holds(&judged.content, SECRET) && !holds(&judged.content, b"Exif"));
        for kept in [&b"JFIF"[..], b"colours", b"one\xff\0\xff\xd0two", b"three\xff\xd9"] {
            assert!(holds(&judged.content, kept), "{kept:?}");
        }
        assert!(judged.content.ends_with(&[0xff, 0xd9]));
        assert_eq!(Jpeg::from_bytes(judged.content).unwrap().icc_profile().as_deref(), Some(&b"colours"[..]));
    }

    #[test]
    fn a_photo_stays_the_right_way_up() {
        let judged = taken(jpeg(6));
        assert_eq!(judged.size, Some((480, 640)), "as it is shown");
        let exif = Jpeg::from_bytes(judged.content.clone()).unwrap().exif().unwrap();
        assert_eq!(orientation::read(&exif), Some(6));
        assert!(!holds(&judged.content, SECRET));
        assert_eq!(taken(jpeg(3)).size, Some((640, 480)));
        let again = taken(judged.content.clone());
        assert_eq!((again.size, again.content), (judged.size, judged.content), "nothing is left to take out");
    }

    fn png(width: u32, height: u32) -> Bytes {
        let mut png = Png::from_bytes(Bytes::from_static(b"\x89PNG\r\n\x1a\n")).unwrap();
        let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
        for (kind, contents) in [
            (b"IHDR", header.into()),
            (b"tEXt", Bytes::from_static(SECRET)),
            (b"gAMA", Bytes::from_static(&[0, 0, 0, 1])),
            (b"eXIf", Bytes::from(exif(1))),
            (b"IDAT", Bytes::from_static(b"pixels")),
            (b"prVt", Bytes::from_static(SECRET)),
            (b"IEND", Bytes::new()),
        ] {
            png.chunks_mut().push(PngChunk::new(*kind, contents));
        }
        [&png.encoder().bytes()[..], SECRET].concat().into()
    }

    #[test]
    fn a_screenshot_loses_its_texts() {
        let judged = taken(png(1_170, 2_532));
        assert_eq!((judged.media_type, judged.size), ("image/png", Some((1_170, 2_532))));
        assert!(!holds(&judged.content, SECRET));
        assert!(holds(&judged.content, b"gAMA") && holds(&judged.content, b"pixels"));
    }

    fn webp(chunks: &[([u8; 4], &[u8])]) -> Bytes {
        let chunk = |(id, data): &([u8; 4], &[u8])| {
            RiffChunk::new(*id, RiffContent::Data(Bytes::copy_from_slice(data)))
        };
        let subchunks = chunks.iter().map(chunk).collect();
        let list = RiffContent::List { kind: Some(*b"WEBP"), subchunks };
        WebP::new(RiffChunk::new(*b"RIFF", list)).unwrap().encoder().bytes()
    }

    #[test]
    fn a_webp_loses_its_metadata_and_no_longer_announces_it() {
        let header = b"\x2c\0\0\0\x0f\0\0\x07\0\0";
        let (place, film) = (exif(1), b"taken at home");
        let judged = taken(webp(&[
            (webp::CHUNK_VP8X, header),
            (webp::CHUNK_ICCP, b"colours!"),
            (webp::CHUNK_VP8, b"pixels"),
            (webp::CHUNK_EXIF, &place),
            (webp::CHUNK_XMP, film),
            (*b"PRVT", film),
        ]));
        assert_eq!((judged.media_type, judged.size), ("image/webp", Some((16, 8))));
        assert!(!holds(&judged.content, SECRET) && holds(&judged.content, b"colours!"));
        let parts = WebP::from_bytes(judged.content).unwrap();
        let header = parts.chunk_by_id(webp::CHUNK_VP8X).unwrap().content().data().unwrap().clone();
        assert_eq!(header[0], 0b0010_0000, "only the colours are announced");
    }

    #[test]
    fn what_is_no_picture_or_a_broken_one_is_refused() {
        let damaged = png(0, 8);
        let short = &jpeg(1)[..40];
        let nonsense = [&jpeg(1)[..20], &[7; 40]].concat();
        let vector: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
        let program: &[u8] = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0";
        let iphone: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
        let page: &[u8] = b"<!DOCTYPE html><p>cup.jpg";
        let gif: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0";
        let empty: &[u8] = b"";
        for content in
            [&damaged[..], short, &nonsense, vector, program, iphone, page, gif, empty, &[0xff, 0xd8, 0xff]]
        {
            assert_eq!(refused(content), ProblemCode::UnsupportedEvidence, "{content:?}");
        }
    }

    #[test]
    fn a_picture_that_unfolds_without_end_is_refused() {
        assert_eq!(taken(png(8_000, 8_000)).size, Some((8_000, 8_000)));
        assert_eq!(refused(&png(8_000, 8_001)), ProblemCode::UnsupportedEvidence);
        assert_eq!(refused(&png(u32::MAX, u32::MAX)), ProblemCode::UnsupportedEvidence);
    }

    #[test]
    fn the_policy_decides_what_is_taken() {
        let only_png = EvidencePolicy { types: vec!["image/png".to_owned()], ..EvidencePolicy::default() };
        assert!(judge(png(8, 8), &only_png).is_ok());
        assert!(judge(jpeg(1).into(), &only_png).is_err());
    }
}
