//! Sending files, and getting them back.

use crate::harness::{SECRET, Shop, User, key, problem};
use kefu_contract::{ProblemCode, Upload};
use reqwest::{Method, Response, StatusCode};

/// A PNG of one pixel, with a text in it.
pub(super) fn png(text: &str) -> Vec<u8> {
    use img_parts::{
        Bytes,
        png::{Png, PngChunk},
    };
    let mut png = Png::from_bytes(Bytes::from_static(b"\x89PNG\r\n\x1a\n")).unwrap();
    for (kind, contents) in [
        (b"IHDR", &b"\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0"[..]),
        (b"tEXt", text.as_bytes()),
        (b"IDAT", text.as_bytes()),
        (b"IEND", b""),
    ] {
        png.chunks_mut().push(PngChunk::new(*kind, Bytes::copy_from_slice(contents)));
    }
    png.encoder().bytes().to_vec()
}

async fn send(user: &User<'_>, key: &str, name: &str, content: Vec<u8>) -> Response {
    let path = format!("/v1/uploads?client_id={key}&name={name}");
    user.request(Method::POST, &path).body(content).send().await.unwrap()
}

/// A picture somebody has uploaded.
pub(crate) async fn picture(user: &User<'_>, text: &str) -> Upload {
    let answer = send(user, &key(), "cup.png", png(text)).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    answer.json().await.unwrap()
}

async fn kept(shop: &Shop) -> i64 {
    shop.number("SELECT COUNT(*) FROM upload").await
}

#[tokio::test]
async fn a_picture_is_kept_and_shown_without_a_token() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let sent = send(&buyer, &key(), "%2Ftmp%2F%E8%A3%82.jpeg", png("裂缝")).await;
    assert_eq!(sent.status(), StatusCode::CREATED);
    let upload: Upload = sent.json().await.unwrap();
    assert_eq!((upload.name.as_str(), upload.media_type.as_str()), ("裂.jpeg.png", "image/png"));
    assert_eq!((upload.width, upload.height), (Some(1), Some(1)));

    let file = shop.get(&upload.url).await;
    assert_eq!(file.status(), StatusCode::OK);
    let header = |name: &str| file.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "image/png");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(header("content-disposition"), "inline; filename*=UTF-8''%E8%A3%82.jpeg.png");
    let life = header("cache-control");
    let seconds = life.strip_prefix("private, max-age=").and_then(|rest| rest.strip_suffix(", immutable"));
    assert!((86_400..=2 * 86_400).contains(&seconds.unwrap().parse::<u32>().unwrap()), "{life}");
    let content = file.bytes().await.unwrap();
    assert_eq!(content.len() as u64, upload.bytes);
    assert_eq!(content.windows(6).filter(|part| *part == "裂缝".as_bytes()).count(), 1, "the text is gone");
}

#[tokio::test]
async fn an_address_cannot_be_made_up() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let (one, two) = (picture(&buyer, "一").await, picture(&buyer, "二").await);
    let seal = |upload: &Upload| upload.url.rsplit_once('/').unwrap().1.to_owned();
    let (day, code) =
        seal(&one).split_once('.').map(|(day, code)| (day.to_owned(), code.to_owned())).unwrap();
    let later = day.parse::<i64>().unwrap() + 1;
    for path in [
        format!("/files/{}", one.id),
        format!("/files/{}/", one.id),
        format!("/files/{}/{}", one.id, seal(&two)),
        format!("/files/{}/{later}.{code}", one.id),
        format!("/files/{}/{day}.", one.id),
        format!("/files/{}/{day}.{SECRET}", one.id),
        format!("/files/{}/%FF", one.id),
        "/files".to_owned(),
    ] {
        let refused = buyer.request(Method::GET, &path).send().await.unwrap();
        assert_eq!(problem(refused).await.code, ProblemCode::NotFound, "{path}");
    }
}

