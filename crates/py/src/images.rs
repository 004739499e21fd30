//! Images of pixels as files, for programs without PIL.

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use runlore::Image;

use crate::errors::raise;

fn image(width: u32, height: u32, channels: u8, pixels: &[u8]) -> PyResult<Image> {
    Image::from_pixels(width, height, channels, pixels.to_vec()).map_err(raise)
}

/// The bytes of a PNG file of 8-bit pixels, in rows from the top.
#[pyfunction]
pub(crate) fn png<'py>(
    py: Python<'py>,
    width: u32,
    height: u32,
    channels: u8,
    pixels: &[u8],
) -> PyResult<Bound<'py, PyBytes>> {
    let image = image(width, height, channels, pixels)?;
    let bytes = py.detach(|| image.to_png()).map_err(raise)?;
    Ok(PyBytes::new(py, &bytes))
}

/// The bytes of a small WebP file of 8-bit pixels, 256 at its longer side.
#[pyfunction]
pub(crate) fn small_webp<'py>(
    py: Python<'py>,
    width: u32,
    height: u32,
    channels: u8,
    pixels: &[u8],
) -> PyResult<Bound<'py, PyBytes>> {
    let image = image(width, height, channels, pixels)?;
    let bytes = py.detach(|| image.to_small_webp()).map_err(raise)?;
    Ok(PyBytes::new(py, &bytes))
}
