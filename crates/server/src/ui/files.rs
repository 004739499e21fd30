//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "Artifacts-Bmrhnqq5.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-Bmrhnqq5.js.gz"),
    },
    File {
        name: "Artifacts-a6LkxW_T.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-a6LkxW_T.css.gz"),
    },
    File {
        name: "CellView-B1BWIh62.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/CellView-B1BWIh62.js.gz"),
    },
    File {
        name: "Charts-BX3v06JO.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-BX3v06JO.js.gz"),
    },
    File {
        name: "Charts-fIZS7eEf.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-fIZS7eEf.js.gz"),
    },
    File {
        name: "ComparePage-Dli5zmfj.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-Dli5zmfj.js.gz"),
    },
    File {
        name: "DeleteDialog-CQseMab3.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/DeleteDialog-CQseMab3.js.gz"),
    },
    File {
        name: "Dialog-DC46cpew.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Dialog-DC46cpew.js.gz"),
    },
    File {
        name: "ExperimentDialog-Biylh5DG.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ExperimentDialog-Biylh5DG.js.gz"),
    },
    File {
        name: "Markdown-DcSjyFPF.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Markdown-DcSjyFPF.js.gz"),
    },
    File {
        name: "MetricCards-DTdOzCMx.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/MetricCards-DTdOzCMx.js.gz"),
    },
    File {
        name: "Pairs-BIGvZ5Lv.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pairs-BIGvZ5Lv.js.gz"),
    },
    File {
        name: "Palette-0vD-7oAW.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Palette-0vD-7oAW.js.gz"),
    },
    File {
        name: "Predictions-C_3cs4sf.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-C_3cs4sf.js.gz"),
    },
    File {
        name: "ReadingView-DjfLUm1H.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ReadingView-DjfLUm1H.js.gz"),
    },
    File {
        name: "Rendered-BEGUS4g0.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BEGUS4g0.css.gz"),
    },
    File {
        name: "Rendered-aZJWgPko.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-aZJWgPko.js.gz"),
    },
    File {
        name: "RunPage-B2AfUoOb.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-B2AfUoOb.css.gz"),
    },
    File {
        name: "RunPage-CVBLHllI.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-CVBLHllI.js.gz"),
    },
    File {
        name: "RunsCharts-DyQ4tDOp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsCharts-DyQ4tDOp.js.gz"),
    },
    File {
        name: "RunsPage-CH8Ut0P9.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-CH8Ut0P9.js.gz"),
    },
    File {
        name: "SearchPage-BQQU2352.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/SearchPage-BQQU2352.js.gz"),
    },
    File {
        name: "Status-xRx50cDM.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Status-xRx50cDM.js.gz"),
    },
    File {
        name: "Tables-BPiVNCMO.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Tables-BPiVNCMO.js.gz"),
    },
    File {
        name: "charts-BEyIRRyM.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-BEyIRRyM.js.gz"),
    },
    File {
        name: "charts-BekpZZHh.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-BekpZZHh.css.gz"),
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
        name: "index-BecLhl7c.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-BecLhl7c.js.gz"),
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
        name: "search-BMHYnFTm.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-BMHYnFTm.js.gz"),
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
        name: "useMutation-DG0dDr2F.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useMutation-DG0dDr2F.js.gz"),
    },
    File {
        name: "useQueries-CrH6ikij.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useQueries-CrH6ikij.js.gz"),
    },
    File {
        name: "useVirtualRowKeys-Cb_1XXQ-.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useVirtualRowKeys-Cb_1XXQ-.js.gz"),
    },
    File {
        name: "values-VqzLF-1O.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/values-VqzLF-1O.js.gz"),
    },
];
