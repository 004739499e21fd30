//! Reading some rows of a table of any size.

use std::time::Duration;

use futures_util::TryStreamExt as _;
use runlore_artifacts::ByteStream;
use runlore_domain::Result;
use runlore_domain::search::RowSearch;
use runlore_domain::table::TableName;
use runlore_protocol::tables::{CutCell, RowsAsked, RowsBody};
use runlore_tables::{CsvScanner, Cut, Page, Scanner, Selected, Selection};
use serde_json::value::RawValue;

use super::composed::open;
use super::copies::{Answered, answered};
use super::counting::Counting;
use super::format::Format;
use super::place::TableFile;
use super::publish::publish;
use crate::answer::Drained;
use crate::state::AppState;

/// How long rows are counted for somebody who does not insist, where there will be no copy that knows.
const MOMENT: Duration = Duration::from_millis(300);

/// The rows that are asked for.
pub(crate) async fn rows(app: &AppState, asked: RowsAsked) -> Result<RowsBody<Drained<Row>>> {
    let search = RowSearch::parse(&asked.filter, &asked.order_by)?;
    let file = TableFile::find(app, asked.table.clone()).await?;
    let format = Format::of(&file.name.path)?;
    if format == Format::Parquet {
        publish(app, &file).await?;
    }
    let RowsAsked { columns, offset, max_rows, max_cell, count, .. } = asked;
    let page = Page { columns, offset, max_rows, max_cell };
    let progress = match answered(app, &file, format, &search, &page).await? {
        Answered::Rows(selected) => return Ok(RowsBody { prepared: true, ..body_of(selected) }),
        Answered::Preparing(share) => Some(share),
        Answered::No => None,
    };
    let select = |columns: &[String]| Selection::new(&search, &page, columns);
    let counting = match progress {
        _ if count => Counting::All,
        // The copy will know.
        Some(_) => Counting::within(Duration::ZERO),
        None => Counting::within(MOMENT),
    };
    let (selection, counted) = match format {
        Format::Json => json(app, &file, &select, counting).await?,
        Format::Csv => csv(body(app, &file).await?, &select, counting).await?,
        Format::Parquet => file.select_parquet(&select, counting).await?,
    };
    Ok(RowsBody { progress, counted, ..body_of(selection.finish()) })
}

fn body_of(selected: Selected) -> RowsBody<Drained<Row>> {
    let Selected { columns, rows, cut, total } = selected;
    let cut = cut.into_iter().map(|Cut { row, column, bytes }| CutCell { row, column, bytes }).collect();
    RowsBody { columns, rows: Drained::new(rows), cut, total, counted: true, progress: None, prepared: false }
}

type Row = Vec<Box<RawValue>>;
/// What was selected, and whether all rows were met.
type Met = (Selection, bool);
type Select<'s> = dyn Fn(&[String]) -> Result<Selection> + Sync + 's;

async fn body(app: &AppState, file: &TableFile) -> Result<ByteStream> {
    let name = Some(&file.name).filter(|name| TableName::is_table(&name.path));
    Ok(open(app, &file.folder, &file.at, name, None).await?.body)
}

async fn json(app: &AppState, file: &TableFile, select: &Select<'_>, counting: Counting) -> Result<Met> {
    let (mut body, mut scanner) = (body(app, file).await?, Scanner::default());
    let mut selection = None;
    while let Some(piece) = body.try_next().await? {
        let mut early = false;
        // The columns may come in the same piece as the first rows, which can wait for them.
        let mut rows = Vec::new();
        scanner.push(&piece, &mut |row| {
            match &mut selection {
                Some(selection) => Selection::push(selection, row)?,
                None => rows.push(row.to_vec()),
            }
            Ok(())
        })?;
        if selection.is_none()
            && let Some(columns) = scanner.columns()
        {
            selection = Some(select(columns)?);
        }
        match &mut selection {
            Some(selection) => rows.iter().try_for_each(|row| selection.push(row))?,
            None => early = !rows.is_empty(),
        }
        if let Some(enough) = selection.take_if(|selection| counting.is_over(selection)) {
            return Ok((enough, false));
        }
        if early {
            return Ok((columns_last(app, file, scanner, body, select).await?, true));
        }
    }
    let columns = scanner.finish()?.columns;
    Ok((selection.map_or_else(|| select(&columns), Ok)?, true))
}

/// Somebody wrote the columns behind the rows: first they are looked for, then the rows are read.
async fn columns_last(
    app: &AppState,
    file: &TableFile,
    mut scanner: Scanner,
    mut rest: ByteStream,
    select: &Select<'_>,
) -> Result<Selection> {
    while let Some(piece) = rest.try_next().await? {
        scanner.push(&piece, &mut |_| Ok(()))?;
    }
    let mut selection = select(&scanner.finish()?.columns)?;
    let (mut body, mut scanner) = (body(app, file).await?, Scanner::default());
    while let Some(piece) = body.try_next().await? {
        scanner.push(&piece, &mut |row| selection.push(row))?;
    }
    scanner.finish()?;
    Ok(selection)
}

async fn csv(mut body: ByteStream, select: &Select<'_>, counting: Counting) -> Result<Met> {
    let (mut scanner, mut selection) = (CsvScanner::default(), None);
    let each = |selection: &mut Option<Selection>, columns: &[String], row: &[u8]| {
        if selection.is_none() {
            *selection = Some(select(columns)?);
        }
        selection.as_mut().map_or(Ok(()), |selection| selection.push(row))
    };
    while let Some(piece) = body.try_next().await? {
        scanner.push(&piece, &mut |columns, row| each(&mut selection, columns, row))?;
        if let Some(enough) = selection.take_if(|selection| counting.is_over(selection)) {
            return Ok((enough, false));
        }
    }
    let columns = scanner.finish(&mut |columns, row| each(&mut selection, columns, row))?;
    Ok((selection.map_or_else(|| select(&columns), Ok)?, true))
}
