//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "Artifacts-C3I5SNbm.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-C3I5SNbm.js.gz"),
    },
    File {
        name: "Artifacts-a6LkxW_T.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-a6LkxW_T.css.gz"),
    },
    File {
        name: "CellView-DBBbQWY1.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/CellView-DBBbQWY1.js.gz"),
    },
    File {
        name: "Charts-CHP52G28.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-CHP52G28.js.gz"),
    },
    File {
        name: "Charts-CXx3__JM.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-CXx3__JM.js.gz"),
    },
    File {
        name: "ComparePage-CYGqY8Wv.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-CYGqY8Wv.js.gz"),
    },
    File {
        name: "DeleteDialog-DWDPYRSE.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/DeleteDialog-DWDPYRSE.js.gz"),
    },
    File {
        name: "Dialog-DC46cpew.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Dialog-DC46cpew.js.gz"),
    },
    File {
        name: "ExperimentDialog-C8w0PSqT.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ExperimentDialog-C8w0PSqT.js.gz"),
    },
    File {
        name: "Markdown-B0-eoChs.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Markdown-B0-eoChs.js.gz"),
    },
    File {
        name: "MetricCards-BLz_uSZB.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/MetricCards-BLz_uSZB.js.gz"),
    },
    File {
        name: "Pairs-BA04RxVC.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pairs-BA04RxVC.js.gz"),
    },
    File {
        name: "Palette-BzMOqS5a.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Palette-BzMOqS5a.js.gz"),
    },
    File {
        name: "Predictions-Nij-7R3N.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-Nij-7R3N.js.gz"),
    },
    File {
        name: "ReadingView-duDHsJO4.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ReadingView-duDHsJO4.js.gz"),
    },
    File {
        name: "Rendered-BEGUS4g0.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BEGUS4g0.css.gz"),
    },
    File {
        name: "Rendered-BWY3DMTT.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BWY3DMTT.js.gz"),
    },
    File {
        name: "RunPage-5hTdY8Eh.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-5hTdY8Eh.js.gz"),
    },
    File {
        name: "RunPage-B2AfUoOb.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-B2AfUoOb.css.gz"),
    },
    File {
        name: "RunsCharts-DCqRU3nY.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsCharts-DCqRU3nY.js.gz"),
    },
    File {
        name: "RunsPage-PS4CQBpw.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-PS4CQBpw.js.gz"),
    },
    File {
        name: "SearchPage-DugcCFR3.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/SearchPage-DugcCFR3.js.gz"),
    },
    File {
        name: "Status-CbjRH-3S.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Status-CbjRH-3S.js.gz"),
    },
    File {
        name: "Tables-DUr915Uc.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Tables-DUr915Uc.js.gz"),
    },
    File {
        name: "charts-BekpZZHh.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-BekpZZHh.css.gz"),
    },
    File {
        name: "charts-CoKbEVVu.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-CoKbEVVu.js.gz"),
    },
    File {
        name: "client-BXDBXdlW.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/client-BXDBXdlW.js.gz"),
    },
    File {
        name: "columns-DMr8rym_.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/columns-DMr8rym_.js.gz"),
    },
    File {
        name: "dash-C3lDis1m.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/dash-C3lDis1m.js.gz"),
    },
    File {
        name: "icon-CfBCIRiL.svg",
        content_type: "image/svg+xml",
        gzip: include_bytes!("../../ui/assets/icon-CfBCIRiL.svg.gz"),
    },
    File {
        name: "index-DLbKplC3.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-DLbKplC3.js.gz"),
    },
    File {
        name: "index-TN2r9F9C.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-TN2r9F9C.css.gz"),
    },
    File {
        name: "jsx-runtime-DyZJNswf.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/jsx-runtime-DyZJNswf.js.gz"),
    },
    File {
        name: "licenses-1ebb0bea.txt",
        content_type: "text/plain; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/licenses-1ebb0bea.txt.gz"),
    },
    File {
        name: "loggedTables-D9WnCRsT.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/loggedTables-D9WnCRsT.js.gz"),
    },
    File {
        name: "recent-BQ2C9vdf.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/recent-BQ2C9vdf.js.gz"),
    },
    File {
        name: "search-DpNXGlM5.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-DpNXGlM5.js.gz"),
    },
    File {
        name: "search-Dv3PuV-K.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-Dv3PuV-K.css.gz"),
    },
    File {
        name: "useInSight-C1Hbc25c.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useInSight-C1Hbc25c.js.gz"),
    },
    File {
        name: "useLast-DitTVXnQ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useLast-DitTVXnQ.js.gz"),
    },
    File {
        name: "useMutation-CnPXivA9.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useMutation-CnPXivA9.js.gz"),
    },
    File {
        name: "useQueries-CrH6ikij.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useQueries-CrH6ikij.js.gz"),
    },
    File {
        name: "useVirtualRowKeys-DMQAjjoP.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useVirtualRowKeys-DMQAjjoP.js.gz"),
    },
    File {
        name: "values-VqzLF-1O.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/values-VqzLF-1O.js.gz"),
    },
];