#[tokio::test]
async fn the_same_file_is_kept_once() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let key = key();
    let (a, b) =
        tokio::join!(send(&buyer, &key, "cup.png", png("杯")), send(&buyer, &key, "cup.png", png("杯")),);
    let mut statuses = [a.status(), b.status()];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::CREATED]);
    let (a, b): (Upload, Upload) = (a.json().await.unwrap(), b.json().await.unwrap());
    assert_eq!((&a, kept(&shop).await), (&b, 1));
    for (name, content) in [("cup.png", png("碗")), ("bowl.png", png("杯"))] {
        let refused = problem(send(&buyer, &key, name, content).await).await;
        assert_eq!(refused.code, ProblemCode::IdempotencyKeyReused);
    }
    assert_eq!(kept(&shop).await, 1);
}

#[tokio::test]
async fn what_the_shop_does_not_take_is_refused() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    for (content, declared) in [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "image/png"),
        (b"MZ\x90\0 a program".to_vec(), "image/jpeg"),
        (b"%PDF-1.7 an invoice".to_vec(), "application/pdf"),
        (Vec::new(), "image/png"),
    ] {
        let path = format!("/v1/uploads?client_id={}&name=cup.png", key());
        let request = buyer.request(Method::POST, &path).header("content-type", declared);
        let refused = problem(request.body(content).send().await.unwrap()).await;
        assert_eq!(refused.code, ProblemCode::UnsupportedEvidence);
        assert!(refused.detail.unwrap().contains("image/webp"));
    }
    // What it is counts, not what it is called.
    let path = format!("/v1/uploads?client_id={}", key());
    let request = buyer.request(Method::POST, &path).header("content-type", "text/html");
    let taken: Upload = request.body(png("杯")).send().await.unwrap().json().await.unwrap();
    assert_eq!((taken.media_type.as_str(), taken.name.as_str()), ("image/png", "file.png"));
    for query in ["", "?client_id=7", "?client_id=01890A5D-AC96-774B-BCCE-B302099A8057"] {
        let path = format!("/v1/uploads{query}");
        let answer = buyer.request(Method::POST, &path).body(png("杯")).send().await.unwrap();
        assert_eq!(problem(answer).await.code, ProblemCode::InvalidQuery, "{query}");
    }
    let nobody = shop.request(Method::POST, &path).body(png("杯")).send().await.unwrap();
    assert_eq!(problem(nobody).await.code, ProblemCode::Unauthenticated);
    assert_eq!(kept(&shop).await, 1);
}

#[tokio::test]
async fn a_file_that_is_too_large_gets_an_answer() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    const MAX: usize = 5 * 1_024 * 1_024;
    for size in [MAX + 1, 12 * 1_024 * 1_024] {
        let refused = problem(send(&buyer, &key(), "film.png", vec![0; size]).await).await;
        assert_eq!((refused.code, refused.status), (ProblemCode::FileTooLarge, 413));
        assert_eq!(refused.errors[0].max, Some(MAX as u64));
    }
    let largest = send(&buyer, &key(), "large.png", png(&"x".repeat((MAX - 81) / 2))).await;
    assert_eq!(largest.status(), StatusCode::CREATED);
    assert_eq!(kept(&shop).await, 1);
}

#[tokio::test]
async fn files_nobody_uses_are_forgotten_and_do_not_pile_up() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let key = key();
    for number in 0..30 {
        let key = if number == 0 { key.clone() } else { crate::harness::key() };
        assert_eq!(send(&buyer, &key, "a.png", png("x")).await.status(), StatusCode::CREATED);
    }
    let refused = problem(send(&buyer, &crate::harness::key(), "a.png", png("x")).await).await;
    assert_eq!((refused.code, refused.retryable), (ProblemCode::RateLimited, true));
    let other = shop.user("buyer-2").await;
    let recent = picture(&other, "x").await;
    shop.sql("UPDATE upload SET created_ms = created_ms - 90000000 WHERE owner_id = 'buyer-1'").await;

    let shop = shop.restart_with(&[]).await;
    assert_eq!(kept(&shop).await, 1);
    assert_eq!(shop.get(&recent.url).await.status(), StatusCode::OK);
    // The same key sends the file anew: the answer given for it went with the file.
    let buyer = shop.user("buyer-1").await;
    assert_eq!(send(&buyer, &key, "a.png", png("x")).await.status(), StatusCode::CREATED);
}
