//! Files people sent.

use super::{Change, Store, StoreError};
use kefu_contract::{ClientId, Timestamp, Upload, UploadId, UserId};
use sqlx::Row;

/// A file about to be kept.
#[derive(Debug, Clone)]
pub(crate) struct NewUpload<'a> {
    pub(crate) upload: &'a Upload,
    pub(crate) owner: &'a UserId,
    /// The key it was sent with.
    pub(crate) client_id: &'a ClientId,
    pub(crate) content: &'a [u8],
    pub(crate) at: Timestamp,
}

/// A file as it is served.
#[derive(Debug, Clone)]
pub(crate) struct StoredFile {
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) content: Vec<u8>,
}

impl Store {
    pub(crate) async fn file(&self, id: &UploadId) -> Result<Option<StoredFile>, StoreError> {
        let row = sqlx::query("SELECT name, media_type, content FROM upload WHERE id = $1")
            .bind(&id.0)
            .fetch_optional(&self.read)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(StoredFile {
            name: row.try_get("name")?,
            media_type: row.try_get("media_type")?,
            content: row.try_get("content")?,
        }))
    }
}

impl Change {
    pub(crate) async fn add_upload(&mut self, new: NewUpload<'_>) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO upload (id, owner_id, client_id, name, media_type, width, height, content, used, created_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)",
        )
        .bind(&new.upload.id.0)
        .bind(&new.owner.0)
        .bind(&new.client_id.0)
        .bind(&new.upload.name)
        .bind(&new.upload.media_type)
        .bind(new.upload.width)
        .bind(new.upload.height)
        .bind(new.content)
        .bind(new.at.unix_ms)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// A file of this owner, without its content and address.
    pub(crate) async fn upload(
        &mut self,
        owner: &UserId,
        id: &UploadId,
    ) -> Result<Option<Upload>, StoreError> {
        let row = sqlx::query(
            "SELECT name, media_type, width, height, LENGTH(content) AS bytes FROM upload
             WHERE id = $1 AND owner_id = $2",
        )
        .bind(&id.0)
        .bind(&owner.0)
        .fetch_optional(self.connection())
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Upload {
            id: id.clone(),
            url: String::new(),
            thumbnail_url: None,
            name: row.try_get("name")?,
            media_type: row.try_get("media_type")?,
            bytes: row.try_get::<i64, _>("bytes")?.unsigned_abs(),
            width: row.try_get("width")?,
            height: row.try_get("height")?,
        }))
    }

    /// How many files of an owner nothing refers to.
    pub(crate) async fn unused_uploads(&mut self, owner: &UserId) -> Result<u32, StoreError> {
        let row = sqlx::query("SELECT COUNT(*) AS number FROM upload WHERE owner_id = $1 AND used = 0")
            .bind(&owner.0)
            .fetch_one(self.connection())
            .await?;
        Ok(row.try_get("number")?)
    }

    /// Keeps a file from being forgotten: something refers to it now.
    pub(crate) async fn use_upload(&mut self, id: &UploadId) -> Result<(), StoreError> {
        sqlx::query("UPDATE upload SET used = 1 WHERE id = $1")
            .bind(&id.0)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Gives a file another name.
    pub(crate) async fn rename_upload(&mut self, id: &UploadId, name: &str) -> Result<(), StoreError> {
        sqlx::query("UPDATE upload SET name = $2 WHERE id = $1")
            .bind(&id.0)
            .bind(name)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Forgets files sent before `before` that nothing refers to, and the answers kept for their keys.
    pub(crate) async fn prune_uploads(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        sqlx::query(
            "DELETE FROM idempotency WHERE (user_id, client_id) IN
               (SELECT owner_id, client_id FROM upload WHERE used = 0 AND created_ms < $1)",
        )
        .bind(before.unix_ms)
        .execute(self.connection())
        .await?;
        let done = sqlx::query("DELETE FROM upload WHERE used = 0 AND created_ms < $1")
            .bind(before.unix_ms)
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected())
    }
}
