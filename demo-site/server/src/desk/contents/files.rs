//! Pictures and other files.

use super::Sending;
use crate::{
    app::App,
    desk::uploads,
    http::ApiError,
    locale::{Locale, Text},
    store::Change,
};
use kefu_contract::{Content, ContentType, ProblemCode, Upload};

const AT: &str = "/content/upload_ids";

pub(super) async fn accept(change: &mut Change, sending: &Sending<'_>) -> Result<Content, ApiError> {
    sending.only(&["upload_ids", "text"])?;
    let (kind, ids) = (&sending.content.kind, &sending.content.upload_ids);
    check_number(ids.len(), sending.app.policy.after_sale.evidence.max_files)?;
    let mut files: Vec<Upload> = Vec::with_capacity(ids.len());
    for (place, id) in ids.iter().enumerate() {
        let at = format!("{AT}/{place}");
        let file = change.upload(&sending.viewer.person.id, id).await?;
        let file = file.ok_or_else(|| ApiError::new(ProblemCode::UnknownUpload).at(&at))?;
        if *kind == ContentType::Image && !file.media_type.starts_with("image/") {
            return Err(ApiError::invalid_value(&at, Text::new("这不是图片。", "This is no picture.")));
        }
        if files.iter().any(|other| other.id == file.id) {
            return Err(ApiError::invalid_value(&at, Text::new("文件重复了。", "The file is there twice.")));
        }
        files.push(file);
    }
    uploads::mark_used(change, ids).await?;
    let mut content = Content { files, ..Content::empty(kind.clone()) };
    put_words(Locale::ZhCn, &mut content);
    Ok(content)
}

fn check_number(number: usize, max: u32) -> Result<(), ApiError> {
    if number == 0 {
        return Err(ApiError::invalid_value(AT, Text::new("请选择文件。", "Choose a file.")));
    }
    if number > max as usize {
        return Err(ApiError::new(ProblemCode::TooManyItems)
            .detail(Text::new(
                format!("一次最多发送 {max} 个文件。"),
                format!("At most {max} files in one message."),
            ))
            .at(AT)
            .max(u64::from(max)));
    }
    Ok(())
}

/// Files are found at addresses that expire, so they are given out when they are asked for.
pub(super) fn refresh(app: &App, locale: Locale, content: &mut Content) {
    for file in &mut content.files {
        uploads::sign(app, file);
    }
    put_words(locale, content);
}

/// Words for readers that cannot show files.
fn put_words(locale: Locale, content: &mut Content) {
    let names: Vec<&str> = content.files.iter().map(|file| file.name.as_str()).collect();
    let (zh, en) = (names.join("、"), names.join(", "));
    let words = match content.kind {
        ContentType::Image => Text::new(format!("图片：{zh}"), format!("Picture: {en}")),
        _ => Text::new(format!("文件：{zh}"), format!("File: {en}")),
    };
    content.text = Some(words.get(locale).to_owned());
}
