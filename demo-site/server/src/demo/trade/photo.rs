//! Snapshots people take of what they got: drawn small and coarse, as files a shop would be sent.

use crate::demo::products::{Item, Shelf};
use img_parts::{Bytes, png::PngChunk};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// What a snapshot shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Photo {
    /// The thing as it should be.
    Whole,
    Crack,
    Chip,
    Stain,
    /// One half of another colour.
    OffColour,
    /// The box, pressed in.
    Crushed,
    /// The box, open, with nothing in it.
    Empty,
}

pub(super) const WIDTH: u32 = 160;
pub(super) const HEIGHT: u32 = 120;

const W: i32 = 160;
const H: i32 = 120;

/// Colours by number: where it lies, the thing, its shaded side, what is wrong with it.
const GROUND: u8 = 0;
const BODY: u8 = 1;
const SHADE: u8 = 2;
const MARK: u8 = 3;

type Rgb = [u8; 3];

const TABLES: [Rgb; 5] =
    [[0xD9, 0xC3, 0xA3], [0xE9, 0xE4, 0xDB], [0xB9, 0xA5, 0x8E], [0xCF, 0xD6, 0xD2], [0x9C, 0x87, 0x72]];
const CARDBOARD: Rgb = [0xC2, 0x9A, 0x6B];
const DARK: Rgb = [0x4A, 0x33, 0x28];

/// The main colour of things of a shelf.
fn colour(shelf: Shelf) -> Rgb {
    match shelf {
        Shelf::Cups => [0xF1, 0xEC, 0xE1],
        Shelf::Tea => [0x8C, 0x5B, 0x45],
        Shelf::Table => [0x4C, 0x6A, 0x92],
        Shelf::Vases => [0xA9, 0xBF, 0xA5],
        Shelf::Light => [0xF4, 0xD9, 0x9A],
        Shelf::Scent => [0xD9, 0x8A, 0x5B],
        Shelf::Paper => [0xB9, 0x4F, 0x38],
        Shelf::Textiles => [0xD5, 0xB3, 0xB0],
        Shelf::Storage => [0xB8, 0x93, 0x66],
    }
}

fn shaded(colour: Rgb) -> Rgb {
    colour.map(|part| part / 4 * 3)
}

/// The file: a PNG in four colours.
pub(super) fn take(photo: Photo, item: &Item, rng: &mut ChaCha8Rng) -> Vec<u8> {
    let boxed = matches!(photo, Photo::Crushed | Photo::Empty);
    let body = if boxed { CARDBOARD } else { colour(item.shelf) };
    let mark = if photo == Photo::OffColour { shaded(shaded(body)) } else { DARK };
    let palette = [TABLES[rng.random_range(0..TABLES.len())], body, shaded(body), mark];
    let mut canvas = Canvas(vec![GROUND; WIDTH as usize * HEIGHT as usize]);
    let centre = (W / 2 + rng.random_range(-14..14), H / 2 + rng.random_range(-8..8));
    if boxed || !item.shelf.is_fragile() {
        canvas.block(centre, (rng.random_range(46..56), rng.random_range(32..40)));
    } else {
        canvas.round(centre, rng.random_range(36..46));
    }
    canvas.damage(photo, centre, rng);
    encode(&canvas, palette)
}

struct Canvas(Vec<u8>);

impl Canvas {
    fn put(&mut self, x: i32, y: i32, colour: u8) {
        if let (0..W, 0..H) = (x, y) {
            self.0[(y * W + x).unsigned_abs() as usize] = colour;
        }
    }

    fn at(&self, x: i32, y: i32) -> u8 {
        if let (0..W, 0..H) = (x, y) { self.0[(y * W + x).unsigned_abs() as usize] } else { GROUND }
    }

    fn dot(&mut self, (x, y): (i32, i32), radius: i32, colour: u8, only_on_thing: bool) {
        for dy in -radius..=radius {
            for dx in -radius..=radius {
                let inside = dx * dx + dy * dy <= radius * radius;
                if inside && (!only_on_thing || self.at(x + dx, y + dy) != GROUND) {
                    self.put(x + dx, y + dy, colour);
                }
            }
        }
    }

