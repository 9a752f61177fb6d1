//! Colourways: warm and calm, each complete from wall to deepest shade.

/// A colourway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hue {
    Persimmon,
    Celadon,
    Indigo,
    Oat,
    Ink,
    Rose,
    Moss,
    Sky,
    Honey,
    Wood,
    Clay,
}

/// The colours of a colourway.
#[derive(Debug, Clone, Copy)]
pub(super) struct Palette {
    /// Behind the product.
    pub(super) wall: &'static str,
    /// Under the product.
    pub(super) table: &'static str,
    /// The product.
    pub(super) body: &'static str,
    /// Its lighter parts.
    pub(super) light: &'static str,
    /// Its darker parts.
    pub(super) deep: &'static str,
    /// What is painted on it.
    pub(super) accent: &'static str,
}

impl Hue {
    pub(super) fn palette(self) -> Palette {
        let [wall, table, body, light, deep, accent] = match self {
            Self::Persimmon => ["#F6E9DD", "#EBD6C3", "#D9703F", "#EE9A6C", "#A84A22", "#FBE3CF"],
            Self::Celadon => ["#EDF1E9", "#DBE3D6", "#9DB9A4", "#C6D8C9", "#6F9079", "#F4F3EA"],
            Self::Indigo => ["#E9ECF0", "#D5DBE2", "#3F5878", "#6B84A3", "#26384F", "#E4DCCB"],
            Self::Oat => ["#EFE7DC", "#E0D3C2", "#F7F2E8", "#FFFDF8", "#CDBEA8", "#B98A5E"],
            Self::Ink => ["#ECE8E2", "#D9D2C8", "#4A4744", "#6E6A66", "#2B2928", "#C9A36B"],
            Self::Rose => ["#F5EAE6", "#E8D5CF", "#D9A79A", "#EBC9BF", "#B37B6D", "#FAF0EA"],
            Self::Moss => ["#EEEEE2", "#DDDDCB", "#8C9468", "#B3B98F", "#636B43", "#F3EDD9"],
            Self::Sky => ["#E9EFF0", "#D5DFE1", "#EEF4F4", "#FFFFFF", "#A9BEC4", "#3E6390"],
            Self::Honey => ["#F7EEDC", "#EBDCBF", "#DDB06A", "#EFD09A", "#AD7F3C", "#FBF1DB"],
            Self::Wood => ["#F3EBE0", "#E3D5C3", "#C4955F", "#DDB484", "#916638", "#A87743"],
            Self::Clay => ["#F2E9E3", "#E2D3C9", "#8A5A48", "#AB7A66", "#5F3A2D", "#E0BFA4"],
        };
        Palette { wall, table, body, light, deep, accent }
    }
}
