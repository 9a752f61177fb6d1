//! Addresses outside China, and foreign ones inside it. Telephone numbers are of the ranges kept for fiction where a
//! country has one.

use kefu_contract::Address;

/// Country, region, city, district, street, postal code, telephone; `#` is a digit to be filled in.
type Row = (
    &'static str,
    Option<&'static str>,
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static str,
    &'static str,
);

const ROWS: [Row; 18] = [
    ("GB", None, "Bristol", None, "14 Quince Terrace, Flat 2", "BS6 5QT", "+44 7700 900##1"),
    ("DE", None, "Berlin", None, "Quittenweg 23, Hinterhaus", "10997", "+49 30 23125 ##4"),
    ("SG", None, "Singapore", None, "Blk 418 Rambai Crescent #07-22", "370418", "+65 6000 01##"),
    (
        "CN",
        Some("上海市"),
        "上海市",
        Some("徐汇区"),
        "88 Shiyuan Road, Building 5, Room 1203",
        "200030",
        "+86 138 0000 41##",
    ),
    (
        "CN",
        Some("北京市"),
        "北京市",
        Some("朝阳区"),
        "16 Tingsong Lane, Tower B, 2107",
        "100020",
        "+86 139 0000 52##",
    ),
    ("CA", Some("Ontario"), "Toronto", None, "207 Wren Hollow Avenue", "M6J 2K9", "+1 416 555 01##"),
    (
        "CN",
        Some("广东省"),
        "深圳市",
        Some("南山区"),
        "9 Bailu Road, Bay View Garden 3-2-1801",
        "518000",
        "+86 150 0000 63##",
    ),
    ("US", Some("Oregon"), "Portland", None, "1908 SE Alder Mill Road", "97214", "+1 503 555 01##"),
    ("GB", None, "Edinburgh", None, "Top Flat, 9 Larkfield Close", "EH6 8QQ", "+44 131 496 0##3"),
    ("SE", None, "Stockholm", None, "Kvittengatan 7, 3 tr", "118 24", "+46 8 465 004 ##"),
    ("AU", Some("Victoria"), "Melbourne", None, "5/31 Persimmon Street", "3056", "+61 3 5550 10##"),
    (
        "CN",
        Some("浙江省"),
        "杭州市",
        Some("西湖区"),
        "Linshui Garden, Building 8, Unit 1, Room 402",
        "310012",
        "+86 186 0000 74##",
    ),
    (
        "CN",
        Some("四川省"),
        "成都市",
        Some("武侯区"),
        "21 Baiyun Street, Guiyu Court 6-1502",
        "610041",
        "+86 138 0000 85##",
    ),
    ("FR", None, "Lyon", None, "27 rue des Cognassiers", "69004", "+33 1 99 00 ## 12"),
    ("IE", None, "Galway", None, "3 Saltmarsh Row", "H91 X2Q8", "+353 20 910 ##17"),
    (
        "CN",
        Some("上海市"),
        "上海市",
        Some("静安区"),
        "4 Wutong Lane, House 12",
        "200040",
        "+86 139 0000 96##",
    ),
    (
        "CN",
        Some("云南省"),
        "昆明市",
        Some("五华区"),
        "Cuihu Alley 30, Courtyard 2",
        "650031",
        "+86 150 0000 17##",
    ),
    ("NL", None, "Utrecht", None, "Kweepeerstraat 55", "3531 KV", "+31 85 000 01##"),
];

/// The address of the `index`-th English-speaking customer.
pub(super) fn address(index: usize, name: &str) -> Address {
    let (country, region, city, district, street, postal_code, phone) = ROWS[index % ROWS.len()];
    let mut digits = format!("{:02}", index * 37 % 100).into_bytes().into_iter().map(char::from);
    let phone = phone.chars().map(|c| if c == '#' { digits.next().unwrap_or('0') } else { c }).collect();
    Address {
        recipient: name.to_owned(),
        phone,
        country: country.to_owned(),
        region: region.map(str::to_owned),
        city: city.to_owned(),
        district: district.map(str::to_owned),
        street: street.to_owned(),
        postal_code: Some(postal_code.to_owned()),
        masked: false,
    }
}
