//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "ComparePage-D97j1grb.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-D97j1grb.js.gz"),
    },
    File {
        name: "Fold-CRQI09yr.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Fold-CRQI09yr.js.gz"),
    },
    File {
        name: "RunPage-CJUXhGFK.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-CJUXhGFK.js.gz"),
    },
    File {
        name: "RunsPage-B6I2lI1O.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-B6I2lI1O.js.gz"),
    },
    File {
        name: "Status-CV-duXbN.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Status-CV-duXbN.js.gz"),
    },
    File {
        name: "Time-CdJLRUKx.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Time-CdJLRUKx.js.gz"),
    },
    File {
        name: "icon-CfBCIRiL.svg",
        content_type: "image/svg+xml",
        gzip: include_bytes!("../../ui/assets/icon-CfBCIRiL.svg.gz"),
    },
    File {
        name: "index-BxYAZ3t0.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-BxYAZ3t0.css.gz"),
    },
    File {
        name: "index-DjOU-smV.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-DjOU-smV.js.gz"),
    },
    File {
        name: "licenses-f12baeba.txt",
        content_type: "text/plain; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/licenses-f12baeba.txt.gz"),
    },
    File {
        name: "rolldown-runtime-WkwZ5CU-.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/rolldown-runtime-WkwZ5CU-.js.gz"),
    },
    File {
        name: "states-Cqua72as.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/states-Cqua72as.js.gz"),
    },
    File {
        name: "useQueries-q5Nl_7Gr.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useQueries-q5Nl_7Gr.js.gz"),
    },
    File {
        name: "useQuery-CvwJKIs8.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useQuery-CvwJKIs8.js.gz"),
    },
];
