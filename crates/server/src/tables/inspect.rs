//! What a file is to which rows are to be appended, and that nobody here wrote.

use futures_util::TryStreamExt as _;
use runlore_domain::Result;
use runlore_domain::table::Base;
use runlore_tables::Scanner;

use super::chunks::rows;
use super::place::TableFile;
use super::publish::is_parquet;

impl TableFile {
    /// Reads the file through, if there is one.
    pub(super) async fn inspect(&self) -> Result<Option<Base>> {
        let Some(stat) = self.folder.store.stat(&self.at).await? else { return Ok(None) };
        if is_parquet(&self.name) {
            return self.inspect_parquet(stat).await.map(Some);
        }
        let mut file = self.folder.store.open(&self.at, None).await?;
        let mut scanner = Scanner::default();
        while let Some(piece) = file.body.try_next().await? {
            scanner.push(&piece, &mut |_| Ok(()))?;
        }
        Ok(Some(Base { etag: file.etag, rows: rows(&scanner.finish()?)? }))
    }
}
