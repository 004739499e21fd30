//! Images, as files or as a series of a key.

use std::io::Cursor;

use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ExtendedColorType, ImageFormat};
use runlore_domain::{Error, Result, ids};

use super::RunHandle;
use crate::recording::now_ms;

/// The tag that says that a run has images.
const LOGGED_IMAGES: &str = "mlflow.loggedImages";
/// The longer side of the small copy, in pixels.
const SMALL: u32 = 256;

/// An image of 8-bit pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Image(DynamicImage);

impl Image {
    /// Reads a PNG or WebP file's bytes.
    ///
    /// # Errors
    /// When they are none of these.
    pub fn decode(bytes: &[u8]) -> Result<Self> {
        image::load_from_memory(bytes)
            .map(Self)
            .map_err(|cause| Error::invalid(format!("The image can not be read: {cause}")).with_source(cause))
    }

    /// Pixels in rows from the top, `channels` bytes each: 1 for grey, 2 with alpha, 3 for RGB, 4 with alpha.
    ///
    /// # Errors
    /// When there are not `width` × `height` × `channels` bytes.
    pub fn from_pixels(width: u32, height: u32, channels: u8, pixels: Vec<u8>) -> Result<Self> {
        let bytes = pixels.len();
        let image = match channels {
            1 => image::GrayImage::from_raw(width, height, pixels).map(DynamicImage::from),
            2 => image::GrayAlphaImage::from_raw(width, height, pixels).map(DynamicImage::from),
            3 => image::RgbImage::from_raw(width, height, pixels).map(DynamicImage::from),
            4 => image::RgbaImage::from_raw(width, height, pixels).map(DynamicImage::from),
            _ => None,
        };
        image.map(Self).ok_or_else(|| {
            Error::invalid(format!("{bytes} bytes are no image of {width} x {height} pixels with {channels} channels."))
        })
    }

    /// As the bytes of a PNG file.
    ///
    /// # Errors
    /// When it has no pixels.
    pub fn to_png(&self) -> Result<Vec<u8>> {
        let mut bytes = Cursor::new(Vec::new());
        self.0.write_to(&mut bytes, ImageFormat::Png).map_err(unwritable)?;
        Ok(bytes.into_inner())
    }

    /// As the bytes of a small WebP file, 256 pixels at its longer side, for overviews.
    ///
    /// # Errors
    /// When it has no pixels.
    pub fn to_small_webp(&self) -> Result<Vec<u8>> {
        let small = self.0.resize(SMALL, SMALL, FilterType::Triangle);
        let mut bytes = Vec::new();
        let rgba = small.to_rgba8();
        WebPEncoder::new_lossless(&mut bytes)
            .encode(&rgba, rgba.width(), rgba.height(), ExtendedColorType::Rgba8)
            .map_err(unwritable)?;
        Ok(bytes)
    }
}

fn unwritable(cause: image::ImageError) -> Error {
    Error::invalid(format!("The image can not be written: {cause}")).with_source(cause)
}

impl RunHandle {
    /// Logs an image as a PNG file.
    ///
    /// # Errors
    /// When the path does not end with `.png`, or as [`RunHandle::log_text`].
    pub fn log_image(&self, image: &Image, path: &str) -> Result<()> {
        if !path.to_ascii_lowercase().ends_with(".png") {
            return Err(Error::invalid(format!("{path}: images are logged as .png files.")));
        }
        self.log_bytes(image.to_png()?, path)
    }

    /// Logs an image of a series: the key's image at this step, with a small copy for overviews.
    ///
    /// # Errors
    /// As [`RunHandle::log_image`].
    pub fn log_image_step(&self, key: &str, image: &Image, step: i64) -> Result<()> {
        let name =
            format!("images/{}+step+{step}+timestamp+{}+{}", key.replace('/', "~"), now_ms(), uuid(&ids::random_hex()));
        self.log_bytes(image.to_png()?, &format!("{name}.png"))?;
        self.log_bytes(image.to_small_webp()?, &format!("{name}+compressed.webp"))?;
        self.set_tag(LOGGED_IMAGES, "True")
    }
}

/// 32 hexadecimal digits as MLflow writes them in names of files.
fn uuid(hex: &str) -> String {
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_survive_the_file() {
        let image = Image::from_pixels(2, 1, 3, vec![255, 0, 0, 0, 0, 255]).unwrap();
        assert_eq!(Image::decode(&image.to_png().unwrap()).unwrap(), image);
        let small = Image::decode(&image.to_small_webp().unwrap()).unwrap();
        assert_eq!((small.0.width(), small.0.height()), (256, 128));
        assert!(Image::from_pixels(2, 2, 3, vec![0; 11]).is_err());
        assert_eq!(uuid("0123456789abcdef0123456789abcdef"), "01234567-89ab-cdef-0123-456789abcdef");
    }
}
