//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "Artifacts-Cjc54mZ0.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-Cjc54mZ0.js.gz"),
    },
    File {
        name: "Artifacts-a6LkxW_T.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-a6LkxW_T.css.gz"),
    },
    File {
        name: "CellView-CVvqDXvu.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/CellView-CVvqDXvu.js.gz"),
    },
    File {
        name: "Charts-Bwtxzv3M.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-Bwtxzv3M.js.gz"),
    },
    File {
        name: "Charts-DByKoCq9.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-DByKoCq9.js.gz"),
    },
    File {
        name: "ComparePage-CmYUCtsQ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-CmYUCtsQ.js.gz"),
    },
    File {
        name: "DeleteDialog-BrH2tzgv.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/DeleteDialog-BrH2tzgv.js.gz"),
    },
    File {
        name: "Dialog-DC46cpew.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Dialog-DC46cpew.js.gz"),
    },
    File {
        name: "ExperimentDialog-C8BKh5Jy.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ExperimentDialog-C8BKh5Jy.js.gz"),
    },
    File {
        name: "Markdown-CSS5uF3M.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Markdown-CSS5uF3M.js.gz"),
    },
    File {
        name: "MetricCards-QrrD0Edx.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/MetricCards-QrrD0Edx.js.gz"),
    },
    File {
        name: "Pairs-DoVs8m9A.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pairs-DoVs8m9A.js.gz"),
    },
    File {
        name: "Palette-B6dJJvAZ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Palette-B6dJJvAZ.js.gz"),
    },
    File {
        name: "Predictions-Cj0ii7d_.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-Cj0ii7d_.js.gz"),
    },
    File {
        name: "ReadingView-Db4LJzAS.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ReadingView-Db4LJzAS.js.gz"),
    },
    File {
        name: "Rendered-BEGUS4g0.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BEGUS4g0.css.gz"),
    },
    File {
        name: "Rendered-CzABqhmd.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-CzABqhmd.js.gz"),
    },
    File {
        name: "RunPage-B2AfUoOb.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-B2AfUoOb.css.gz"),
    },
    File {
        name: "RunPage-DMYycUre.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-DMYycUre.js.gz"),
    },
    File {
        name: "RunsCharts-CxqdCxgv.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsCharts-CxqdCxgv.js.gz"),
    },
    File {
        name: "RunsPage-Bu5NSfUH.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-Bu5NSfUH.js.gz"),
    },
    File {
        name: "SearchPage-BBLodDAF.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/SearchPage-BBLodDAF.js.gz"),
    },
    File {
        name: "Status-CN1rmNkn.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Status-CN1rmNkn.js.gz"),
    },
    File {
        name: "Tables-DSwch_mI.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Tables-DSwch_mI.js.gz"),
    },
    File {
        name: "charts-BekpZZHh.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-BekpZZHh.css.gz"),
    },
    File {
        name: "charts-D17-wbdh.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-D17-wbdh.js.gz"),
    },
    File {
        name: "client-BXDBXdlW.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/client-BXDBXdlW.js.gz"),
    },
    File {
        name: "columns-Crngrwj5.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/columns-Crngrwj5.js.gz"),
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
        name: "index-D8ihZL4_.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-D8ihZL4_.js.gz"),
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
        name: "openBelow--xnfG_44.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/openBelow--xnfG_44.js.gz"),
    },
    File {
        name: "recent-BQ2C9vdf.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/recent-BQ2C9vdf.js.gz"),
    },
    File {
        name: "search-Dv3PuV-K.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-Dv3PuV-K.css.gz"),
    },
    File {
        name: "search-HNgg1srs.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-HNgg1srs.js.gz"),
    },
    File {
        name: "useInSight-C1Hbc25c.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useInSight-C1Hbc25c.js.gz"),
    },
    File {
        name: "useMutation-4r8q3qE5.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useMutation-4r8q3qE5.js.gz"),
    },
    File {
        name: "useQueries-CrH6ikij.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useQueries-CrH6ikij.js.gz"),
    },
    File {
        name: "useVirtualRowKeys-C8Khj2GA.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useVirtualRowKeys-C8Khj2GA.js.gz"),
    },
    File {
        name: "values-VqzLF-1O.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/values-VqzLF-1O.js.gz"),
    },
];