    fn round(&mut self, (x, y): (i32, i32), radius: i32) {
        self.dot((x + 3, y + 4), radius, SHADE, false);
        self.dot((x, y), radius, BODY, false);
        self.dot((x, y), radius * 2 / 3, SHADE, false);
        self.dot((x - 2, y - 2), radius * 2 / 3 - 2, BODY, false);
    }

    fn block(&mut self, (x, y): (i32, i32), (w, h): (i32, i32)) {
        for dy in -h..=h {
            for dx in -w..=w {
                let edge = dx > w - 5 || dy > h - 5 || dx == 0;
                self.put(x + dx, y + dy, if edge { SHADE } else { BODY });
            }
        }
    }

    fn damage(&mut self, photo: Photo, (x, y): (i32, i32), rng: &mut ChaCha8Rng) {
        match photo {
            Photo::Whole => {}
            Photo::Crack => {
                let (mut at, mut drift) = ((x - 34, y - rng.random_range(10..26)), 1);
                for step in 0..70 {
                    if step % 6 == 0 {
                        drift = rng.random_range(-1..=2);
                    }
                    at = (at.0 + 1, at.1 + drift * (step % 2));
                    self.dot(at, 1, MARK, true);
                }
            }
            Photo::Chip => {
                let rim = (x + rng.random_range(18..30), y - rng.random_range(24..32));
                self.dot(rim, 9, MARK, true);
                self.dot((rim.0 + 2, rim.1 - 2), 9, GROUND, true);
            }
            Photo::Stain => {
                for _ in 0..7 {
                    let spot = (x + rng.random_range(-26..26), y + rng.random_range(-22..22));
                    self.dot(spot, rng.random_range(1..5), MARK, true);
                }
            }
            Photo::OffColour => {
                for py in 0..H {
                    for px in x..W {
                        if self.at(px, py) == BODY {
                            self.put(px, py, MARK);
                        }
                    }
                }
            }
            Photo::Crushed => {
                let corner = (x + 40, y - 28);
                self.dot(corner, 24, GROUND, true);
                for reach in [26, 30, 34] {
                    for step in 0..reach {
                        self.dot((corner.0 - step, corner.1 + reach - step), 0, MARK, true);
                    }
                }
            }
            Photo::Empty => {
                for dy in -24..=24 {
                    for dx in -36..=36 {
                        self.put(x + dx, y + dy, if dx + dy < 0 { MARK } else { SHADE });
                    }
                }
            }
        }
    }
}

fn encode(canvas: &Canvas, palette: [Rgb; 4]) -> Vec<u8> {
    let mut rows = Vec::new();
    for row in canvas.0.chunks(WIDTH as usize) {
        // No filter; four pixels to a byte.
        rows.push(0);
        rows.extend(row.chunks(4).map(|four| four.iter().fold(0, |byte, pixel| byte << 2 | pixel)));
    }
    let mut header = Vec::new();
    header.extend(WIDTH.to_be_bytes());
    header.extend(HEIGHT.to_be_bytes());
    // Two bits, indexed colours, and nothing special.
    header.extend([2, 3, 0, 0, 0]);
    let colours = palette.into_iter().flatten().collect();
    let chunks = [(*b"IHDR", header), (*b"PLTE", colours), (*b"IDAT", stored(&rows)), (*b"IEND", Vec::new())];
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, contents) in chunks {
        file.extend(PngChunk::new(kind, Bytes::from(contents)).encoder().bytes());
    }
    file
}

/// Data as a zlib stream that does not compress: there is little of it.
fn stored(data: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let mut blocks = data.chunks(usize::from(u16::MAX)).peekable();
    while let Some(block) = blocks.next() {
        // A chunk is never longer than the number can say.
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        stream.push(u8::from(blocks.peek().is_none()));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    let (low, high) = data.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    stream.extend((high << 16 | low).to_be_bytes());
    stream
}
